-- The same, at most $2 of it.
delete from noc.inventory_changes
where id in (
    select id from noc.inventory_changes
    where at < clock_timestamp() - make_interval(days => $1::integer)
    order by at
    limit $2
)
