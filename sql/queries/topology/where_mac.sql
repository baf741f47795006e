-- Behind which ports some MAC addresses are, and whose they are. $1 MAC addresses, $2 how many.
select 'port' as kind, m.node_id, n.name as node, m.shown as interface, m.vlan, m.mac, null::text as address, m.kind as how,
       exists (
           select from noc.topology_links l
           join noc.topology_nodes far on far.id = case when l.a_node = m.node_id then l.b_node else l.a_node end
           where l.lost_at is null
             -- By the port itself, by that which a unit runs on, or by the aggregate that the port is a member of.
             and ((l.a_node = m.node_id and array[l.a_interface, l.a_aggregate, split_part(l.a_aggregate, '.', 1)]
                       && array[m.port, split_part(m.port, '.', 1)])
                  or (l.b_node = m.node_id and array[l.b_interface, l.b_aggregate, split_part(l.b_aggregate, '.', 1)]
                       && array[m.port, split_part(m.port, '.', 1)]))
             -- Behind a telephone or a server that only announces itself the address is still at this port.
             and case when far.capabilities = '{}' then far.kind = 'device'
                 else far.capabilities && '{router,bridge}' and not far.capabilities && '{phone}' end
       ) as is_link,
       m.first_seen, m.last_seen, m.gone_at
from noc.network_macs m join noc.topology_nodes n on n.id = m.node_id
where m.mac = any($1)
union all
select 'interface', i.node_id, n.name, i.shown, null, i.mac, array_to_string(i.hosts, ', '), null, false,
       i.first_seen, i.last_seen, i.gone_at
from noc.network_interfaces i join noc.topology_nodes n on n.id = i.node_id
where i.mac = any($1)
union all
select 'arp', a.node_id, n.name, a.interface, null, a.mac, a.address, null, false, a.first_seen, a.last_seen, a.gone_at
from noc.network_arp a join noc.topology_nodes n on n.id = a.node_id
where a.mac = any($1)
limit $2
