-- The schedules $1 as they stand, held against firing and against other writers, in one order for all.
-- The head is read from the runtime row: a newer program may have appended an event
-- that the projection here does not know.
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle, r.settled_through, r.head_version
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
where s.id = any($1)
order by s.id
for update
