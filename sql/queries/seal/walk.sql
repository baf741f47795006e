-- Events with their seals, and seals without their event, after position $1, in order, at most $2: the first so many of
-- the two merged are among the first so many of each.
with event as (
    select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note, change_set
    from noc.schedule_event
    where position > $1
    order by position
    limit $2
), seal as (
    select position, hash from noc.schedule_event_seal where position > $1 order by position limit $2
)
select coalesce(e.position, s.position) as position, e.schedule_id, e.version, e.kind, e.format, e.data, e.effective_at,
    e.occurred_at, e.actor_id, e.actor, e.note, e.change_set, s.hash
from event e
full join seal s on s.position = e.position
order by 1
limit $2
