-- Newest first, live and ended. $1 schedule, $2 task, $3 states, $4 queue, $5 words, $8 triggers,
-- $9 ended since then (no live ones), which none with an id below $10 did; $6 before this job, $7 at most so many.
(select j.id, j.rev, j.task, j.schedule_id, j.schedule_name, j.schedule_version, j.trigger, j.due_at,
       j.state, j.queue, j.priority, j.attempt, j.max_attempts, j.queued_at, j.claimed_at,
       null::timestamptz as finished_at, j.worker, j.progress, j.error, 0 as warnings
   from noc.live_job j
  where ($1::uuid is null or j.schedule_id = $1)
       and ($2::text is null or j.task = $2)
       and ($3::text[] is null or j.state = any ($3))
       and ($4::text is null or j.queue = $4)
       and ($8::text[] is null or j.trigger = any ($8))
       and ($5::text is null or position(lower($5) in lower(j.task || ' ' || coalesce(j.schedule_name, '') || ' ' || coalesce(j.error ->> 'message', ''))) > 0
            or j.id::text = lower($5))
       and $9::timestamptz is null and $10::uuid is null
    and ($6::uuid is null or j.id < $6)
  order by j.id desc
  limit $7::bigint)
union all
(select h.id, h.rev, h.task, h.schedule_id, h.schedule_name, h.schedule_version, h.trigger, h.due_at,
       h.state, h.queue, h.priority, h.attempt, h.max_attempts, h.queued_at, h.claimed_at,
       h.finished_at, h.worker, h.progress, h.error, h.warnings
   from noc.job_history h
  where ($1::uuid is null or h.schedule_id = $1)
       and ($2::text is null or h.task = $2)
       and ($3::text[] is null or h.state = any ($3))
       and ($4::text is null or h.queue = $4)
       and ($8::text[] is null or h.trigger = any ($8))
       and ($5::text is null or position(lower($5) in lower(h.task || ' ' || coalesce(h.schedule_name, '') || ' ' || coalesce(h.error ->> 'message', ''))) > 0
            or h.id::text = lower($5))
       and ($9::timestamptz is null or h.finished_at >= $9)
       and ($10::uuid is null or h.id >= $10)
    and ($6::uuid is null or h.id < $6)
  order by h.id desc
  limit $7::bigint)
 order by 1 desc
 limit $7::bigint
