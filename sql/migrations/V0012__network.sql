-- The network itself: who may log in to a device now, what it said, and how it is linked.

-- --- sessions on devices ------------------------------------------------------------

-- One session under way on a device. A place is taken by whoever's row stands here; a row whose time is over is
-- nobody's. In Postgres, because two sessions where one is allowed is what must not be, whatever Redis forgot.
create table noc.device_sessions (
    -- `device:<id>` for one of the inventory, `address:<address>:<port>` for others.
    device     text        not null,
    slot       smallint    not null,
    holder     uuid        not null,
    job_id     uuid        not null,
    -- What people call the device, and where it stands.
    name       text        not null,
    site       text,
    since      timestamptz not null default clock_timestamp(),
    until      timestamptz not null,
    constraint device_sessions_pkey primary key (device, slot),
    constraint device_sessions_holder_key unique (holder)
);
create index device_sessions_by_site on noc.device_sessions (site) where site is not null;

-- When the next login may begin, all jobs and workers together.
create table noc.login_pace (
    id      smallint    not null default 1,
    next_at timestamptz not null,
    constraint login_pace_pkey primary key (id),
    constraint login_pace_is_one_row check (id = 1)
);
insert into noc.login_pace (next_at) values (clock_timestamp());

-- Devices that did not answer in time, again and again.
create table noc.device_quarantine (
    device   text        not null,
    failures integer     not null,
    class    text        not null,
    last_at  timestamptz not null,
    -- Until then nobody tries; null while they are still few.
    until    timestamptz,
    constraint device_quarantine_pkey primary key (device)
);

-- The key that a device showed first, and another that it showed later and nobody has accepted.
create table noc.host_keys (
    id                  uuid        not null default gen_random_uuid(),
    device              text        not null,
    name                text        not null,
    algorithm           text        not null,
    fingerprint         text        not null,
    -- The whole key, as OpenSSH writes it.
    public_key          text        not null,
    first_seen          timestamptz not null default clock_timestamp(),
    last_seen           timestamptz not null default clock_timestamp(),
    offered_algorithm   text,
    offered_fingerprint text,
    offered_public_key  text,
    offered_at          timestamptz,
    offered_to_job      uuid,
    accepted_at         timestamptz,
    accepted_by         text,
    constraint host_keys_pkey primary key (id),
    constraint host_keys_device_key unique (device),
    constraint host_keys_offer_is_whole check ((offered_fingerprint is null) = (offered_at is null)
        and (offered_fingerprint is null) = (offered_algorithm is null)
        and (offered_fingerprint is null) = (offered_public_key is null))
);

-- --- topology -------------------------------------------------------------------------

create table noc.topology_nodes (
    id           uuid        not null,
    -- The device of the inventory that it is, if it is one.
    device_id    uuid,
    name         text        not null,
    -- `device`: somebody logged in to it, or the inventory has it. `unknown`: others hear it.
    kind         text        not null,
    platform     text,
    model        text,
    software     text,
    serial       text,
    location     text,
    addresses    text[]      not null default '{}',
    capabilities text[]      not null default '{}',
    -- By what it is recognised.
    claims       jsonb       not null,
    first_seen   timestamptz not null,
    last_seen    timestamptz not null,
    visited_at   timestamptz,
    -- The last visit that failed, since the last that did not.
    failed_at    timestamptz,
    error_class  text,
    error        text,
    search       text        not null generated always as (lower(
        name || ' ' || coalesce(model, '') || ' ' || coalesce(serial, '') || ' ' || coalesce(location, ''))) stored,
    constraint topology_nodes_pkey primary key (id),
    constraint topology_nodes_kind_known check (kind in ('device', 'unknown'))
);
create unique index topology_nodes_device_key on noc.topology_nodes (device_id) where device_id is not null;

create table noc.topology_links (
    id          uuid        not null,
    -- The two ends, in the order of node and interface. Interfaces in the form in which they are compared; null
    -- where nobody named one.
    a_node      uuid        not null,
    a_interface text,
    b_node      uuid        not null,
    b_interface text,
    -- As people read them.
    a_shown     text,
    b_shown     text,
    a_aggregate text,
    b_aggregate text,
    -- Whether several neighbours are heard on one of the two interfaces.
    shared      boolean     not null,
    -- Who heard whom: [{"side": "a", "protocol": "lldp", "job_id": …, "at": …, "gone_at": …}].
    evidence    jsonb       not null,
    confirmed   boolean     not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    last_job    uuid        not null,
    lost_at     timestamptz,
    constraint topology_links_pkey primary key (id),
    constraint topology_links_a_fkey foreign key (a_node) references noc.topology_nodes (id),
    constraint topology_links_b_fkey foreign key (b_node) references noc.topology_nodes (id)
);
create unique index topology_links_ends_key on noc.topology_links
    (a_node, coalesce(a_interface, ''), b_node, coalesce(b_interface, ''));
create index topology_links_by_b on noc.topology_links (b_node);

-- What crawls changed.
create table noc.topology_events (
    id      bigint      not null generated always as identity,
    at      timestamptz not null,
    job_id  uuid        not null,
    link_id uuid        not null,
    change  text        not null,
    -- The link as it was then, as the API shows it.
    link    jsonb       not null,
    -- For `changed`: which of its properties.
    fields  text[]      not null default '{}',
    constraint topology_events_pkey primary key (id),
    constraint topology_events_change_known check (change in ('new', 'changed', 'lost', 'returned', 'doubted'))
);
create index topology_events_by_time on noc.topology_events (at, id);
create index topology_events_of_link on noc.topology_events (link_id, id desc);
create index topology_events_of_job on noc.topology_events (job_id, id);

-- --- what devices tell ------------------------------------------------------------------

-- In each: what was last said, and when; `gone_at` since the device was asked again and no longer said so.
create table noc.network_interfaces (
    node_id     uuid        not null,
    name        text        not null,
    shown       text        not null,
    description text,
    enabled     boolean,
    up          boolean,
    mac         text,
    mtu         bigint,
    speed_bps   bigint,
    aggregate   text,
    addresses   text[]      not null default '{}',
    -- The same without the lengths of their networks, to be searched for.
    hosts       text[]      not null default '{}',
    first_seen  timestamptz not null,
    last_seen   timestamptz not null,
    gone_at     timestamptz,
    constraint network_interfaces_pkey primary key (node_id, name),
    constraint network_interfaces_node_fkey foreign key (node_id) references noc.topology_nodes (id) on delete cascade
);
create index network_interfaces_by_mac on noc.network_interfaces (mac) where mac is not null;
create index network_interfaces_by_host on noc.network_interfaces using gin (hosts);

create table noc.network_arp (
    node_id    uuid        not null,
    vrf        text        not null,
    address    text        not null,
    mac        text        not null,
    interface  text        not null,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    gone_at    timestamptz,
    constraint network_arp_pkey primary key (node_id, vrf, address, mac, interface),
    constraint network_arp_node_fkey foreign key (node_id) references noc.topology_nodes (id) on delete cascade
);
create index network_arp_by_address on noc.network_arp (address);
create index network_arp_by_mac on noc.network_arp (mac);

create table noc.network_macs (
    node_id    uuid        not null,
    mac        text        not null,
    -- 0 where the switch names none.
    vlan       integer     not null,
    port       text        not null,
    shown      text        not null,
    kind       text        not null,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    gone_at    timestamptz,
    constraint network_macs_pkey primary key (node_id, mac, vlan, port),
    constraint network_macs_node_fkey foreign key (node_id) references noc.topology_nodes (id) on delete cascade
);
create index network_macs_by_mac on noc.network_macs (mac);

create table noc.network_routes (
    node_id    uuid        not null,
    source     text        not null,
    vrf        text        not null,
    network    text        not null,
    -- Empty where packets leave by the interface itself.
    next_hop   text        not null,
    interface  text        not null,
    metric     bigint,
    preference bigint,
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    gone_at    timestamptz,
    constraint network_routes_pkey primary key (node_id, source, vrf, network, next_hop, interface),
    constraint network_routes_node_fkey foreign key (node_id) references noc.topology_nodes (id) on delete cascade
);
create index network_routes_by_network on noc.network_routes (network);
