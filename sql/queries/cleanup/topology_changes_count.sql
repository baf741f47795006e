-- What crawls changed of links more than $1 days ago; kept is the last of each link, by which one knows how it was then.
select count(*) filter (where not needed) as found, count(*) filter (where needed) as kept
from (
    select not exists (
               select from noc.topology_events n
               where n.link_id = e.link_id and n.id > e.id
                 and n.at < clock_timestamp() - make_interval(days => $1::integer)
           ) as needed
    from noc.topology_events e
    where e.at < clock_timestamp() - make_interval(days => $1::integer)
) old
