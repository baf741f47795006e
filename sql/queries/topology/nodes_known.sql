-- What every node is called, and by what it is recognised, those known longest first.
select id, device_id, name, claims, visited_at from noc.topology_nodes order by first_seen, id
