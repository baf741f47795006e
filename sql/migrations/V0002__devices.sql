-- What the sources of truth say of each network device, and when they said it.
--
-- Devices are never deleted by a sync: one that Nautobot no longer has keeps its
-- row, with the time since which it is missing. Text is what Nautobot calls the
-- thing; what has no value is null, never ''.
create table noc.devices (
    -- Nautobot's own id, which outlives every renaming.
    id               uuid        not null,
    name             text,
    serial           text,
    role             text,
    location         text,
    status           text,
    device_type      text,
    platform         text,
    network_driver   text,
    -- With the length of the network, and without it. Text, as it is shown and
    -- searched; one that Postgres cannot read as inet must not fail a whole page.
    primary_ip4      text,
    primary_ip4_host text,
    primary_ip6      text,
    primary_ip6_host text,
    -- Of the columns above, as stored: tells a change from a repetition.
    content_hash     bytea       not null,
    first_seen       timestamptz not null,
    last_seen        timestamptz not null,
    -- When the description last changed, or the device came back.
    last_changed     timestamptz not null,
    missing_since    timestamptz,
    -- What a person may remember of a device, in one place to look for it.
    search           text        not null generated always as (lower(
        coalesce(name, '') || ' ' || coalesce(serial, '') || ' ' || coalesce(role, '') || ' '
        || coalesce(location, '') || ' ' || coalesce(status, '') || ' ' || coalesce(device_type, '') || ' '
        || coalesce(platform, '') || ' ' || coalesce(network_driver, '') || ' '
        || coalesce(primary_ip4, '') || ' ' || coalesce(primary_ip6, ''))) stored,

    constraint devices_have_one_row_each primary key (id),
    -- '' and null would be two ways to say the same, and only one of them survives coalesce.
    constraint devices_have_no_empty_text check (
        name <> '' and serial <> '' and role <> '' and location <> '' and status <> '' and device_type <> ''
        and platform <> '' and network_driver <> '' and primary_ip4 <> '' and primary_ip4_host <> ''
        and primary_ip6 <> '' and primary_ip6_host <> ''),
    -- An address is both columns or neither: a job that connects reads one, a page shows the other.
    constraint devices_addresses_are_whole check (
        (primary_ip4 is null) = (primary_ip4_host is null) and (primary_ip6 is null) = (primary_ip6_host is null)),
    -- Nothing can change, or be known, before it was first or after it was last looked at.
    constraint devices_were_seen_in_order check (first_seen <= last_changed and last_changed <= last_seen),
    -- Missing means not seen since; seeing the device again clears it.
    constraint devices_are_missing_after_being_seen check (missing_since >= last_seen)
)
-- Every sync touches every row (last_seen). Room on the page and no index on
-- what it touches keep that update in place.
with (fillfactor = 80);

-- Lists are ordered by name; the id makes the order total, for paging.
create index devices_by_name on noc.devices (name, id);
-- Tasks are told devices by address.
create index devices_by_ip4 on noc.devices (primary_ip4_host) where primary_ip4_host is not null;
create index devices_by_ip6 on noc.devices (primary_ip6_host) where primary_ip6_host is not null;
