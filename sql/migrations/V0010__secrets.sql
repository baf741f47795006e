-- Where jobs read from, and with what they log in. Secrets are sealed before they
-- come here (src/vault): bytea of key id, nonce and ciphertext, bound to the row
-- and the column they stand in. Nothing else of them is anywhere.

create table noc.connections (
    id            uuid        not null,
    kind          text        not null,
    name          text        not null,
    -- As opened in a browser; for CheckMK without the site.
    url           text        not null,
    -- CheckMK only: whose data, and as whom.
    site          text,
    username      text,
    secret        bytea       not null,
    verify_tls    boolean     not null,
    -- Requests under way at once, all jobs and workers together.
    max_in_flight smallint    not null,
    -- What jobs use that name none; at most one of a kind.
    is_default    boolean     not null,
    version       integer     not null default 1,
    created_at    timestamptz not null default clock_timestamp(),
    updated_at    timestamptz not null default clock_timestamp(),
    updated_by    text        not null,
    -- The last test, by hand.
    checked_at    timestamptz,
    check_ok      boolean,
    check_detail  text,

    constraint connections_have_one_row_each primary key (id),
    constraint connections_kind_known check (kind in ('nautobot', 'checkmk')),
    constraint connections_name_length check (length(name) between 1 and 100),
    constraint connections_checkmk_has_a_site check ((kind = 'checkmk') = (site is not null and username is not null)),
    constraint connections_bound check (max_in_flight between 1 and 64)
);
create unique index connections_name_key on noc.connections (lower(name));
create unique index connections_default_key on noc.connections (kind) where is_default;

create table noc.credentials (
    id           uuid        not null,
    -- Whose; null for one that is shared by whoever its scope allows.
    owner_id     uuid,
    name         text        not null,
    username     text        not null,
    -- What the sealed part holds, so that lists can tell without opening it.
    has_password boolean     not null,
    has_key      boolean     not null,
    has_enable   boolean     not null,
    secret       bytea       not null,
    -- Conditions that a device must all fulfil; none: every device.
    scope        jsonb       not null default '[]',
    version      integer     not null default 1,
    created_at   timestamptz not null default clock_timestamp(),
    updated_at   timestamptz not null default clock_timestamp(),
    updated_by   text        not null,
    last_used_at timestamptz,

    constraint credentials_have_one_row_each primary key (id),
    constraint credentials_owner_fkey foreign key (owner_id) references noc.app_user (id) on delete cascade,
    constraint credentials_name_length check (length(name) between 1 and 100),
    constraint credentials_can_log_in check (has_password or has_key),
    constraint credentials_scope_is_a_list check (jsonb_typeof(scope) = 'array')
);
create unique index credentials_own_name_key on noc.credentials (owner_id, lower(name)) where owner_id is not null;
create unique index credentials_shared_name_key on noc.credentials (lower(name)) where owner_id is null;
