-- What jobs did on each device, written more than $1 days ago; none of it is needed.
select count(*) as found, 0::bigint as kept
from noc.device_visits
where written_at < clock_timestamp() - make_interval(days => $1::integer)
