-- What a job aimed at. $1 job, $2 at most so many devices.
select t.inventory_id, i.name as inventory, t.asked, cardinality(t.devices) as count, t.devices[1:$2::integer] as devices,
       t.unknown, t.stopped, t.resolved_at
from noc.job_targets t
left join noc.inventories i on i.id = t.inventory_id
where t.job_id = $1::uuid
