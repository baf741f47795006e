-- The schedules that a list, a count and a change of many mean by the same filters. Absent filters are null; live
-- schedules, or deleted ones where `phase_is` asks for them; `manager_is` is a file's name, empty for none.
create function noc.matching_schedules(
    pattern text, switched_on boolean, phase_is text, task_is text, owner_is text, is_snoozed boolean, tag_is text,
    is_failing boolean, is_late boolean, manager_is text)
returns setof noc.schedule language sql stable as $$
    select s.*
    from noc.schedule s
    join noc.schedule_runtime r on r.schedule_id = s.id
    left join noc.app_user u on u.id = s.owner_id
    where (s.phase = 'deleted') = (phase_is is not distinct from 'deleted')
      and (pattern is null or s.name ilike pattern or s.task ilike pattern or u.username ilike pattern)
      and (switched_on is null or (s.phase = 'enabled') = switched_on)
      and (phase_is is null or s.phase = phase_is)
      and (task_is is null or s.task = task_is)
      and (owner_is is null or lower(u.username) = lower(owner_is))
      and (is_snoozed is null
           or (s.phase = 'enabled' and coalesce(s.snooze_until > statement_timestamp(), false)) = is_snoozed)
      and (tag_is is null or s.tags @> array[tag_is])
      and (is_failing is null or (r.failing_since is not null) = is_failing)
      and (is_late is null
           or noc.is_overdue(s.id, s.phase = 'enabled', coalesce((s.definition ->> 'jitter_seconds')::integer, 0),
                             r.next_due) = is_late)
      and (manager_is is null or coalesce(s.managed_by, '') = manager_is)
$$;
