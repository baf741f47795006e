-- How much devices and hosts disagree now.
select
    (select count(*) from noc.hosts h left join noc.devices d on d.id = h.device_id and d.stale_since is null
     where h.stale_since is null and d.id is null) as hosts_without_device,
    (select count(*) from noc.devices d where d.stale_since is null
     and not exists (select from noc.hosts h where h.device_id = d.id and h.stale_since is null)) as devices_without_host,
    (select count(*) from noc.hosts h join noc.devices d on d.id = h.device_id
     where h.stale_since is null and d.stale_since is null
     and (h.ip4 <> d.primary_ip4_host or lower(h.ip6) <> lower(d.primary_ip6_host))) as addresses_that_differ,
    (select count(*) from (
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
    ) found) as duplicate_addresses
