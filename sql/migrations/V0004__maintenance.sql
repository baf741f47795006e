-- Maintenance windows. An edit ends the version that was in force and begins the
-- next, because due times are judged by what held then, also when settled late.
create table noc.maintenance_window (
    id           uuid        not null,
    version      integer     not null,
    format       smallint    not null,          -- of `definition`
    definition   jsonb       not null,
    -- From its `until`: not open from then on, whatever else it says. Null: until lifted.
    closes_at    timestamptz,
    effective_at timestamptz not null,
    ended_at     timestamptz,
    written_by   text        not null,          -- the name at the time
    ended_by     text,                          -- of whoever edited or lifted it
    constraint maintenance_window_pkey primary key (id, version),
    constraint maintenance_window_in_order check (effective_at <= ended_at),
    constraint maintenance_window_version_positive check (version > 0)
);
-- Of each window at most one version is in force.
create unique index maintenance_window_newest_key on noc.maintenance_window (id) where ended_at is null;
create trigger maintenance_window_hint after insert or update or delete on noc.maintenance_window
    for each statement execute function noc.hint_schedules();

-- Raised, in the leader's row, by every writer of windows: each waits for what a leader has in
-- flight, and whatever was decided on the windows before settles nothing.
alter table noc.leader add column windows_revision bigint not null default 0;

-- Few are held, and a windows' reader asks for the oldest.
create index schedule_runtime_held_idx on noc.schedule_runtime (held_due) where held_due is not null;
