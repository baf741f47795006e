-- Targets that jobs resolved more than $1 days ago; kept are those that the next job's are compared with.
select count(*) filter (where not needed) as found, count(*) filter (where needed) as kept
from (
    select t.stopped is null and (t.inventory_id is not null or t.schedule_id is not null) and not exists (
               select from noc.job_targets n
               where n.inventory_id is not distinct from t.inventory_id
                 and n.schedule_id is not distinct from t.schedule_id
                 and n.stopped is null
                 and (n.resolved_at, n.job_id) > (t.resolved_at, t.job_id)
           ) as needed
    from noc.job_targets t
    where t.resolved_at < clock_timestamp() - make_interval(days => $1::integer)
) old
