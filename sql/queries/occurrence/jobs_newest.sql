-- Jobs of the due times of schedule $1 from $2 to $3, latest due time first, from three sources: of the due time
-- itself, whose ids sort by it ($4 to before $5); ended ones made later on; live ones. At most $6 of each.
select * from (
    (select 1::smallint as source, h.id, h.due_at, h.schedule_version, h.trigger, h.state, h.queued_at,
            coalesce((h.past_attempts -> 0 ->> 'started_at')::timestamptz, h.claimed_at) as started_at,
            h.finished_at, h.attempt, h.warnings, h.error
       from noc.job_history h
      where h.schedule_id = $1::uuid and h.id >= $4::uuid and h.id < $5::uuid and h.trigger in ('schedule', 'catch_up')
        and h.due_at >= $2::timestamptz and h.due_at <= $3::timestamptz
        -- Of version 8: the fresh ids of those made later on do not sort by the due time.
        and get_byte(uuid_send(h.id), 6) >> 4 = 8
      order by h.id desc
      limit $6::bigint)
    union all
    (select 2::smallint, h.id, h.due_at, h.schedule_version, h.trigger, h.state, h.queued_at,
            coalesce((h.past_attempts -> 0 ->> 'started_at')::timestamptz, h.claimed_at),
            h.finished_at, h.attempt, h.warnings, h.error
       from noc.job_history h
      where h.schedule_id = $1 and h.trigger in ('backfill', 'retry', 'catch_up')
        and h.due_at >= $2 and h.due_at <= $3
        and get_byte(uuid_send(h.id), 6) >> 4 <> 8
      order by h.due_at desc
      limit $6)
    union all
    (select 3::smallint, j.id, j.due_at, j.schedule_version, j.trigger, j.state, j.queued_at,
            coalesce((j.past_attempts -> 0 ->> 'started_at')::timestamptz, j.claimed_at),
            null::timestamptz, j.attempt, 0, j.error
       from noc.live_job j
      where j.schedule_id = $1 and j.due_at >= $2 and j.due_at <= $3
      order by j.due_at desc
      limit $6)
) found
order by due_at desc, queued_at, id
