-- The history of schedule $1 from its first event through version $2 (null: through the newest).
select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note
from noc.schedule_event
where schedule_id = $1 and ($2::integer is null or version <= $2)
order by version
