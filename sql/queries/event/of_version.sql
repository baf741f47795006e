-- The event that made version $2 of schedule $1.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note
from noc.schedule_event
where schedule_id = $1 and version = $2
