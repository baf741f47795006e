-- Every event that had happened at $1, in order, of the schedules that something happened to since, and of those in $2.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at
from noc.schedule_event
where occurred_at <= $1
  and (schedule_id = any($2) or schedule_id in (select e.schedule_id from noc.schedule_event e where e.occurred_at > $1))
order by position
