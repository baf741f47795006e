-- What schedules do that people want to be told: failing, recovering, missing
-- due times; and queues that no worker serves. An outbox: rows are written with
-- what they tell and sent, in order, by the leader.

-- Since when the newest job of a schedule that was not cancelled failed or timed
-- out; null while it did not. Kept right after jobs end, in a statement of its
-- own: touching this row while live jobs are locked would break the lock order.
alter table noc.schedule_runtime add column failing_since timestamptz;
update noc.schedule_runtime r
set failing_since = case when h.state <> 'succeeded' then h.finished_at end
from noc.schedule s
cross join lateral (
    select j.state, j.finished_at from noc.job_history j
    where j.schedule_id = s.id and j.state <> 'cancelled'
    order by j.id desc limit 1
) h
where s.id = r.schedule_id and r.last_run_at is not null;

-- Whether a due time more than a minute past has neither a started job nor a skip.
-- $2 whether the schedule is enabled, $3 how much later its jobs may start.
create function noc.is_overdue(schedule uuid, enabled boolean, jitter_seconds integer, next_due timestamptz)
returns boolean language sql stable as $$
    select enabled and coalesce(next_due < statement_timestamp() - make_interval(secs => 60 + jitter_seconds), false)
        or exists (
            select 1 from noc.live_job j
            where j.schedule_id = schedule and j.trigger in ('schedule', 'catch_up')
              and j.attempt = 1 and j.claimed_at is null
              and j.due_at < statement_timestamp() - make_interval(secs => 60 + jitter_seconds)
        )
$$;

create table noc.notice (
    seq        bigint      not null generated always as identity,
    id         uuid        not null default gen_random_uuid(),
    -- What it is about: the same thing is told once.
    key        text        not null,
    kind       text        not null,
    -- Notices about one schedule or queue are sent in their order.
    subject    text        not null,
    body       jsonb       not null,
    -- Notices that are sent as one, under this id.
    bundle     uuid,
    created_at timestamptz not null default clock_timestamp(),
    due_at     timestamptz not null default clock_timestamp(),   -- not sent before
    attempts   integer     not null default 0,
    error      text,                                             -- of the last attempt
    ended_at   timestamptz,
    sent       boolean     not null default false,
    constraint notice_pkey primary key (seq),
    constraint notice_key_key unique (key),
    constraint notice_kind_known check (kind in ('failed', 'recovered', 'missed', 'no_worker', 'worker_back'))
);
create index notice_waiting_idx on noc.notice (subject, seq) where ended_at is null;
create index notice_age_idx on noc.notice (ended_at) where ended_at is not null;

-- A hint, never the news.
create function noc.hint_notices() returns trigger language plpgsql as $$
begin
    perform pg_notify('noc_notices', '');
    return null;
end $$;
-- Not per statement: a statement that inserts nothing has nothing to tell. Equal
-- hints of one transaction are one.
create trigger notice_hint after insert on noc.notice
    for each row execute function noc.hint_notices();

-- Queues in which jobs are ready and that no worker serves.
create table noc.queue_unserved (
    queue   text        not null,
    since   timestamptz not null default clock_timestamp(),
    told_at timestamptz,
    constraint queue_unserved_pkey primary key (queue)
);

-- An instant as answers and notices write it.
create function noc.instant(at timestamptz) returns text language sql immutable as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

-- What notices say of a schedule.
create function noc.notice_schedule(schedule uuid) returns jsonb language sql stable as $$
    select jsonb_build_object(
        'id', s.id, 'name', s.name, 'task', s.task, 'tags', to_jsonb(s.tags),
        'owner', (select u.username from noc.app_user u where u.id = s.owner_id))
    from noc.schedule s where s.id = schedule
$$;
