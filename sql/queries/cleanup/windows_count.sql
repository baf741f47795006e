-- Versions of windows that were over $1 days ago.
select count(*) as found, 0::bigint as kept
from noc.maintenance_window w
where not exists (
    select from noc.maintenance_window n
    where n.id = w.id
      and coalesce(least(n.ended_at, n.closes_at) >= now() - make_interval(days => $1::integer), true)
)
