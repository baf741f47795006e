-- Those that are not needed, at most $2 of them; and which crawls there were then.
with crawls as (
    delete from noc.topology_crawls where at < clock_timestamp() - make_interval(days => $1::integer)
)
delete from noc.topology_events
where id = any (array(
    select e.id
    from noc.topology_events e
    where e.at < clock_timestamp() - make_interval(days => $1::integer)
      and exists (
          select from noc.topology_events n
          where n.link_id = e.link_id and n.id > e.id
            and n.at < clock_timestamp() - make_interval(days => $1::integer)
      )
    limit $2
))
