-- The schedule $1 as it stands, held against firing and against other writers.
-- The head is read from the events: a newer program may have appended one that
-- the projection here does not know.
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle, r.settled_through, r.head_version
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
where s.id = $1
for update
