-- Schedules that match $1 to $10 (see noc.matching_schedules), in the order $11 (from an enum), $12 of them after $13.
-- What costs most, the newest event and the newest job, is looked up for the page alone.
with page as materialized (
    select s.*, u.username as owner_username, r.settled_through, r.next_due, r.last_run_at, r.run_count,
           r.failing_since,
           s.phase = 'enabled' and coalesce(s.snooze_until > statement_timestamp(), false) as snoozed,
           case when r.counted_in = s.cycle then r.counted_runs else 0 end as counted_runs
    from noc.matching_schedules($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) s
    join noc.schedule_runtime r on r.schedule_id = s.id
    left join noc.app_user u on u.id = s.owner_id
    order by
        case $11::text when 'name' then lower(s.name) when 'task' then s.task when 'owner' then lower(u.username) end asc,
        case $11::text when '-name' then lower(s.name) when '-task' then s.task when '-owner' then lower(u.username) end desc,
        case $11::text when 'next_run_at' then r.next_due when 'last_run_at' then r.last_run_at when 'changed' then s.changed_at end asc nulls last,
        case $11::text when '-next_run_at' then r.next_due when '-last_run_at' then r.last_run_at when '-changed' then s.changed_at end desc nulls last,
        lower(s.name), s.id
    limit $12 offset $13
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
    case $11::text when 'name' then lower(s.name) when 'task' then s.task when 'owner' then lower(s.owner_username) end asc,
    case $11::text when '-name' then lower(s.name) when '-task' then s.task when '-owner' then lower(s.owner_username) end desc,
    case $11::text when 'next_run_at' then s.next_due when 'last_run_at' then s.last_run_at when 'changed' then s.changed_at end asc nulls last,
    case $11::text when '-next_run_at' then s.next_due when '-last_run_at' then s.last_run_at when '-changed' then s.changed_at end desc nulls last,
    lower(s.name), s.id
