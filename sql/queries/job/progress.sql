-- $1 worker id; $2 jobs in order, $3 attempts, $4 how far they are.
update noc.live_job j
   set progress = f.progress, rev = j.rev + 1
  from unnest($2::uuid[], $3::smallint[], $4::jsonb[]) as f (id, attempt, progress)
 where j.id = f.id and j.attempt = f.attempt and j.worker_id = $1::uuid and j.state = 'running'
returning j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
