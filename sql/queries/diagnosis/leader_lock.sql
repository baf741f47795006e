-- Whether somebody holds the lock of leader/lock.sql. A 64-bit key lies in two halves.
select exists (
    select 1 from pg_catalog.pg_locks l
    where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = 4606530414
) as held
