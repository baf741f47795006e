-- Nodes that turned out to be others; nothing names them any more. $1 ids.
delete from noc.topology_nodes where id = any($1)
