-- Schedules that have run, a page of them: those after $1, at most $2.
select r.schedule_id from noc.schedule_runtime r
where r.schedule_id > $1 and r.last_run_at is not null
order by r.schedule_id
limit $2
