-- The links there are now, lost ones too where they are wanted. $1 with lost ones, $2 how many at most.
select id, a_node, a_interface, b_node, b_interface, a_shown, b_shown, a_aggregate, b_aggregate, shared, evidence,
       confirmed, first_seen, last_seen, last_job, lost_at
from noc.topology_links
where $1 or lost_at is null
order by a_node, a_interface, b_node, b_interface
limit $2
