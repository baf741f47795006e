-- The live schedules that nothing happened to after $1, as they stand: so they stood then. `is_behind`: something
-- happened by then that whoever wrote the row could not read.
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle, s.created_at, s.changed_at,
       exists (select from noc.schedule_event e where e.schedule_id = s.id and e.version > s.version) as is_behind
from noc.schedule s
where s.phase <> 'deleted'
  and not exists (select from noc.schedule_event e where e.schedule_id = s.id and e.occurred_at > $1)
