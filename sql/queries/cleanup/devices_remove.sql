-- Those that no inventory names, at most $2 of them; a host that was one of them is none any more.
with old as (
    select d.id from noc.devices d
    where d.stale_since < clock_timestamp() - make_interval(days => $1::integer)
      and not exists (select from noc.inventories i where d.id = any(i.devices))
    order by d.stale_since
    limit $2
), unlinked as (
    update noc.hosts set device_id = null, device_reason = null
    where device_id in (select id from old)
)
delete from noc.devices where id in (select id from old)
