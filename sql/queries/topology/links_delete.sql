-- Links $1 turned out to be others: $2, one for one. What became of them became of these.
with same as (select * from unnest($1::uuid[], $2::uuid[]) as s (gone, kept)), moved as (
    update noc.topology_events e set link_id = s.kept from same s where e.link_id = s.gone
)
delete from noc.topology_links where id = any($1)
