-- A reason for every due time, for as long as the ledger is kept: daily counts of
-- the jobs that retention has dropped, who decided what by hand, and what an
-- outage of the beat has cost.

-- Ended jobs of days whose partition is gone, by the day (UTC) of the due time
-- they were for; by the day they were made where they were for none.
create table noc.ledger_day (
    schedule_id uuid    not null,
    day         date    not null,
    trigger     text    not null,
    succeeded   bigint  not null default 0,
    failed      bigint  not null default 0,
    cancelled   bigint  not null default 0,
    timed_out   bigint  not null default 0,
    constraint ledger_day_pkey primary key (schedule_id, day, trigger)
);
create index ledger_day_age_idx on noc.ledger_day (day);

-- Who dropped a due time that waited for an operator.
alter table noc.ledger add column decided_by text;

-- Jobs that an operator had made for past due times, all at once.
create table noc.backfill (
    -- Of the first job: an idempotency key leads here.
    id               uuid        not null,
    schedule_id      uuid        not null,
    schedule_version integer     not null,
    due_from         timestamptz not null,
    due_through      timestamptz not null,
    jobs             integer     not null,
    actor            text        not null,
    note             text,
    made_at          timestamptz not null default clock_timestamp(),
    constraint backfill_pkey primary key (id)
);
create index backfill_age_idx on noc.backfill (made_at);

-- Those that an operator had made for a pending due time are triggered by catch_up, with a fresh id too.
create index job_history_made_up_idx on noc.job_history (schedule_id, due_at) where trigger in ('backfill', 'retry', 'catch_up');

-- What waits, for an operator or for a window's end, is little beside what is done with.
create index ledger_pending_idx on noc.ledger (schedule_id) where outcome = 'pending';

-- Times in which due times were missed, and what became of them.
create table noc.outage (
    id          bigint      not null generated always as identity,
    -- The oldest missed due time, and when all of them had their outcome.
    from_due    timestamptz not null,
    settled_at  timestamptz not null,
    due_count   bigint      not null,
    made_late   bigint      not null,
    pending     bigint      not null,
    skipped     jsonb       not null,           -- reason → how many
    schedules   integer     not null,
    most_missed jsonb       not null,           -- the schedules that missed most: id, name, due_count
    constraint outage_pkey primary key (id)
);
