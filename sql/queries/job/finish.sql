-- The live row goes and the history row comes in one statement. Nothing happens
-- to an attempt that is no longer this worker's.
-- $1 worker id; $2 jobs in order, $3 attempts, $4 states, $5 errors, $6 results, $7 warnings, $8 progress.
with done as (
    delete from noc.live_job j
     using unnest($2::uuid[], $3::smallint[], $4::text[], $5::jsonb[], $6::jsonb[], $7::integer[], $8::jsonb[])
           as f (id, attempt, state, error, result, warnings, progress)
     where j.id = f.id and j.attempt = f.attempt and j.worker_id = $1::uuid and j.state = 'running'
    returning j.*, f.state as end_state, f.error as end_error, f.result as end_result,
              f.warnings as end_warnings, coalesce(f.progress, j.progress) as end_progress
)
insert into noc.job_history as h
    (id, rev, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
     timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, state, attempt, worker, claimed_at, finished_at,
     cancelled_by, cancel_requested_at, progress, error, past_attempts, result, warnings)
select id, rev + 1, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
       timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, end_state, attempt, worker, claimed_at, clock_timestamp(),
       cancelled_by, cancel_requested_at, end_progress, end_error, past_attempts, end_result, end_warnings
  from done
 order by id
returning h.id, h.rev, h.task, h.schedule_id, h.schedule_name, h.schedule_version, h.trigger, h.due_at,
       h.state, h.queue, h.priority, h.attempt, h.max_attempts, h.queued_at, h.claimed_at,
       h.finished_at, h.worker, h.progress, h.error, h.warnings
