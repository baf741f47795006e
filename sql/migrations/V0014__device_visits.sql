-- Device by device, how far a job's newest attempt has come: for whoever watches it now, and for whoever repeats what
-- failed.

-- Drawn once for each batch of rows, so that a reader asks for what is newer than the last it saw.
create sequence noc.device_visits_revision;

create table noc.device_visits (
    job_id        uuid        not null,
    -- In the order in which devices were met, from 0.
    nth           integer     not null,
    attempt       smallint    not null,
    revision      bigint      not null,
    name          text        not null,
    device_id     uuid,
    number        bigint,
    address       text,
    platform      text,
    location      text,
    depth         integer     not null,
    -- The row of the device that heard it, and on which interface.
    parent        integer,
    via_interface text,
    state         text        not null,
    -- What is waited for, being asked, or why it ended so.
    note          text,
    error_class   text,
    -- How each step went: [{"step", "status", "items", "error_class", "error", "ms"}].
    steps         jsonb       not null default '[]',
    neighbors     integer     not null default 0,
    began_at      timestamptz,
    ended_at      timestamptz,
    written_at    timestamptz not null default clock_timestamp(),
    constraint device_visits_pkey primary key (job_id, nth),
    constraint device_visits_state_known check (state in
        ('waiting', 'connecting', 'asking', 'ok', 'partial', 'failed', 'stopped'))
);
create index device_visits_news on noc.device_visits (job_id, revision);
create index device_visits_by_age on noc.device_visits (written_at);

-- The crawls that wrote to the topology: what each of them saw is what was there then around the nodes that answered it.
create table noc.topology_crawls (
    job_id        uuid        not null,
    at            timestamptz not null,
    nodes         uuid[]      not null,
    links         integer     not null,
    links_new     integer     not null,
    links_lost    integer     not null,
    links_changed integer     not null,
    constraint topology_crawls_pkey primary key (job_id)
);
create index topology_crawls_by_time on noc.topology_crawls (at desc);

-- For the cleaning of what devices no longer tell.
create index network_interfaces_gone on noc.network_interfaces (gone_at) where gone_at is not null;
create index network_arp_gone on noc.network_arp (gone_at) where gone_at is not null;
create index network_macs_gone on noc.network_macs (gone_at) where gone_at is not null;
create index network_routes_gone on noc.network_routes (gone_at) where gone_at is not null;
