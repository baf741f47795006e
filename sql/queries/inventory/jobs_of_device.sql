-- Jobs that aimed at a device or whose sync changed it, newest first. $1 device, $2 before this job, $3 at most so many.
-- Of those that retention has dropped only the id is left, and when they touched it.
with touched as (
    select t.job_id, 'target' as why, t.resolved_at as at
    from noc.job_targets t
    where t.devices @> array[$1::uuid] and ($2::uuid is null or t.job_id < $2)
    union all
    select s.job_id, 'sync', ch.at
    from noc.inventory_changes ch join noc.syncs s on s.id = ch.sync_id
    where ch.object_id = $1 and ($2 is null or s.job_id < $2)
), page as materialized (
    select job_id, array_agg(distinct why order by why) as why, max(at) as at
    from touched group by job_id order by job_id desc limit $3::bigint
)
select p.job_id, p.why, p.at, coalesce(l.task, h.task) as task, coalesce(l.state, h.state) as state,
       coalesce(l.schedule_id, h.schedule_id) as schedule_id, coalesce(l.schedule_name, h.schedule_name) as schedule_name,
       coalesce(l.claimed_at, h.claimed_at) as started_at, h.finished_at
from page p
left join noc.live_job l on l.id = p.job_id
left join noc.job_history h on h.id = p.job_id
order by p.job_id desc
