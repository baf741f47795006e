-- Snapshots taken more than $1 days ago; none of them is needed.
select count(*) as found, 0::bigint as kept
from noc.captures
where kind = 'snapshot' and taken_at < clock_timestamp() - make_interval(days => $1::integer)
