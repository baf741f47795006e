-- The tasks that schedules wait to run.
select s.task, count(*) as schedules from noc.schedule s where s.phase = 'enabled' group by s.task order by s.task
