-- Before the partition $1 (job_history_YYYYMMDD) goes: what it says of schedules, as counts by day.
insert into noc.ledger_day as d (schedule_id, day, trigger, succeeded, failed, cancelled, timed_out)
select h.schedule_id, (coalesce(h.due_at, h.queued_at) at time zone 'UTC')::date, h.trigger,
       count(*) filter (where h.state = 'succeeded'), count(*) filter (where h.state = 'failed'),
       count(*) filter (where h.state = 'cancelled'), count(*) filter (where h.state = 'timed_out')
from noc.job_history h
where h.schedule_id is not null
  -- The ids that the partition is for: no other one is read.
  and h.id >= rpad(lpad(to_hex((extract(epoch from to_date(right($1::text, 8), 'YYYYMMDD')::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
  and h.id < rpad(lpad(to_hex((extract(epoch from (to_date(right($1, 8), 'YYYYMMDD') + 1)::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
group by 1, 2, 3
on conflict (schedule_id, day, trigger) do update set
    succeeded = d.succeeded + excluded.succeeded, failed = d.failed + excluded.failed,
    cancelled = d.cancelled + excluded.cancelled, timed_out = d.timed_out + excluded.timed_out
