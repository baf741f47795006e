-- Events after position $1 and up to $2, in order, at most $3.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note, change_set
from noc.schedule_event
where position > $1 and position <= $2
order by position
limit $3
