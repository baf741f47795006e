-- The last list of an inventory's jobs that was not stopped, since somebody accepted it if somebody did.
-- $1 inventory, $2 not of this job.
select t.job_id, t.devices, t.resolved_at
from noc.job_targets t
join noc.inventories i on i.id = t.inventory_id
where t.inventory_id = $1::bigint and t.stopped is null and ($2::uuid is null or t.job_id <> $2)
  and (i.accepted_at is null or t.resolved_at > i.accepted_at)
order by t.resolved_at desc
limit 1
