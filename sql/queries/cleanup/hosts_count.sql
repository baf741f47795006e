-- Hosts that are gone from their source for more than $1 days.
select count(*) as found, 0::bigint as kept
from noc.hosts
where stale_since < clock_timestamp() - make_interval(days => $1::integer)
