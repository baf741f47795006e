-- $1 hash, $2 user, $3 seconds it lasts
insert into noc.login (token_hash, user_id, expires_at)
values ($1, $2, clock_timestamp() + make_interval(secs => $3::float8))
returning expires_at
