-- What devices no longer tell since more than $1 days.
select count(*) as found, 0::bigint as kept
from (
    select from noc.network_interfaces where gone_at < clock_timestamp() - make_interval(days => $1::integer)
    union all
    select from noc.network_arp where gone_at < clock_timestamp() - make_interval(days => $1::integer)
    union all
    select from noc.network_macs where gone_at < clock_timestamp() - make_interval(days => $1::integer)
    union all
    select from noc.network_routes where gone_at < clock_timestamp() - make_interval(days => $1::integer)
) gone
