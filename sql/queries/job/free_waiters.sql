-- A statement of its own, after the one that removed the jobs waited for: its
-- snapshot sees the waiters that were written while that one waited for a lock.
-- $1 jobs that have ended.
with freed as (
    update noc.live_job j
       set waits_for = null, handed_over = false, rev = j.rev + 1,
           ready_at = greatest(j.ready_at, clock_timestamp()),
           state = case when j.ready_at <= clock_timestamp() then 'queued' else j.state end
     where j.waits_for = any ($1::uuid[])
       and not exists (select from noc.live_job b where b.id = j.waits_for)
    returning j.*
), hint as materialized (
    -- One hint for the batch: a commit with a NOTIFY takes a global lock.
    select pg_notify('noc_jobs', '') from (select from freed limit 1) as one
)
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
  from freed j
 where (select count(*) from hint) >= 0
