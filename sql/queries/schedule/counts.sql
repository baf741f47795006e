-- How many schedules there are in each state. Overdue jobs are found once, and not for each schedule.
with late as materialized (
    select distinct j.schedule_id
    from noc.live_job j
    join noc.schedule s on s.id = j.schedule_id
    where j.trigger in ('schedule', 'catch_up') and j.attempt = 1 and j.claimed_at is null
      and j.due_at < statement_timestamp()
                     - make_interval(secs => 60 + coalesce((s.definition ->> 'jitter_seconds')::integer, 0))
)
select count(*) filter (where s.phase <> 'deleted') as total,
       count(*) filter (where s.phase = 'enabled' and not coalesce(s.snooze_until > statement_timestamp(), false)) as enabled,
       count(*) filter (where s.phase = 'disabled') as disabled,
       count(*) filter (where s.phase = 'enabled' and coalesce(s.snooze_until > statement_timestamp(), false)) as snoozed,
       count(*) filter (where s.phase = 'expired') as expired,
       count(*) filter (where s.phase = 'completed') as completed,
       count(*) filter (where s.phase = 'deleted') as deleted,
       count(*) filter (where s.phase <> 'deleted' and r.failing_since is not null) as failing,
       count(*) filter (
           where s.phase = 'enabled' and r.next_due < statement_timestamp()
                     - make_interval(secs => 60 + coalesce((s.definition ->> 'jitter_seconds')::integer, 0))
              or s.phase <> 'deleted' and s.id in (select schedule_id from late)
       ) as overdue
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
