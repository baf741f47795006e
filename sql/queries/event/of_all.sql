-- The events of all schedules, newest first: before position $1, after $2 and until $3, by actor $4, of the change set $5,
-- at most $6; absent filters are null. With what each schedule is called now.
select e.position, e.schedule_id, e.version, e.kind, e.format, e.data, e.effective_at, e.occurred_at, e.actor_id, e.actor,
       e.note, e.change_set, s.name
from noc.schedule_event e
left join noc.schedule s on s.id = e.schedule_id
where ($1::bigint is null or e.position < $1)
  and ($2::timestamptz is null or e.occurred_at > $2)
  and ($3::timestamptz is null or e.occurred_at <= $3)
  and ($4::text is null or lower(e.actor) = lower($4))
  and ($5::uuid is null or e.change_set = $5)
order by e.position desc
limit $6
