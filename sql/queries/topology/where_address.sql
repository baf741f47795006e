-- Who has an address, and who was told so. $1 the address, $2 how many.
select 'interface' as kind, i.node_id, n.name as node, i.shown as interface, null::integer as vlan, i.mac, $1::text as address,
       null::text as how, false as is_link, i.first_seen, i.last_seen, i.gone_at
from noc.network_interfaces i join noc.topology_nodes n on n.id = i.node_id
where i.hosts @> array[$1::text]
union all
select 'arp', a.node_id, n.name, a.interface, null, a.mac, a.address, null, false, a.first_seen, a.last_seen, a.gone_at
from noc.network_arp a join noc.topology_nodes n on n.id = a.node_id
where a.address = $1
limit $2
