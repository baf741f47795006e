-- One job with everything about it, live or ended. $1 job.
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings,
       j.kwargs, null::jsonb as result, j.past_attempts, j.run_as, j.retry_of, j.timeout_seconds, j.retry_backoff_seconds,
       j.cancel_requested_at, j.cancelled_by, j.ready_at, j.waits_for, j.lost
  from noc.live_job j
 where j.id = $1::uuid
union all
select h.id, h.rev, h.task, h.schedule_id, h.schedule_name, h.schedule_version, h.trigger, h.due_at,
       h.state, h.queue, h.priority, h.attempt, h.max_attempts, h.queued_at, h.claimed_at,
       h.finished_at, h.worker, h.progress, h.error, h.warnings,
       h.kwargs, h.result, h.past_attempts, h.run_as, h.retry_of, h.timeout_seconds, h.retry_backoff_seconds,
       h.cancel_requested_at, h.cancelled_by, null, null, 0::smallint
  from noc.job_history h
 where h.id = $1::uuid
