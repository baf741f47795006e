-- Failed attempts with attempts left. One whose cancel was asked for is left to be cancelled.
-- $1 worker id; $2 jobs in order, $3 attempts, $4 seconds to wait, $5 errors.
with retried as (
    update noc.live_job j
       set state = 'retrying', attempt = j.attempt + 1, failures = j.failures + 1, rev = j.rev + 1,
           ready_at = clock_timestamp() + make_interval(secs => f.wait), handed_over = false,
           worker_id = null, worker = null, claimed_at = null, lease_until = null, progress = null, error = f.error,
           past_attempts = coalesce(j.past_attempts, '[]'::jsonb) || jsonb_build_object(
           'attempt', j.attempt, 'worker', j.worker, 'started_at', j.claimed_at, 'ended_at', clock_timestamp(), 'error', f.error)
      from unnest($2::uuid[], $3::smallint[], $4::float8[], $5::jsonb[]) as f (id, attempt, wait, error)
     where j.id = f.id and j.attempt = f.attempt and j.worker_id = $1::uuid and j.state = 'running'
       and j.cancel_requested_at is null
    returning j.*
), hint as materialized (
    select pg_notify('noc_jobs', '') from (select from retried limit 1) as one
)
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
  from retried j
 where (select count(*) from hint) >= 0
