-- Crawls, newest first. $1 from which place on, $2 how many.
select job_id, at, cardinality(nodes) as nodes, links, links_new, links_lost, links_changed,
    count(*) over () as total
from noc.topology_crawls
order by at desc, job_id desc
offset $1 limit $2
