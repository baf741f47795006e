-- Due times that nobody acted on in time, a row for each schedule; told once for each first of them.
-- A little later than now ($7 seconds), so that what one outage did is told together.
-- $1 schedules, $2 first missed, $3 last, $4 how many, $5 of these made up for, $6 waiting for an operator.
insert into noc.notice (key, kind, subject, due_at, body)
select 'missed/' || m.schedule_id || '/' || noc.instant(m.due_from), 'missed', m.schedule_id::text,
       clock_timestamp() + make_interval(secs => $7::float8),
       jsonb_build_object(
           'schedule', noc.notice_schedule(m.schedule_id), 'from', noc.instant(m.due_from), 'to', noc.instant(m.due_through),
           'count', m.due_count, 'made_up', m.made_up, 'pending', m.pending)
from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::bigint[])
     as m (schedule_id, due_from, due_through, due_count, made_up, pending)
join noc.schedule s on s.id = m.schedule_id
where s.phase <> 'deleted' and s.definition -> 'notify' is distinct from 'false'::jsonb
order by m.schedule_id
on conflict do nothing
