-- What devices said, word for word, to be compared later: baselines and snapshots.

-- The key that seals those texts, itself sealed by the house's: replacing that one seals this row anew, and not
-- every text.
create table noc.archive_key (
    id      smallint    not null default 1,
    sealed  bytea       not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint archive_key_pkey primary key (id),
    constraint archive_key_is_one_row check (id = 1)
);

-- Each text once, whoever said it and however often.
create table noc.archive_texts (
    -- By the archive's key: nobody without it can find out whether a text that they guess is here.
    digest  bytea       not null,
    -- Compressed, then sealed.
    sealed  bytea       not null,
    bytes   integer     not null,
    lines   integer     not null,
    -- A text that nothing names goes, but not one that somebody is just about to name.
    used_at timestamptz not null default clock_timestamp(),
    constraint archive_texts_pkey primary key (digest),
    constraint archive_texts_digest_is_whole check (octet_length(digest) = 32)
);

-- The newest version of each device's baseline. Counted here, so that two jobs never make the same one, and the number
-- of one that was removed never comes back.
create table noc.capture_versions (
    device_id uuid    not null,
    version   integer not null,
    constraint capture_versions_pkey primary key (device_id)
);

-- What one device said when it was asked once. No foreign keys to devices and jobs: both go before it.
create table noc.captures (
    -- By time.
    id            uuid        not null,
    -- `baseline`: what is expected from then on. `snapshot`: kept beside it, to be compared.
    kind          text        not null,
    device_id     uuid        not null,
    -- What the device was called then.
    device_name   text        not null,
    platform      text        not null,
    version       integer,
    -- `ok`, or `partial` where a command was not answered.
    status        text        not null,
    job_id        uuid        not null,
    -- The snapshot that was made a baseline.
    promoted_from uuid,
    taken_at      timestamptz not null,
    taken_by      text        not null,
    notes         text,
    -- Whether it differed from what was expected then; of a first one, nothing was.
    changed       boolean     not null,
    constraint captures_pkey primary key (id),
    constraint captures_version_key unique (device_id, version),
    constraint captures_kind_known check (kind in ('baseline', 'snapshot')),
    constraint captures_status_known check (status in ('ok', 'partial')),
    constraint captures_baseline_has_version check ((kind = 'baseline') = (version is not null))
);
create index captures_of_device on noc.captures (device_id, id desc);
create index captures_of_job on noc.captures (job_id);

-- What it said to one command.
create table noc.capture_outputs (
    capture_id  uuid     not null,
    -- From 0, in the order asked.
    position    smallint not null,
    command     text     not null,
    -- `ok`; `none`: the device has no such command, and nobody asked for it by name; `failed`.
    status      text     not null,
    error_class text,
    error       text,
    -- As it was said; in its normal form; and as it was read, where it was understood.
    raw         bytea,
    normal      bytea,
    parsed      bytea,
    -- How it differed from the baseline then: `first` where there was none.
    change      text,
    added       integer,
    removed     integer,
    ms          integer  not null,
    constraint capture_outputs_pkey primary key (capture_id, position),
    constraint capture_outputs_command_key unique (capture_id, command),
    constraint capture_outputs_capture_fkey foreign key (capture_id) references noc.captures (id) on delete cascade,
    constraint capture_outputs_raw_fkey foreign key (raw) references noc.archive_texts (digest),
    constraint capture_outputs_normal_fkey foreign key (normal) references noc.archive_texts (digest),
    constraint capture_outputs_parsed_fkey foreign key (parsed) references noc.archive_texts (digest),
    constraint capture_outputs_status_known check (status in ('ok', 'none', 'failed')),
    constraint capture_outputs_change_known check (change in ('first', 'same', 'changed')),
    constraint capture_outputs_text_where_ok check ((status = 'ok') = (raw is not null and normal is not null)
        and (status = 'ok') = (change is not null))
);
create index capture_outputs_by_raw on noc.capture_outputs (raw) where raw is not null;
create index capture_outputs_by_normal on noc.capture_outputs (normal) where normal is not null;
create index capture_outputs_by_parsed on noc.capture_outputs (parsed) where parsed is not null;
