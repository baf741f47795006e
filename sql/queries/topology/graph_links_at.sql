-- The links there were at a time, as what happened until then says. $1 when, $2 with lost ones, $3 how many at most.
select l.id, l.a_node, l.a_interface, l.b_node, l.b_interface,
       case when e.is_so then e.link #>> '{a,interface}' else l.a_shown end as a_shown,
       case when e.is_so then e.link #>> '{b,interface}' else l.b_shown end as b_shown,
       case when e.is_so then e.link #>> '{a,aggregate}' else l.a_aggregate end as a_aggregate,
       case when e.is_so then e.link #>> '{b,aggregate}' else l.b_aggregate end as b_aggregate,
       coalesce((e.link ->> 'shared')::boolean, l.shared) as shared, l.evidence,
       coalesce((e.link ->> 'confirmed')::boolean, l.confirmed) as confirmed, l.first_seen,
       least(l.last_seen, $1) as last_seen, l.last_job,
       case when e.change = 'lost' then e.at end as lost_at
from noc.topology_links l
join lateral (
    -- Ends have another order since, where one of them turned out to be another node.
    select change, link, at, link #>> '{a,node_id}' = l.a_node::text as is_so from noc.topology_events
    where link_id = l.id and at <= $1
    order by at desc, id desc limit 1
) e on true
where l.first_seen <= $1 and ($2 or e.change <> 'lost')
order by l.a_node, l.a_interface, l.b_node, l.b_interface
limit $3
