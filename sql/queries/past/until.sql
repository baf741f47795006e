-- Every event that had happened at $1, in order, of the schedules that something happened to since, and of those in $2.
-- Which these are is found out once, and joined: as a condition it may be asked again for each event.
with folded as materialized (
    select schedule_id from noc.schedule_event where occurred_at > $1
    union
    select unnest($2::uuid[])
)
select e.position, e.schedule_id, e.version, e.kind, e.format, e.data, e.effective_at, e.occurred_at
from folded f
join noc.schedule_event e on e.schedule_id = f.schedule_id
where e.occurred_at <= $1
order by e.position
