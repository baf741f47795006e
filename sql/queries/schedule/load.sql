-- Everything beat keeps in mind: the live schedules, and the deleted ones that
-- still owe an outcome.
select s.id, s.version, s.phase, s.format, s.definition::text as definition, s.effective_at,
       r.settled_through, r.head_version, r.manual_runs, r.next_due
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
where s.phase <> 'deleted' or r.next_due is not null
