-- Attempts that a stopping worker gives back: they go on elsewhere at once, and count neither as
-- failed nor as lost. Not those that may not run twice, or whose cancel was asked for.
-- $1 worker id; $2 jobs in order, $3 attempts.
with released as (
    update noc.live_job j
       set state = 'queued', attempt = j.attempt + 1, rev = j.rev + 1, ready_at = clock_timestamp(), handed_over = false,
           worker_id = null, worker = null, claimed_at = null, lease_until = null, progress = null,
           past_attempts = coalesce(j.past_attempts, '[]'::jsonb) || jsonb_build_object(
           'attempt', j.attempt, 'worker', j.worker, 'started_at', j.claimed_at, 'ended_at', clock_timestamp(), 'error', jsonb_build_object('class', 'released', 'message', format('Worker %s stopped and gave it back.', j.worker)))
      from unnest($2::uuid[], $3::smallint[]) as f (id, attempt)
     where j.id = f.id and j.attempt = f.attempt and j.worker_id = $1::uuid and j.state = 'running'
       and j.retry_on_crash and j.cancel_requested_at is null
    returning j.*
), hint as materialized (
    select pg_notify('noc_jobs', '') from (select from released limit 1) as one
)
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
  from released j
 where (select count(*) from hint) >= 0
