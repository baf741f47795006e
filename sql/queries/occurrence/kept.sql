-- Whether single jobs of due times at $1 are still kept: the partition of that day, or an earlier one, is there.
select coalesce(min(to_date(right(c.relname, 8), 'YYYYMMDD')) <= ($1::timestamptz at time zone 'UTC')::date, false) as kept
from pg_catalog.pg_inherits i
join pg_catalog.pg_class c on c.oid = i.inhrelid
where i.inhparent = 'noc.job_history'::regclass and c.relname ~ '^job_history_[0-9]{8}$'
