-- The tasks of celery-sqlalchemy-scheduler with their schedules, each row as JSON whatever its columns.
select t.id::bigint as id, to_jsonb(t) as task, to_jsonb(i) as interval, to_jsonb(c) as crontab, to_jsonb(s) as solar,
       null::jsonb as clocked
from celery_periodic_task t
left join celery_interval_schedule i on i.id = t.interval_id
left join celery_crontab_schedule c on c.id = t.crontab_id
left join celery_solar_schedule s on s.id = t.solar_id
order by t.id
