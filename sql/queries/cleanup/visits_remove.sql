-- Those, at most $2 of them.
delete from noc.device_visits
where ctid = any (array(
    select ctid from noc.device_visits
    where written_at < clock_timestamp() - make_interval(days => $1::integer)
    limit $2
))
