-- How long jobs took that ended since $1: the 90th percentile in seconds, by schedule (where it has $4 or more) and by
-- task. Of very many, the newest $3; $2 is below their ids, so that older partitions are left alone.
with newest as materialized (
    select h.schedule_id, h.task, extract(epoch from h.finished_at - h.claimed_at)::double precision as seconds
    from noc.job_history h
    where h.id >= $2::uuid and h.finished_at >= $1::timestamptz
      and h.state in ('succeeded', 'failed') and h.claimed_at is not null
    order by h.id desc
    limit $3
)
select schedule_id, null::text as task, percentile_cont(0.9) within group (order by seconds) as seconds
from newest
where schedule_id is not null
group by schedule_id
having count(*) >= $4::bigint
union all
select null, task, percentile_cont(0.9) within group (order by seconds)
from newest
group by task
