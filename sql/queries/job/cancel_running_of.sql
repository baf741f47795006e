-- Every running job of the schedules is asked to stop; the hint reaches their workers at once. $1 schedules, $2 who.
with asked as (
    update noc.live_job j
       set cancel_requested_at = coalesce(j.cancel_requested_at, clock_timestamp()),
           cancelled_by = coalesce(j.cancelled_by, $2::text), rev = j.rev + 1
     where j.schedule_id = any($1::uuid[]) and j.state = 'running'
    returning j.*
), hint as materialized (
    select pg_notify('noc_cancel', '') from (select from asked limit 1) as one
)
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
  from asked j
 where (select count(*) from hint) >= 0
