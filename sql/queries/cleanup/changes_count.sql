-- What syncs changed more than $1 days ago.
select count(*) as found, 0::bigint as kept
from noc.inventory_changes
where at < clock_timestamp() - make_interval(days => $1::integer)
