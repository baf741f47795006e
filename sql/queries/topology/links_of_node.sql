-- The links of a node, lost ones last. $1 the node.
select id, a_node, a_interface, b_node, b_interface, a_shown, b_shown, a_aggregate, b_aggregate, shared, evidence,
       confirmed, first_seen, last_seen, last_job, lost_at
from noc.topology_links
where a_node = $1 or b_node = $1
order by lost_at is not null, a_interface, b_interface
limit 2000
