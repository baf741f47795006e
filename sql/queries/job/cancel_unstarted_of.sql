-- Every job of the schedules that no worker has is ended at once. $1 schedules, $2 who.
with done as (
    delete from noc.live_job j where j.schedule_id = any($1::uuid[]) and j.state <> 'running' returning j.*
)
insert into noc.job_history as h
    (id, rev, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
     timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, state, attempt, worker, claimed_at, finished_at,
     cancelled_by, progress, error, past_attempts, result, warnings)
select id, rev + 1, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
       timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, 'cancelled', attempt, worker, claimed_at, clock_timestamp(),
       $2::text, progress, error, past_attempts, null, 0
  from done
returning h.id, h.rev, h.task, h.schedule_id, h.schedule_name, h.schedule_version, h.trigger, h.due_at,
       h.state, h.queue, h.priority, h.attempt, h.max_attempts, h.queued_at, h.claimed_at,
       h.finished_at, h.worker, h.progress, h.error, h.warnings
