-- What is ready, waits for nothing, is of no paused queue and has no ticket yet. Those whose time has
-- come only now turn to queued here, before any ticket for them exists.
-- statement_timestamp: a volatile function could not use the index. $1 at most so many.
with ready as materialized (
    select j.id, j.state
      from noc.live_job j
     where not j.handed_over and j.waits_for is null and j.ready_at <= statement_timestamp()
       -- One that runs already had a ticket too many; it must not take the place of another.
       and j.state <> 'running'
       and j.queue <> all (coalesce((select array_agg(p.queue) from noc.queue_pause p), '{}'))
     order by j.ready_at
     limit $1::bigint
), come as (
    update noc.live_job j
       set state = 'queued', rev = j.rev + 1
      from ready
     where j.id = ready.id and ready.state = 'waiting' and j.state = 'waiting' and j.waits_for is null
    returning j.*
)
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings, true as changed
  from come j
union all
select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings, false as changed
  from noc.live_job j
  join ready on ready.id = j.id
 where ready.state in ('queued', 'retrying')
