-- Those ends that were stored already: the answer to a commit was lost and it is said again.
-- $1 jobs, $2 attempts, $3 states, $4 the worker's name.
select h.id, h.rev, h.task, h.schedule_id, h.schedule_name, h.schedule_version, h.trigger, h.due_at,
       h.state, h.queue, h.priority, h.attempt, h.max_attempts, h.queued_at, h.claimed_at,
       h.finished_at, h.worker, h.progress, h.error, h.warnings
  from noc.job_history h
  join unnest($1::uuid[], $2::smallint[], $3::text[]) as f (id, attempt, state)
    on h.id = f.id and h.attempt = f.attempt and h.state = f.state
 where h.worker = $4::text
