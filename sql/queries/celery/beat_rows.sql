-- The tasks of sqlalchemy-celery-beat with their schedules, each row as JSON whatever its columns.
select t.id::bigint as id, to_jsonb(t) as task, to_jsonb(i) as interval, to_jsonb(c) as crontab, to_jsonb(s) as solar,
       to_jsonb(k) as clocked
from celery_periodictask t
left join celery_intervalschedule i on i.id = t.schedule_id and t.discriminator = 'intervalschedule'
left join celery_crontabschedule c on c.id = t.schedule_id and t.discriminator = 'crontabschedule'
left join celery_solarschedule s on s.id = t.schedule_id and t.discriminator = 'solarschedule'
left join celery_clockedschedule k on k.id = t.schedule_id and t.discriminator = 'clockedschedule'
order by t.id
