-- Where the tables of Celery's two schedulers for SQLAlchemy are, and NOC Canvas's table of owners.
select n.nspname::text as schema, c.relname::text as name
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'f')
  and c.relname in ('celery_periodic_task', 'celery_periodictask', 'scheduled_task_owners')
  and n.nspname not like 'pg\_%'
order by 1, 2
