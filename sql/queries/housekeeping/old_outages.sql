-- Reports of outages older than $1 days.
delete from noc.outage where settled_at < clock_timestamp() - make_interval(days => $1::integer)
