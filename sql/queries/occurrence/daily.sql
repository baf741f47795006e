-- Jobs of schedule $1 by day (UTC) and state, from day $2 to day $3: of the due time they were for, else of when they
-- were made. $4 is the id that the days begin with; those made later on for an earlier due time have a later one.
select d.day::timestamp at time zone 'UTC' as day, sum(d.succeeded)::bigint as succeeded, sum(d.failed)::bigint as failed,
       sum(d.cancelled)::bigint as cancelled, sum(d.timed_out)::bigint as timed_out, sum(d.open)::bigint as open
from (
    select f.day, f.succeeded, f.failed, f.cancelled, f.timed_out, 0 as open
    from noc.ledger_day f
    where f.schedule_id = $1::uuid and f.day between $2::date and $3::date
    union all
    select (coalesce(h.due_at, h.queued_at) at time zone 'UTC')::date,
           count(*) filter (where h.state = 'succeeded'), count(*) filter (where h.state = 'failed'),
           count(*) filter (where h.state = 'cancelled'), count(*) filter (where h.state = 'timed_out'), 0
    from noc.job_history h
    where h.schedule_id = $1 and h.id >= $4::uuid
      and (coalesce(h.due_at, h.queued_at) at time zone 'UTC')::date between $2 and $3
    group by 1
    union all
    select (coalesce(j.due_at, j.queued_at) at time zone 'UTC')::date, 0, 0, 0, 0, count(*)
    from noc.live_job j
    where j.schedule_id = $1
      and (coalesce(j.due_at, j.queued_at) at time zone 'UTC')::date between $2 and $3
    group by 1
) d
group by d.day
order by d.day
