-- What an earlier claim of this worker took although its answer was lost.
-- Nothing of it has started; the lease begins anew.
-- $1 worker id, $2 jobs and $3 attempts by ticket, $4 seconds of the lease.
update noc.live_job j
   set lease_until = clock_timestamp() + make_interval(secs => $4::float8)
  from unnest($2::uuid[], $3::smallint[]) as t (id, attempt)
 where j.id = t.id and j.attempt = t.attempt and j.state = 'running' and j.worker_id = $1::uuid
returning j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings,
       j.kwargs, j.run_as, j.timeout_seconds, j.retry_backoff_seconds, j.failures, j.fail_on_partial
