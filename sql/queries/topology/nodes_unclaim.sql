-- Nodes $1 are others: those may be the devices that these were taken for.
update noc.topology_nodes set device_id = null where id = any($1)
