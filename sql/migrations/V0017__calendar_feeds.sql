-- Addresses at which programs read the coming runs without a login. Of the secret
-- in the address only the hash is kept; it reads this calendar and nothing else.
create table noc.calendar_feed (
    id           uuid        not null,
    user_id      uuid        not null,
    name         text        not null,
    -- Which schedules; null: all.
    tag          text,
    queue        text,
    task         text,
    owner_id     uuid,
    token_hash   bytea       not null,
    created_at   timestamptz not null default clock_timestamp(),
    last_used_at timestamptz,
    constraint calendar_feed_pkey primary key (id),
    constraint calendar_feed_hash_key unique (token_hash),
    constraint calendar_feed_user_fkey foreign key (user_id) references noc.app_user (id) on delete cascade,
    constraint calendar_feed_owner_fkey foreign key (owner_id) references noc.app_user (id) on delete cascade,
    constraint calendar_feed_name_length check (length(name) between 1 and 100)
);
create index calendar_feed_user_idx on noc.calendar_feed (user_id);
create index calendar_feed_owner_idx on noc.calendar_feed (owner_id) where owner_id is not null;
