-- The scheduler's own tables. Names are schema-qualified everywhere: nothing
-- here depends on search_path. Constraints carry names, because handlers turn
-- a violated one into an answer for the caller.

create schema if not exists noc;

-- ---------------------------------------------------------------- people

create table noc.app_user (
    id            uuid        not null,
    username      text        not null,
    password_hash text        not null,
    role          text        not null,
    is_active     boolean     not null default true,
    created_at    timestamptz not null default clock_timestamp(),
    constraint app_user_pkey primary key (id),
    constraint app_user_role_known check (role in ('viewer', 'operator', 'admin')),
    constraint app_user_name_length check (length(username) between 1 and 100)
);
-- Two people must not differ by capitals only.
create unique index app_user_username_key on noc.app_user (lower(username));

-- A login: a browser's cookie or a bearer token, known here by its SHA-256 only.
create table noc.login (
    token_hash bytea       not null,
    user_id    uuid        not null,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    constraint login_pkey primary key (token_hash),
    constraint login_user_fkey foreign key (user_id) references noc.app_user (id) on delete cascade
);
create index login_user_idx on noc.login (user_id);
create index login_expiry_idx on noc.login (expires_at);

create table noc.api_token (
    id           uuid        not null,
    user_id      uuid        not null,
    name         text        not null,
    role         text        not null,
    token_hash   bytea       not null,
    created_at   timestamptz not null default clock_timestamp(),
    expires_at   timestamptz,
    last_used_at timestamptz,
    constraint api_token_pkey primary key (id),
    constraint api_token_hash_key unique (token_hash),
    constraint api_token_user_fkey foreign key (user_id) references noc.app_user (id) on delete cascade,
    constraint api_token_role_known check (role in ('viewer', 'operator', 'admin')),
    constraint api_token_name_length check (length(name) between 1 and 100)
);
create index api_token_user_idx on noc.api_token (user_id);

-- ------------------------------------------------------------- schedules

-- What happened to schedules: append-only, the truth that all else is folded from.
create table noc.schedule_event (
    position     bigint      not null generated always as identity,
    schedule_id  uuid        not null,
    version      integer     not null,
    kind         text        not null,
    -- Raised when the meaning of `data` changes; a reader that does not know it
    -- shows the schedule as unreadable instead of guessing.
    format       smallint    not null,
    data         jsonb       not null,
    actor_id     uuid,                          -- null: the system itself
    actor        text        not null,          -- the name at the time; people are renamed
    note         text,
    occurred_at  timestamptz not null default clock_timestamp(),
    -- From when this version owns due times: never before what is settled.
    effective_at timestamptz not null,
    constraint schedule_event_pkey primary key (position),
    -- Two writers who saw the same version: the second one is told so.
    constraint schedule_event_version_key unique (schedule_id, version),
    constraint schedule_event_version_positive check (version > 0)
);

create function noc.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'events are facts: they are never changed or removed' using errcode = 'restrict_violation';
end $$;
create trigger schedule_event_is_append_only before update or delete on noc.schedule_event
    for each row execute function noc.refuse_change();

-- A hint, never the news: listeners read the table. One per append batch.
create function noc.hint_schedules() returns trigger language plpgsql as $$
begin
    perform pg_notify('noc_schedules', '');
    return null;
end $$;
create trigger schedule_event_hint after insert on noc.schedule_event
    for each statement execute function noc.hint_schedules();
-- Beat keeps who may not run: a disabled owner's schedules stop.
create trigger app_user_hint after update or delete on noc.app_user
    for each statement execute function noc.hint_schedules();

-- The fold of each schedule's events: can be rebuilt at any time and comes out equal.
create table noc.schedule (
    id           uuid        not null,
    version      integer     not null,
    position     bigint      not null,          -- of the event that made this version
    name         text        not null,
    task         text        not null,
    queue        text        not null,
    owner_id     uuid        not null,
    phase        text        not null,
    format       smallint    not null,          -- of `definition`, as in schedule_event
    definition   jsonb       not null,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    effective_at timestamptz not null,
    constraint schedule_pkey primary key (id),
    constraint schedule_phase_known check (phase in ('enabled', 'disabled', 'expired', 'completed', 'deleted'))
);
-- A name is taken while its schedule lives.
create unique index schedule_name_key on noc.schedule (name) where phase <> 'deleted';
create index schedule_owner_idx on noc.schedule (owner_id);

-- What running has done to a schedule. Apart from the projection, which stays a
-- pure fold, and without a foreign key, which would be checked at every firing.
create table noc.schedule_runtime (
    schedule_id     uuid        not null,
    -- Every due time up to here has its outcome. To fire is to move it, by compare-and-set.
    settled_through timestamptz not null,
    -- The version of the newest event. Part of the comparison: a firing decided
    -- on an older version fails and decides again.
    head_version    integer     not null,
    -- Raised by a manual run, and part of the comparison too: overlap is judged on a snapshot.
    manual_runs     integer     not null default 0,
    next_due        timestamptz,
    last_run_at     timestamptz,
    run_count       bigint      not null default 0,
    constraint schedule_runtime_pkey primary key (schedule_id)
) with (fillfactor = 70);

-- Due times that did not become a job; a long row of alike ones is one entry.
create table noc.ledger (
    schedule_id      uuid        not null,
    due_from         timestamptz not null,
    due_through      timestamptz not null,
    due_count        integer     not null,
    outcome          text        not null,
    reason           text        not null,
    schedule_version integer     not null,
    blocking_job     uuid,
    recorded_at      timestamptz not null default clock_timestamp(),
    constraint ledger_pkey primary key (schedule_id, due_from),
    constraint ledger_outcome_known check (outcome in ('skipped', 'pending')),
    constraint ledger_reason_known check (reason in
        ('overlap', 'catch_up_too_old', 'catch_up_none', 'superseded', 'maintenance', 'owner', 'dropped_by_operator', 'catch_up_limit')),
    constraint ledger_range_ordered check (due_from <= due_through and due_count >= 1)
);
create index ledger_age_idx on noc.ledger (due_through);

-- ------------------------------------------------------------------ jobs

-- Jobs that have not ended. Small and hot: no index on what changes while a job
-- runs, so that claims, renewals and progress stay heap-only updates.
create table noc.live_job (
    id                    uuid        not null,
    rev                   bigint      not null default 1,
    task                  text        not null,
    kwargs                jsonb       not null,
    schedule_id           uuid,
    schedule_version      integer,
    schedule_name         text,
    trigger               text        not null,
    due_at                timestamptz,
    retry_of              uuid,
    run_as                uuid        not null,
    queue                 text        not null,
    priority              smallint    not null,   -- 0 high, 1 normal, 2 low
    timeout_seconds       integer     not null,
    max_attempts          smallint    not null,
    retry_backoff_seconds integer     not null,
    retry_on_crash        boolean     not null,
    queued_at             timestamptz not null default clock_timestamp(),
    -- Not before; and not while that job is live. One notion of "not yet".
    ready_at              timestamptz not null,
    waits_for             uuid,
    -- Whether a ticket for the current attempt was handed to Redis (or is about
    -- to be, by the leader that wrote the row). What Redis forgets is handed over again.
    handed_over           boolean     not null,
    state                 text        not null,
    attempt               smallint    not null default 1,   -- the one that runs, or is to run next
    failures              smallint    not null default 0,   -- attempts that failed
    lost                  smallint    not null default 0,   -- attempts whose worker was lost
    worker_id             uuid,
    worker                text,
    claimed_at            timestamptz,
    lease_until           timestamptz,
    cancel_requested_at   timestamptz,
    cancelled_by          text,
    progress              jsonb,
    error                 jsonb,                  -- of the last failed attempt
    past_attempts         jsonb,                  -- earlier attempts, oldest first
    constraint live_job_pkey primary key (id),
    constraint live_job_state_known check (state in ('queued', 'waiting', 'running', 'retrying')),
    constraint live_job_trigger_known check (trigger in ('schedule', 'manual', 'adhoc', 'retry', 'backfill', 'catch_up')),
    constraint live_job_running_is_leased check ((state = 'running') = (worker_id is not null and lease_until is not null))
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
create index live_job_schedule_idx on noc.live_job (schedule_id);
create index live_job_hand_over_idx on noc.live_job (ready_at) where not handed_over and waits_for is null;
create index live_job_waiter_idx on noc.live_job (waits_for) where waits_for is not null;

-- Jobs that have ended: append-only, a partition a day (ids sort by time), so
-- that retention drops tables instead of deleting rows. Nothing references it.
create table noc.job_history (
    id                    uuid        not null,
    rev                   bigint      not null,
    task                  text        not null,
    kwargs                jsonb       not null,
    schedule_id           uuid,
    schedule_version      integer,
    schedule_name         text,
    trigger               text        not null,
    due_at                timestamptz,
    retry_of              uuid,
    run_as                uuid        not null,
    queue                 text        not null,
    priority              smallint    not null,
    timeout_seconds       integer     not null,
    max_attempts          smallint    not null,
    retry_backoff_seconds integer     not null,
    queued_at             timestamptz not null,
    state                 text        not null,
    attempt               smallint    not null,
    worker                text,
    claimed_at            timestamptz,
    finished_at           timestamptz not null,
    cancelled_by          text,
    progress              jsonb,
    error                 jsonb,
    past_attempts         jsonb,
    result                jsonb,
    warnings              integer     not null default 0,
    constraint job_history_pkey primary key (id),
    constraint job_history_state_known check (state in ('succeeded', 'failed', 'cancelled', 'timed_out'))
) partition by range (id);
create index job_history_schedule_idx on noc.job_history (schedule_id, id) where schedule_id is not null;
create index job_history_trouble_idx on noc.job_history (id) where state <> 'succeeded';

create table noc.job_log (
    job_id  uuid        not null,
    seq     integer     not null,
    attempt smallint    not null,
    at      timestamptz not null,
    level   text        not null,
    message text        not null,
    constraint job_log_pkey primary key (job_id, attempt, seq),
    constraint job_log_level_known check (level in ('debug', 'info', 'warning', 'error'))
) partition by range (job_id);

-- Makes the daily partitions of history and logs from 8 days back (catch-up
-- reaches 7) to 8 days ahead. Called at start, daily by the leader, and by
-- whoever meets a missing one. UUIDs of versions 7 and 8 start with 48 bits of
-- milliseconds, so a day is a range of ids.
create function noc.ensure_job_partitions() returns void language plpgsql as $$
declare
    day  date;
    parent text;
    low  text;
    high text;
begin
    perform pg_advisory_xact_lock(4606530412);
    for day in select generate_series((now() at time zone 'UTC')::date - 8, (now() at time zone 'UTC')::date + 8, interval '1 day')::date loop
        low  := lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0');
        high := lpad(to_hex((extract(epoch from (day + 1)::timestamp) * 1000)::bigint), 12, '0');
        foreach parent in array array['job_history', 'job_log'] loop
            if to_regclass(format('noc.%I', parent || to_char(day, '_YYYYMMDD'))) is null then
                execute format(
                    'create table noc.%I partition of noc.%I for values from (%L) to (%L)',
                    parent || to_char(day, '_YYYYMMDD'), parent,
                    rpad(low, 32, '0')::uuid, rpad(high, 32, '0')::uuid);
            end if;
        end loop;
    end loop;
end $$;
select noc.ensure_job_partitions();

-- A key makes "run now" and ad-hoc jobs repeatable without a second job.
create table noc.idempotency_key (
    user_id    uuid        not null,
    key        text        not null,
    job_id     uuid        not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint idempotency_key_pkey primary key (user_id, key),
    constraint idempotency_key_length check (length(key) between 1 and 200)
);
create index idempotency_key_age_idx on noc.idempotency_key (created_at);

-- ------------------------------------------------------------- processes

-- Who leads. `term` fences: every transaction of a leader locks this row at its term first.
create table noc.leader (
    only_row boolean     not null default true,
    term     bigint      not null,
    beat_id  uuid,
    host     text,
    pid      integer,
    since    timestamptz,
    constraint leader_pkey primary key (only_row),
    constraint leader_is_one_row check (only_row)
);
insert into noc.leader (term) values (0);

create table noc.worker (
    id          uuid        not null,
    name        text        not null,
    host        text        not null,
    pid         integer     not null,
    version     text        not null,
    queues      text[]      not null,
    concurrency integer     not null,
    running     integer     not null default 0,
    stopping    boolean     not null default false,
    started_at  timestamptz not null default clock_timestamp(),
    seen_at     timestamptz not null default clock_timestamp(),
    constraint worker_pkey primary key (id)
) with (fillfactor = 50);
