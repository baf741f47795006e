-- Targets that jobs resolved more than $1 days ago; kept is the list that an inventory's next job is compared with.
select count(*) filter (where not needed) as found, count(*) filter (where needed) as kept
from (
    select t.inventory_id is not null and t.stopped is null and not exists (
               select from noc.job_targets n
               where n.inventory_id = t.inventory_id and n.stopped is null
                 and (n.resolved_at, n.job_id) > (t.resolved_at, t.job_id)
           ) as needed
    from noc.job_targets t
    where t.resolved_at < clock_timestamp() - make_interval(days => $1::integer)
) old
