-- Which of the schedules $1, deleted ones, their newest event removed because a file said so no more.
select s.id
from noc.schedule s
join noc.schedule_event e on e.schedule_id = s.id and e.version = s.version
join noc.change_set c on c.id = e.change_set
where s.id = any($1) and s.phase = 'deleted' and c.kind = 'apply'
