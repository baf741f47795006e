-- Those, at most $2 of them.
delete from noc.captures
where id = any (array(
    select id from noc.captures
    where kind = 'snapshot' and taken_at < clock_timestamp() - make_interval(days => $1::integer)
    limit $2
))
