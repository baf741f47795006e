-- Attempts whose worker was lost and that are not tried again: cancelled on
-- request, lost too often, or not to be repeated after a crash.
-- $1 at most so many, $2 how many lost workers make a job poisonous.
with lapsed as materialized (
    select j.id,
           case when j.cancel_requested_at is not null then null
                when j.lost + 1 >= $2::integer then jsonb_build_object('class', 'poisonous', 'message',
                     format('Its worker was lost %s times; it is not tried again.', j.lost + 1))
                else jsonb_build_object('class', 'worker_lost', 'message',
                     format('Worker %s was lost while it ran, and the task does not allow a second run.', j.worker))
           end as reason
      from noc.live_job j
     where j.state = 'running' and j.lease_until < clock_timestamp()
       and (j.cancel_requested_at is not null or j.lost + 1 >= $2::integer or not j.retry_on_crash)
     order by j.id
     limit $1::bigint
       for update of j skip locked
), done as (
    delete from noc.live_job j using lapsed where j.id = lapsed.id
    returning j.*, lapsed.reason
)
insert into noc.job_history as h
    (id, rev, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
     timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, state, attempt, worker, claimed_at, finished_at,
     cancelled_by, cancel_requested_at, progress, error, past_attempts, result, warnings)
select id, rev + 1, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
       timeout_seconds, max_attempts, retry_backoff_seconds, queued_at, case when reason is null then 'cancelled' else 'failed' end,
       attempt, worker, claimed_at, clock_timestamp(), cancelled_by, cancel_requested_at, progress, reason, past_attempts, null, 0
  from done
 order by id
returning h.id, h.rev, h.task, h.schedule_id, h.schedule_name, h.schedule_version, h.trigger, h.due_at,
       h.state, h.queue, h.priority, h.attempt, h.max_attempts, h.queued_at, h.claimed_at,
       h.finished_at, h.worker, h.progress, h.error, h.warnings
