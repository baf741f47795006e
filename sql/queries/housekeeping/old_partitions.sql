-- The daily partitions of history and logs that end before $1 days ago, but for
-- those in which a job that still lives would have to end.
select c.relname::text as name
from pg_catalog.pg_inherits i
join pg_catalog.pg_class c on c.oid = i.inhrelid
join pg_catalog.pg_class p on p.oid = i.inhparent
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'noc' and p.relname in ('job_history', 'job_log')
  and c.relname ~ '^job_(history|log)_[0-9]{8}$'
  and to_date(right(c.relname, 8), 'YYYYMMDD') < (clock_timestamp() at time zone 'UTC')::date - $1::integer
  and not exists (
      select 1
      from noc.live_job j, (select to_date(right(c.relname, 8), 'YYYYMMDD') as day) d
      where j.id >= rpad(lpad(to_hex((extract(epoch from d.day::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
        and j.id < rpad(lpad(to_hex((extract(epoch from (d.day + 1)::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
  )
order by c.relname
