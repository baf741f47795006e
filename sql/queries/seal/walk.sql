-- Every event with its seal, and every seal without its event, in order.
select coalesce(e.position, s.position) as position, e.schedule_id, e.version, e.kind, e.format, e.data, e.effective_at,
    e.occurred_at, e.actor_id, e.actor, e.note, e.change_set, s.hash
from noc.schedule_event e
full join noc.schedule_event_seal s on s.position = e.position
order by 1
