-- New live jobs. A second insert of a job that lives changes nothing. A job
-- without a ready time is ready now. $19: whether its ticket is about to be sent by the caller.
insert into noc.live_job as j
    (id, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority, timeout_seconds, max_attempts, retry_backoff_seconds, retry_on_crash, ready_at, waits_for,
     handed_over, state, fail_on_partial)
select id, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority,
       timeout_seconds, max_attempts, retry_backoff_seconds, retry_on_crash, coalesce(ready_at, clock_timestamp()), waits_for,
       $19::boolean and waits_for is null and coalesce(ready_at <= clock_timestamp(), true),
       case when waits_for is not null or ready_at > clock_timestamp() then 'waiting' else 'queued' end,
       fail_on_partial
  from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::uuid[], $5::integer[], $6::text[], $7::text[], $8::timestamptz[], $9::uuid[], $10::uuid[], $11::text[], $12::smallint[], $13::integer[], $14::smallint[], $15::integer[], $16::boolean[], $17::timestamptz[], $18::uuid[], $20::boolean[])
       as n (id, task, kwargs, schedule_id, schedule_version, schedule_name, trigger, due_at, retry_of, run_as, queue, priority, timeout_seconds, max_attempts, retry_backoff_seconds, retry_on_crash, ready_at, waits_for, fail_on_partial)
 order by id
    on conflict on constraint live_job_pkey do nothing
returning j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
