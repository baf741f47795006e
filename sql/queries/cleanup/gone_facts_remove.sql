-- Those, at most $2 of each kind.
with network_interfaces as (
    delete from noc.network_interfaces
    where ctid = any (array(
        select ctid from noc.network_interfaces
        where gone_at < clock_timestamp() - make_interval(days => $1::integer)
        limit $2
    ))
    returning 1
), network_arp as (
    delete from noc.network_arp
    where ctid = any (array(
        select ctid from noc.network_arp
        where gone_at < clock_timestamp() - make_interval(days => $1::integer)
        limit $2
    ))
    returning 1
), network_macs as (
    delete from noc.network_macs
    where ctid = any (array(
        select ctid from noc.network_macs
        where gone_at < clock_timestamp() - make_interval(days => $1::integer)
        limit $2
    ))
    returning 1
), network_routes as (
    delete from noc.network_routes
    where ctid = any (array(
        select ctid from noc.network_routes
        where gone_at < clock_timestamp() - make_interval(days => $1::integer)
        limit $2
    ))
    returning 1
)
select 1 from network_interfaces
union all
select 1 from network_arp
union all
select 1 from network_macs
union all
select 1 from network_routes
