-- The history of schedule $1, newest first, before version $2 (null: from the newest), at most $3.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note
from noc.schedule_event
where schedule_id = $1 and ($2::integer is null or version < $2)
order by version desc
limit $3
