-- The event that made a schedule as disabled as it is: who, when, why.
select e.version, e.actor, e.occurred_at, e.note
from noc.schedule_event e
where e.schedule_id = $1
  and (e.kind = 'disabled' or e.kind in ('created', 'updated') and e.data -> 'enabled' = 'false'::jsonb)
order by e.version desc
limit 1
