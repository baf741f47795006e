-- A crawl that wrote to the topology; a later attempt of the job takes the place of an earlier one. $1 job, $2 when,
-- $3 the nodes that answered, $4 links, $5 new ones and returned ones, $6 lost ones, $7 changed ones.
insert into noc.topology_crawls (job_id, at, nodes, links, links_new, links_lost, links_changed)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict on constraint topology_crawls_pkey do update
set at = excluded.at, nodes = excluded.nodes, links = excluded.links, links_new = excluded.links_new,
    links_lost = excluded.links_lost, links_changed = excluded.links_changed
