-- How many entries the list of the due times of schedule $1 from $2 to $3 has; each part exactly up to $6.
-- $4 and $5 are the ids that the range begins and ends with, $7 and $8 outcome and reason asked for (null: any).
select
    (select count(distinct found.due_at) from (
        (select h.due_at from noc.job_history h
          where h.schedule_id = $1::uuid and h.id >= $4::uuid and h.id < $5::uuid and h.trigger in ('schedule', 'catch_up')
            and h.due_at >= $2::timestamptz and h.due_at <= $3::timestamptz and get_byte(uuid_send(h.id), 6) >> 4 = 8
          limit $6::bigint)
        union all
        (select h.due_at from noc.job_history h
          where h.schedule_id = $1 and h.trigger in ('backfill', 'retry', 'catch_up') and h.due_at >= $2 and h.due_at <= $3
          limit $6)
        union all
        (select j.due_at from noc.live_job j where j.schedule_id = $1 and j.due_at >= $2 and j.due_at <= $3 limit $6)
    ) found where coalesce($7::text, 'job') = 'job' and $8::text is null)
    + (select count(*) from (
        select 1
        from noc.ledger l
        where l.schedule_id = $1
          and l.due_from >= coalesce((select max(e.due_from) from noc.ledger e where e.schedule_id = $1 and e.due_from < $2), $2)
          and l.due_from <= $3 and l.due_through >= $2
          and ($7 is null or l.outcome = $7) and ($8 is null or l.reason = $8)
          and l.due_count > (
              select count(distinct m.due_at) from (
                  select h.due_at from noc.job_history h
                  where h.schedule_id = $1 and h.trigger in ('backfill', 'retry', 'catch_up')
                    and h.due_at >= l.due_from and h.due_at <= l.due_through
                  union all
                  select j.due_at from noc.live_job j
                  where j.schedule_id = $1 and j.due_at >= l.due_from and j.due_at <= l.due_through
              ) m)
        limit $6
    ) of_range)
    + (select count(distinct d.day) from noc.ledger_day d
        where d.schedule_id = $1 and d.trigger in ('schedule', 'catch_up')
          and d.day between ($2 at time zone 'UTC')::date and ($3 at time zone 'UTC')::date
          and coalesce($7, 'job') = 'job' and $8 is null)
    as entries
