-- Every event of the schedules $1, in order.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at
from noc.schedule_event
where schedule_id = any($1)
order by schedule_id, version
