-- Jobs of due times of schedule $1 from $2 to $3 that are known by their number only, by day.
select d.day::timestamp at time zone 'UTC' as day, sum(d.succeeded)::bigint as succeeded, sum(d.failed)::bigint as failed,
       sum(d.cancelled)::bigint as cancelled, sum(d.timed_out)::bigint as timed_out
from noc.ledger_day d
where d.schedule_id = $1::uuid and d.trigger in ('schedule', 'catch_up')
  and d.day between ($2::timestamptz at time zone 'UTC')::date and ($3::timestamptz at time zone 'UTC')::date
group by d.day
order by d.day
