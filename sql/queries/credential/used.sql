-- A job logged in with a credential; written at most once a minute. $1 credential.
update noc.credentials
set last_used_at = clock_timestamp()
where id = $1 and (last_used_at is null or last_used_at < clock_timestamp() - interval '1 minute')
