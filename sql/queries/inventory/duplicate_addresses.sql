-- Addresses that several devices, or several hosts, have, with the first of those who do. After $1, at most $2
-- addresses with at most $3 devices and hosts each.
with double as (
    select d.primary_ip4_host as address from noc.devices d where d.stale_since is null and d.primary_ip4_host is not null
    group by 1 having count(*) > 1
    union
    select lower(d.primary_ip6_host) from noc.devices d where d.stale_since is null and d.primary_ip6_host is not null
    group by 1 having count(*) > 1
    union
    select h.ip4 from noc.hosts h where h.stale_since is null and h.ip4 is not null
    group by 1 having count(*) > 1
    union
    select lower(h.ip6) from noc.hosts h where h.stale_since is null and h.ip6 is not null
    group by 1 having count(*) > 1
), page as materialized (
    select address from double where $1::text is null or address > $1 order by address limit $2::bigint
)
select p.address, devices.list as devices, hosts.list as hosts
from page p
cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'name', o.name)), '[]') as list
    from (
        select d.id, d.number, d.name from noc.devices d
        where d.stale_since is null and (d.primary_ip4_host = p.address or lower(d.primary_ip6_host) = p.address)
        order by d.number limit $3::bigint
    ) o
) devices
cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'site', o.site, 'name', o.name)), '[]') as list
    from (
        select h.id, h.site, h.name from noc.hosts h
        where h.stale_since is null and (h.ip4 = p.address or lower(h.ip6) = p.address)
        order by h.name, h.id limit $3
    ) o
) hosts
order by p.address
