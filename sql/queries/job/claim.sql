-- An attempt starts at most once: whoever comes second finds it running.
-- Jobs of a paused queue do not start: they give up their ticket, and get another
-- when the queue is resumed. Where none is paused, that part is not run at all.
-- $1 worker id, $2 its name, $3 jobs and $4 attempts by ticket, $5 seconds of the lease.
with refused as (
    update noc.live_job j
       set handed_over = false, rev = j.rev + 1
      from unnest($3::uuid[], $4::smallint[]) as t (id, attempt)
     where exists (select from noc.queue_pause)
       and j.id = t.id and j.attempt = t.attempt and j.state in ('queued', 'retrying')
       and j.queue in (select p.queue from noc.queue_pause p)
)
update noc.live_job j
   set state = 'running', worker_id = $1::uuid, worker = $2::text, progress = null, rev = j.rev + 1,
       claimed_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => $5::float8)
  from unnest($3::uuid[], $4::smallint[]) as t (id, attempt)
 where j.id = t.id and j.attempt = t.attempt and j.state in ('queued', 'retrying')
   and j.waits_for is null and j.cancel_requested_at is null
   and j.queue <> all (coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}'))
returning j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings,
       j.kwargs, j.run_as, j.timeout_seconds, j.retry_backoff_seconds, j.failures, j.fail_on_partial
