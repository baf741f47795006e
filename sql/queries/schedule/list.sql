-- Live schedules, or deleted ones where $3 asks for them. $1 pattern on name, task and owner, $2 switched on, $3 phase, $4 task,
-- $5 owner, $6 sort, $7 limit, $8 offset, $9 snoozed, $10 tag, $11 failing, $12 overdue,
-- $13 the file that manages it (empty: none). Absent filters are null; $6 comes from an enum.
-- What costs most, the newest event and the newest job, is looked up for the page alone.
with page as materialized (
    select s.*, u.username as owner_username, r.settled_through, r.next_due, r.last_run_at, r.run_count,
           r.failing_since,
           s.phase = 'enabled' and coalesce(s.snooze_until > clock_timestamp(), false) as snoozed,
           case when r.counted_in = s.cycle then r.counted_runs else 0 end as counted_runs
    from noc.schedule s
    join noc.schedule_runtime r on r.schedule_id = s.id
    left join noc.app_user u on u.id = s.owner_id
    where (s.phase = 'deleted') = ($3::text is not distinct from 'deleted')
      and ($1::text is null or s.name ilike $1 or s.task ilike $1 or u.username ilike $1)
      and ($2::boolean is null or (s.phase = 'enabled') = $2)
      and ($3::text is null or s.phase = $3)
      and ($4::text is null or s.task = $4)
      and ($5::text is null or lower(u.username) = lower($5))
      and ($9::boolean is null or (s.phase = 'enabled' and coalesce(s.snooze_until > clock_timestamp(), false)) = $9)
      and ($10::text is null or s.tags @> array[$10])
      and ($11::boolean is null or (r.failing_since is not null) = $11)
      and ($12::boolean is null or noc.is_overdue(s.id, s.phase = 'enabled', coalesce((s.definition ->> 'jitter_seconds')::integer, 0), r.next_due) = $12)
      and ($13::text is null or coalesce(s.managed_by, '') = $13)
    order by
        case $6::text when 'name' then lower(s.name) when 'task' then s.task when 'owner' then lower(u.username) end asc,
        case $6::text when '-name' then lower(s.name) when '-task' then s.task when '-owner' then lower(u.username) end desc,
        case $6::text when 'next_run_at' then r.next_due when 'last_run_at' then r.last_run_at when 'changed' then s.changed_at end asc nulls last,
        case $6::text when '-next_run_at' then r.next_due when '-last_run_at' then r.last_run_at when '-changed' then s.changed_at end desc nulls last,
        lower(s.name), s.id
    limit $7 offset $8
)
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle, s.counted_runs, s.snoozed, s.name, s.task, s.owner_id,
       s.created_at, s.changed_at, s.owner_username, s.settled_through, s.next_due, s.last_run_at, s.run_count,
       s.failing_since, noc.is_overdue(s.id, s.phase = 'enabled', coalesce((s.definition ->> 'jitter_seconds')::integer, 0), s.next_due) as overdue,
       head.version as head_version, head.kind as head_kind, head.format as head_format, head.data as head_data,
       last_job.id as last_job_id, last_job.state as last_outcome
from page s
left join lateral (
    select e.version, e.kind, e.format, e.data from noc.schedule_event e
    where e.schedule_id = s.id and e.version > s.version
    order by e.version desc limit 1
) head on true
left join lateral (
    select h.id, h.state from noc.job_history h
    where h.schedule_id = s.id and s.last_run_at is not null
    order by h.id desc limit 1
) last_job on true
order by
    case $6::text when 'name' then lower(s.name) when 'task' then s.task when 'owner' then lower(s.owner_username) end asc,
    case $6::text when '-name' then lower(s.name) when '-task' then s.task when '-owner' then lower(s.owner_username) end desc,
    case $6::text when 'next_run_at' then s.next_due when 'last_run_at' then s.last_run_at when 'changed' then s.changed_at end asc nulls last,
    case $6::text when '-next_run_at' then s.next_due when '-last_run_at' then s.last_run_at when '-changed' then s.changed_at end desc nulls last,
    lower(s.name), s.id
