-- Those that are not needed, at most $2 of them.
delete from noc.syncs
where id in (
    select s.id
    from noc.syncs s
    where coalesce(s.ended_at, s.began_at) < clock_timestamp() - make_interval(days => $1::integer)
      and not exists (select from noc.sync_scopes p where p.sync_id = s.id)
      and (s.ended_at is null or exists (
          select from noc.syncs n
          where n.kind = s.kind and n.connection_id = s.connection_id and n.filter = s.filter
            and n.id > s.id and n.ended_at is not null
      ))
    order by s.id
    limit $2
)
