-- Every event, until $2, of the schedules that something happened to after $1 and until then, in order.
select position, schedule_id, version, kind, format, data, effective_at, occurred_at, actor_id, actor, note
from noc.schedule_event
where occurred_at <= $2
  and schedule_id in (select e.schedule_id from noc.schedule_event e where e.occurred_at > $1 and e.occurred_at <= $2)
order by position
