-- The live schedule $1 as list.sql shows it: a statement of its own, so that its plan can be kept.
select s.id, s.version, s.phase, s.format, s.definition, s.effective_at, s.cycle,
       case when r.counted_in = s.cycle then r.counted_runs else 0 end as counted_runs,
       s.phase = 'enabled' and coalesce(s.snooze_until > clock_timestamp(), false) as snoozed,
       s.name, s.task, s.owner_id, s.created_at, s.changed_at, u.username as owner_username,
       r.settled_through, r.next_due, r.last_run_at, r.run_count, r.failing_since,
       noc.is_overdue(s.id, s.phase = 'enabled', coalesce((s.definition ->> 'jitter_seconds')::integer, 0), r.next_due) as overdue,
       head.version as head_version, head.kind as head_kind, head.format as head_format, head.data as head_data,
       last_job.id as last_job_id, last_job.state as last_outcome
from noc.schedule s
join noc.schedule_runtime r on r.schedule_id = s.id
left join noc.app_user u on u.id = s.owner_id
left join lateral (
    select e.version, e.kind, e.format, e.data from noc.schedule_event e
    where e.schedule_id = s.id and e.version > s.version
    order by e.version desc limit 1
) head on true
left join lateral (
    select h.id, h.state from noc.job_history h
    where h.schedule_id = s.id and r.last_run_at is not null
    order by h.id desc limit 1
) last_job on true
where s.id = $1 and s.phase <> 'deleted'
