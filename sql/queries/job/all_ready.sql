-- A page of everything that a worker could claim now, whether handed over or not.
-- $1 the last job of the page before, $2 at most so many.
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
  from noc.live_job j
 where j.id > $1::uuid and j.state in ('queued', 'retrying') and j.waits_for is null
   and j.cancel_requested_at is null and j.ready_at <= statement_timestamp()
   and j.queue <> all (coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}'))
 order by j.id
 limit $2::bigint
