-- The inventory from the sources of truth: devices as Nautobot describes them,
-- hosts as CheckMK does, what syncs changed, and the named sets that jobs aim at.

-- --- devices --------------------------------------------------------------------

alter table noc.devices rename column missing_since to stale_since;
alter table noc.devices rename constraint devices_are_missing_after_being_seen to devices_are_stale_after_being_seen;

alter table noc.devices
    -- From 1 in order of first sight; for people and old clients, never used again.
    add column number        bigint,
    -- The connection that last described it. Those known before connections existed came from the environment's.
    add column connection_id uuid   not null default '00000000-0000-8000-8000-000000000001',
    add column tags          text[] not null default '{}',
    -- Only those that the last sync asked for, by key.
    add column custom_fields jsonb  not null default '{}';
alter table noc.devices alter column connection_id drop default;

update noc.devices d
set number = n.number
from (select id, row_number() over (order by first_seen, name, id) as number from noc.devices) n
where n.id = d.id;
alter table noc.devices alter column number set not null;
alter table noc.devices add constraint devices_number_key unique (number);
alter table noc.devices add constraint devices_custom_fields_are_an_object
    check (jsonb_typeof(custom_fields) = 'object');

-- Drawn for new devices only: an upsert that drew one for every row would leave holes of thousands.
create sequence noc.device_number owned by noc.devices.number;
select setval('noc.device_number', greatest((select max(number) from noc.devices), 1),
              exists (select from noc.devices));

-- Tasks are told devices by name, in whatever case.
create index devices_by_lower_name on noc.devices (lower(name));
-- Lists show them by name first, a page at a time: cut, because keys travel in cursors, and bytewise. The old one is
-- in the order of the server's language and serves nobody now.
create index devices_in_order on noc.devices ((left(coalesce(lower(name), chr(1114111)), 100) collate "C"), number);
drop index noc.devices_by_name;
create index devices_by_connection on noc.devices (connection_id);

-- --- hosts ----------------------------------------------------------------------

create table noc.hosts (
    -- Made of site and name, so that a host that comes back is the same one.
    id             uuid        not null,
    connection_id  uuid        not null,
    -- The site that was asked, and the name there, in its own case: together the key.
    site           text        not null,
    name           text        not null,
    folder         text        not null,
    alias          text,
    ip4            text,
    ip6            text,
    labels         jsonb       not null default '{}',
    tags           jsonb       not null default '{}',
    is_cluster     boolean     not null,
    cluster_nodes  text[]      not null default '{}',
    is_offline     boolean     not null,
    -- The site that watches it, where that was said.
    monitored_by   text,
    -- What else CheckMK says of it, without secrets.
    attributes     jsonb       not null default '{}',
    -- The device it is, and why we think so; not part of what CheckMK says.
    device_id      uuid,
    device_reason  text,
    content_hash   bytea       not null,
    first_seen     timestamptz not null,
    last_seen      timestamptz not null,
    last_changed   timestamptz not null,
    stale_since    timestamptz,
    search         text        not null generated always as (lower(
        name || ' ' || site || ' ' || folder || ' ' || coalesce(alias, '') || ' '
        || coalesce(ip4, '') || ' ' || coalesce(ip6, ''))) stored,

    constraint hosts_have_one_row_each primary key (id),
    constraint hosts_name_key unique (site, name),
    constraint hosts_reason_known check (device_reason in ('name', 'fqdn', 'ip')),
    constraint hosts_reason_goes_with_device check ((device_id is null) = (device_reason is null)),
    constraint hosts_have_no_empty_text check (alias <> '' and ip4 <> '' and ip6 <> '' and monitored_by <> ''),
    constraint hosts_were_seen_in_order check (first_seen <= last_changed and last_changed <= last_seen),
    constraint hosts_are_stale_after_being_seen check (stale_since >= last_seen)
)
with (fillfactor = 80);
create index hosts_by_name on noc.hosts (name, id);
create index hosts_in_order on noc.hosts ((left(lower(name), 100) collate "C"), id);
create index hosts_by_device on noc.hosts (device_id) where device_id is not null;
create index hosts_by_connection on noc.hosts (connection_id);

-- --- syncs ----------------------------------------------------------------------

-- One run of a sync that wrote: an attempt of a job. Dry runs leave nothing here.
create table noc.syncs (
    id            uuid        not null,
    job_id        uuid        not null,
    kind          text        not null,
    connection_id uuid        not null,
    connection    text        not null,
    -- What was asked for; {} is everything.
    filter        jsonb       not null,
    began_at      timestamptz not null,
    ended_at      timestamptz,
    -- Whether all that was asked for came; null until it ended, or for ever where it failed.
    complete      boolean,
    -- fetched, added, changed, unchanged, returned, stale, deleted, and by field what changed.
    counts        jsonb       not null default '{}',
    warnings      jsonb       not null default '[]',
    -- Of CheckMK: what both sources say of the same things.
    reconciliation jsonb,
    constraint syncs_have_one_row_each primary key (id),
    constraint syncs_kind_known check (kind in ('device', 'host'))
);
create index syncs_newest on noc.syncs (kind, id desc);
create index syncs_of_job on noc.syncs (job_id);

-- What a sync changed of one thing.
create table noc.inventory_changes (
    id        bigint      not null generated always as identity,
    sync_id   uuid        not null,
    kind      text        not null,
    object_id uuid        not null,
    -- As it was called then; it may be gone.
    name      text,
    change    text        not null,
    -- For `changed`: {"field": [before, after], …}.
    fields    jsonb,
    at        timestamptz not null default clock_timestamp(),
    constraint inventory_changes_pkey primary key (id),
    constraint inventory_changes_kind_known check (kind in ('device', 'host')),
    constraint inventory_changes_change_known check (change in ('added', 'changed', 'returned', 'stale', 'deleted'))
);
create index inventory_changes_of_object on noc.inventory_changes (object_id, id desc);
create index inventory_changes_of_sync on noc.inventory_changes (sync_id, id);
create index inventory_changes_by_time on noc.inventory_changes (at);

-- What the last complete sync of the same connection and filter returned: only of
-- these can the next one say that they are missing.
create table noc.sync_scopes (
    id            uuid  not null default gen_random_uuid(),
    kind          text  not null,
    connection_id uuid  not null,
    filter        jsonb not null,
    sync_id       uuid  not null,
    constraint sync_scopes_pkey primary key (id),
    constraint sync_scopes_key unique (kind, connection_id, filter)
);
create table noc.sync_members (
    scope_id  uuid not null,
    object_id uuid not null,
    constraint sync_members_pkey primary key (scope_id, object_id),
    constraint sync_members_scope_fkey foreign key (scope_id) references noc.sync_scopes (id) on delete cascade
);

-- --- named inventories ------------------------------------------------------------

create table noc.inventories (
    -- A number, because existing clients write `inventory_id` as one.
    id                 bigint      not null generated always as identity,
    name               text        not null,
    description        text        not null default '',
    -- Conditions that a device must all fulfil; none and no devices: no device.
    conditions         jsonb       not null default '[]',
    -- Devices that belong to it whatever the conditions say.
    devices            uuid[]      not null default '{}',
    -- A job stops when its targets changed by more than this share since the last one.
    max_change_percent smallint    not null default 50,
    version            integer     not null default 1,
    created_at         timestamptz not null default clock_timestamp(),
    updated_at         timestamptz not null default clock_timestamp(),
    updated_by         text        not null,
    -- From when on targets are compared anew: somebody looked and said that it is right.
    accepted_at        timestamptz,
    accepted_by        text,
    constraint inventories_pkey primary key (id),
    constraint inventories_name_length check (length(name) between 1 and 100),
    constraint inventories_conditions_are_a_list check (jsonb_typeof(conditions) = 'array'),
    constraint inventories_share check (max_change_percent between 0 and 100)
);
create unique index inventories_name_key on noc.inventories (lower(name));

-- The devices that a job aimed at, as they were resolved when it started.
create table noc.job_targets (
    job_id       uuid        not null,
    schedule_id  uuid,
    inventory_id bigint,
    -- What the arguments said.
    asked        jsonb       not null,
    devices      uuid[]      not null,
    -- What no device was found for: [{"asked": …, "reason": …}].
    unknown      jsonb       not null default '[]',
    -- Why the guard stopped the job, if it did; such a list is no measure for later ones.
    stopped      text,
    resolved_at  timestamptz not null default clock_timestamp(),
    constraint job_targets_pkey primary key (job_id),
    constraint job_targets_stopped_known check (stopped in ('empty', 'changed'))
);
-- "Which jobs touched this device?"
create index job_targets_by_device on noc.job_targets using gin (devices);
create index job_targets_of_inventory on noc.job_targets (inventory_id, resolved_at desc) where inventory_id is not null and stopped is null;
