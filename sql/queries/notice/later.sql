-- The message $1 was refused for the reason $3; again in $2 seconds.
update noc.notice n
set due_at = clock_timestamp() + make_interval(secs => $2::float8), attempts = n.attempts + 1, error = $3
where n.ended_at is null and coalesce(n.bundle, n.id) = $1
