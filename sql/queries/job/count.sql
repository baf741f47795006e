-- How many there are, exactly up to $6. $1 schedule, $2 task, $3 states, $4 queue, $5 words, $7 triggers,
-- $8 ended since then (no live ones), which none with an id below $9 did.
select count(*) as jobs
  from (
    (select 1 from noc.live_job j
      where ($1::uuid is null or j.schedule_id = $1)
       and ($2::text is null or j.task = $2)
       and ($3::text[] is null or j.state = any ($3))
       and ($4::text is null or j.queue = $4)
       and ($7::text[] is null or j.trigger = any ($7))
       and ($5::text is null or position(lower($5) in lower(j.task || ' ' || coalesce(j.schedule_name, '') || ' ' || coalesce(j.error ->> 'message', ''))) > 0
            or j.id::text = lower($5))
       and $8::timestamptz is null and $9::uuid is null
      limit $6::bigint)
    union all
    (select 1 from noc.job_history h
      where ($1::uuid is null or h.schedule_id = $1)
       and ($2::text is null or h.task = $2)
       and ($3::text[] is null or h.state = any ($3))
       and ($4::text is null or h.queue = $4)
       and ($7::text[] is null or h.trigger = any ($7))
       and ($5::text is null or position(lower($5) in lower(h.task || ' ' || coalesce(h.schedule_name, '') || ' ' || coalesce(h.error ->> 'message', ''))) > 0
            or h.id::text = lower($5))
       and ($8::timestamptz is null or h.finished_at >= $8)
       and ($9::uuid is null or h.id >= $9)
      order by h.id desc
      limit $6::bigint)
    limit $6::bigint
  ) as found
