-- Those, at most $2 of them.
delete from noc.archive_texts
where used_at < clock_timestamp() - make_interval(days => greatest($1::integer, 1)) and digest = any (array(
    select t.digest
    from noc.archive_texts t
    where t.used_at < clock_timestamp() - make_interval(days => greatest($1::integer, 1))
      and not exists (select from noc.capture_outputs where raw = t.digest)
      and not exists (select from noc.capture_outputs where normal = t.digest)
      and not exists (select from noc.capture_outputs where parsed = t.digest)
    limit $2
))
