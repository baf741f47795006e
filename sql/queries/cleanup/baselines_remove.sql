-- Those that are not needed, at most $2 of them.
delete from noc.captures
where id = any (array(
    select c.id
    from noc.captures c
    where c.kind = 'baseline' and c.taken_at < clock_timestamp() - make_interval(days => $1::integer)
      and not exists (
          select from noc.capture_outputs o
          where o.capture_id = c.id and o.status = 'ok' and not exists (
              select from noc.captures n
              join noc.capture_outputs p on p.capture_id = n.id
              where n.device_id = c.device_id and n.version > c.version
                and p.command = o.command and p.status = 'ok'
          )
      )
    limit $2
))
