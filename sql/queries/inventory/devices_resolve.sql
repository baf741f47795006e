-- Who is meant: for each reference the devices that it may be, of a name or an address at most $9 of each.
-- $1 numbers, $3 ids, $5 names, $7 addresses; $2, $4, $6, $8 their places in what was asked.
select asked.nth, d.id, d.number, d.stale_since
from unnest($1::bigint[], $2::integer[]) as asked (number, nth) join noc.devices d on d.number = asked.number
union all
select asked.nth, d.id, d.number, d.stale_since
from unnest($3::uuid[], $4::integer[]) as asked (id, nth) join noc.devices d on d.id = asked.id
union all
select asked.nth, d.id, d.number, d.stale_since
from unnest($5::text[], $6::integer[]) as asked (name, nth)
cross join lateral (
    select n.id, n.number, n.stale_since from noc.devices n where lower(n.name) = lower(asked.name)
    order by n.stale_since is not null, n.number limit $9::bigint
) d
union all
select asked.nth, d.id, d.number, d.stale_since
from unnest($7::text[], $8::integer[]) as asked (address, nth)
cross join lateral (
    select a.id, a.number, a.stale_since from (
        select v4.id, v4.number, v4.stale_since from noc.devices v4 where v4.primary_ip4_host = asked.address
        union
        select v6.id, v6.number, v6.stale_since from noc.devices v6 where v6.primary_ip6_host = asked.address
    ) a
    order by a.stale_since is not null, a.number limit $9
) d
