-- Every event that had happened at $1, in order.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at
from noc.schedule_event
where occurred_at <= $1
order by position
