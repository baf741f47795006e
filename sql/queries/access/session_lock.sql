-- One taker at a time for a device, and for a place: the count that follows must hold. $1 and $2 names, in their order.
select pg_advisory_xact_lock(hashtextextended('noc.device_session:' || name, 0))
from unnest(array[$1, $2]::text[]) as wanted (name)
where name is not null
