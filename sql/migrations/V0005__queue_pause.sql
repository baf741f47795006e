-- Queues from which no job starts. A few rows at most; every claim reads them.
--
-- Who changes them locks the table first (access exclusive), which waits for the
-- claims and firings in flight and makes later ones see the change: from the
-- commit on, nothing starts; and after a resume, nothing is left unseen.
create table noc.queue_pause (
    queue     text        not null,
    paused_at timestamptz not null default clock_timestamp(),
    paused_by text        not null,          -- the name at the time
    note      text,
    constraint queue_pause_pkey primary key (queue)
);
