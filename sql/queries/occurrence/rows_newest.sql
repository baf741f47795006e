-- Due times of schedule $1 from $2 to $3 that became no job, or none yet, as rows, the latest first. $4 the outcome and
-- $5 the reason asked for (null: any), $6 at most so many.
-- Rows of a schedule do not overlap: of those that begin before $2 only the last can reach into the range.
-- Those made up for by hand are not counted, and a row of which none is left is left out.
select * from (
    select l.due_from, l.due_through, l.due_count - made.due_times as due_count, l.outcome, l.reason,
           l.schedule_version, l.blocking_job, l.decided_by
    from noc.ledger l
    cross join lateral (
        select count(distinct m.due_at) as due_times
        from (
            select h.due_at from noc.job_history h
            where h.schedule_id = $1 and h.trigger in ('backfill', 'retry', 'catch_up')
              and h.due_at >= l.due_from and h.due_at <= l.due_through
            union all
            select j.due_at from noc.live_job j
            where j.schedule_id = $1 and j.due_at >= l.due_from and j.due_at <= l.due_through
        ) m
    ) made
    where l.schedule_id = $1::uuid
      and l.due_from >= coalesce(
          (select max(e.due_from) from noc.ledger e where e.schedule_id = $1 and e.due_from < $2::timestamptz), $2)
      and l.due_from <= $3::timestamptz and l.due_through >= $2
      and ($4::text is null or l.outcome = $4)
      and ($5::text is null or l.reason = $5)
) of_range
where due_count > 0
order by due_from desc
limit $6::bigint
