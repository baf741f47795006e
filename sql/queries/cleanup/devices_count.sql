-- Devices that are gone from their source for more than $1 days; kept are those that an inventory names.
select count(*) filter (where not named) as found, count(*) filter (where named) as kept
from (
    select exists (select from noc.inventories i where d.id = any(i.devices)) as named
    from noc.devices d
    where d.stale_since < clock_timestamp() - make_interval(days => $1::integer)
) old
