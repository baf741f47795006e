-- How many schedules the filters of list.sql match; exact up to $6.
select count(*) from (
    select 1
    from noc.schedule s
    join noc.schedule_runtime r on r.schedule_id = s.id
    left join noc.app_user u on u.id = s.owner_id
    where (s.phase = 'deleted') = ($3::text is not distinct from 'deleted')
      and ($1::text is null or s.name ilike $1 or s.task ilike $1 or u.username ilike $1)
      and ($2::boolean is null or (s.phase = 'enabled') = $2)
      and ($3::text is null or s.phase = $3)
      and ($4::text is null or s.task = $4)
      and ($5::text is null or lower(u.username) = lower($5))
      and ($7::boolean is null or (s.phase = 'enabled' and coalesce(s.snooze_until > clock_timestamp(), false)) = $7)
      and ($8::text is null or s.tags @> array[$8])
      and ($9::boolean is null or (r.failing_since is not null) = $9)
      and ($10::boolean is null or noc.is_overdue(s.id, s.phase = 'enabled', coalesce((s.definition ->> 'jitter_seconds')::integer, 0), r.next_due) = $10)
      and ($11::text is null or coalesce(s.managed_by, '') = $11)
    limit $6
) matching
