-- Everything beat keeps in mind: the live schedules, and the deleted ones that
-- still owe an outcome, be it one that a window holds.
select s.id, s.version, s.phase, s.format, s.definition::text as definition, s.effective_at, s.cycle,
       r.settled_through, r.head_version, r.manual_runs, r.counted_in, r.counted_runs, r.held_due, r.next_due
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
where s.phase <> 'deleted' or r.next_due is not null or r.held_due is not null
