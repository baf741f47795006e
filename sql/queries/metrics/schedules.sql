-- How many schedules there are in each phase, deleted ones left out.
select s.phase, count(*) as schedules
from noc.schedule s
where s.phase <> 'deleted'
group by s.phase
order by s.phase
