-- Outages, the newest first, before $1 (null: from the newest), at most $2.
select id, from_due, settled_at, due_count, made_late, pending, skipped, schedules, most_missed
from noc.outage
where $1::bigint is null or id < $1
order by id desc
limit $2
