-- Whoever waited for job $1 waits for job $2 instead: the turn stays a turn.
update noc.live_job j
   set waits_for = $2::uuid, rev = j.rev + 1
 where j.waits_for = $1::uuid
returning j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
