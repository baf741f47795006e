-- The message $1 was sent ($2), or is given up for the reason $3.
update noc.notice n
set ended_at = clock_timestamp(), sent = $2, attempts = n.attempts + 1, error = $3
where n.ended_at is null and coalesce(n.bundle, n.id) = $1
