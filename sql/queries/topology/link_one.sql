-- One link. $1 id.
select id, a_node, a_interface, b_node, b_interface, a_shown, b_shown, a_aggregate, b_aggregate, shared, evidence,
       confirmed, first_seen, last_seen, last_job, lost_at
from noc.topology_links where id = $1
