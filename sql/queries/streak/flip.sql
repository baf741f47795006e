-- After jobs have ended: which schedules have begun to fail, or have recovered,
-- with a notice for each where that is wanted.
-- $1 schedules; $2 whether the newest of their jobs that just ended did so badly (null: not known).
--
-- Only where that contradicts the row is history asked, and only a row that history
-- contradicts is written. Rows that somebody else holds are passed over instead of
-- waited for, because settling locks many of them in no order of ours; the caller asks
-- again for what is told as odd here until nothing is.
with said as (
    select s.schedule_id, s.failed from unnest($1::uuid[], $2::boolean[]) as s (schedule_id, failed)
),
odd as materialized (
    select r.schedule_id, h.id as job, h.state, h.state <> 'succeeded' as failed, h.finished_at, h.claimed_at, h.due_at,
           h.trigger, h.attempt, h.max_attempts, h.worker, h.error, h.warnings, h.queue, r.failing_since
    from said
    join noc.schedule_runtime r on r.schedule_id = any (array[said.schedule_id])
    cross join lateral (
        select j.* from noc.job_history j
        where j.schedule_id = said.schedule_id and j.state <> 'cancelled'
        order by j.id desc limit 1
    ) h
    where (said.failed is null or said.failed <> (r.failing_since is not null))
      and (h.state <> 'succeeded') <> (r.failing_since is not null)
),
held as materialized (
    select r.schedule_id from noc.schedule_runtime r
    where r.schedule_id in (select schedule_id from odd)
    for update skip locked
),
flipped as (
    update noc.schedule_runtime r
    set failing_since = case when o.failed then o.finished_at end
    from odd o, held h
    where r.schedule_id = o.schedule_id and h.schedule_id = o.schedule_id and (r.failing_since is not null) <> o.failed
    returning r.schedule_id
),
told as (
    insert into noc.notice (key, kind, subject, body)
    select case when o.failed then 'failed/' else 'recovered/' end || o.job,
           case when o.failed then 'failed' else 'recovered' end,
           o.schedule_id::text,
           jsonb_build_object(
               'schedule', noc.notice_schedule(o.schedule_id),
               'failing_since', noc.instant(case when o.failed then o.finished_at else o.failing_since end),
               'job', jsonb_build_object(
                   'id', o.job, 'state', o.state, 'trigger', o.trigger, 'due_at', noc.instant(o.due_at),
                   'started_at', noc.instant(o.claimed_at), 'finished_at', noc.instant(o.finished_at),
                   'queue', o.queue, 'attempts', o.attempt, 'max_attempts', o.max_attempts, 'worker', o.worker,
                   'error', o.error, 'warnings', o.warnings))
    from flipped f
    join odd o on o.schedule_id = f.schedule_id
    join noc.schedule s on s.id = o.schedule_id
    where s.phase <> 'deleted' and s.definition -> 'notify' is distinct from 'false'::jsonb
    order by o.job
    on conflict do nothing
)
select o.schedule_id, f.schedule_id is not null as flipped
from odd o
left join flipped f on f.schedule_id = o.schedule_id
