-- The same, at most $2 of them.
delete from noc.hosts
where id in (
    select id from noc.hosts
    where stale_since < clock_timestamp() - make_interval(days => $1::integer)
    order by stale_since
    limit $2
)
