-- The whole schedule language: counted runs, held due times, tags, snoozes,
-- jobs that fail when some of their items did.

-- The version from which on a schedule's jobs are counted against one_off and max_runs.
alter table noc.schedule add column cycle integer not null default 1;
alter table noc.schedule add column snooze_until timestamptz;
alter table noc.schedule add column tags text[] not null default '{}';
update noc.schedule s
set cycle = coalesce((
    select max(e.version) from noc.schedule_event e
    where e.schedule_id = s.id
      and (e.kind in ('created', 'enabled') or e.kind = 'updated' and e.data -> 'enabled' = 'true'::jsonb)
), 1);
create index schedule_tags_idx on noc.schedule using gin (tags);

-- How many jobs from due times were made in which cycle; another cycle's count says nothing.
alter table noc.schedule_runtime add column counted_in integer not null default 0;
alter table noc.schedule_runtime add column counted_runs integer not null default 0;
-- The newest due time that waits for a maintenance window's end.
alter table noc.schedule_runtime add column held_due timestamptz;

alter table noc.live_job add column fail_on_partial boolean not null default false;
