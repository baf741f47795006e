-- Attempts whose worker was lost and that run again; that does not use up max_attempts.
-- $1 at most so many, $2 how many lost workers make a job poisonous.
with lapsed as materialized (
    select j.id
      from noc.live_job j
     where j.state = 'running' and j.lease_until < clock_timestamp()
       and j.cancel_requested_at is null and j.lost + 1 < $2::integer and j.retry_on_crash
     order by j.id
     limit $1::bigint
       for update of j skip locked
)
update noc.live_job j
   set state = 'queued', attempt = j.attempt + 1, lost = j.lost + 1, rev = j.rev + 1, handed_over = false,
       ready_at = clock_timestamp(),
       worker_id = null, worker = null, claimed_at = null, lease_until = null, progress = null,
       past_attempts = coalesce(j.past_attempts, '[]'::jsonb) || jsonb_build_object(
           'attempt', j.attempt, 'worker', j.worker, 'started_at', j.claimed_at, 'ended_at', clock_timestamp(), 'error', jsonb_build_object('class', 'worker_lost', 'message', format('Worker %s was lost.', j.worker)))
  from lapsed
 where j.id = lapsed.id
returning j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
