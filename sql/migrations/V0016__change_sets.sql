-- What was changed together: one request, one transaction, one reason; undone as a whole.
create table noc.change_set (
    id          uuid        not null,
    -- How it came about: `bulk` and `undo` by a person, `apply` from a file.
    kind        text        not null,
    -- The file of an `apply`.
    file        text,
    -- The set that an `undo` takes back.
    undoes      uuid,
    actor_id    uuid,                          -- null: the system itself
    actor       text        not null,          -- the name at the time
    note        text,
    occurred_at timestamptz not null,
    constraint change_set_pkey primary key (id),
    constraint change_set_undoes_fkey foreign key (undoes) references noc.change_set (id),
    constraint change_set_kind_known check (kind in ('bulk', 'apply', 'undo'))
);
create index change_set_time_idx on noc.change_set (occurred_at);
create index change_set_undoes_idx on noc.change_set (undoes) where undoes is not null;

alter table noc.schedule_event add column change_set uuid;
alter table noc.schedule_event
    add constraint schedule_event_change_set_fkey foreign key (change_set) references noc.change_set (id);
create index schedule_event_change_set_idx on noc.schedule_event (change_set, position) where change_set is not null;
-- The events of all schedules, by time and by person.
create index schedule_event_time_idx on noc.schedule_event (occurred_at);
create index schedule_event_actor_idx on noc.schedule_event (lower(actor), position);

-- Which file says what a schedule is: part of its definition, and so of the fold. Null: people do, on the page.
alter table noc.schedule add column managed_by text generated always as (definition #>> '{managed,file}') stored;
create index schedule_managed_by_idx on noc.schedule (managed_by) where managed_by is not null;

-- The seal of each event: SHA-256 over its canonical form (RFC 8785), in which the seal of the one before it stands.
-- Beside the events, which are never changed; see docs/time-machine.md.
create table noc.schedule_event_seal (
    position bigint not null,
    hash     bytea  not null,
    constraint schedule_event_seal_pkey primary key (position),
    constraint schedule_event_seal_is_sha256 check (octet_length(hash) = 32)
);
create trigger schedule_event_seal_is_append_only before update or delete on noc.schedule_event_seal
    for each row execute function noc.refuse_change();
