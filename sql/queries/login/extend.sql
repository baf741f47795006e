-- $1 hash, $2 seconds from now
update noc.login
set expires_at = clock_timestamp() + make_interval(secs => $2::float8)
where token_hash = $1 and expires_at > clock_timestamp()
returning expires_at
