-- What a reader at position $1 has not seen, in order, at most $2.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at
from noc.schedule_event
where position > $1
order by position
limit $2
