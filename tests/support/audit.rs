//! Witnesses inside Postgres: what tables forget, triggers of the tests write down.
//!
//! The program knows nothing of them. They tell under which term and by which
//! connection jobs were written and due times settled, and with which lease an
//! attempt was taken over.

/// Sets the witnesses up.
pub(crate) const WITNESSES: &str = r"
create schema audit;
-- When this connection began: a process id may come again.
create function audit.began() returns timestamptz language sql as
    $$ select backend_start from pg_stat_get_activity(pg_backend_pid()) $$;

-- Each term, and the connection that took it.
create table audit.term (
    term bigint, before bigint, pid integer default pg_backend_pid(), began timestamptz default audit.began(),
    at timestamptz default clock_timestamp()
);
create function audit.note_term() returns trigger language plpgsql as $$ begin
    insert into audit.term (term, before) values (new.term, old.term);
    return null;
end $$;
create trigger audit_term after update on noc.leader for each row execute function audit.note_term();

-- What a leader writes: the term that led then, and the connection.
create table audit.write (
    what text, schedule_id uuid, term bigint, pid integer default pg_backend_pid(),
    began timestamptz default audit.began(), at timestamptz default clock_timestamp()
);
create function audit.note_write() returns trigger language plpgsql as $$ begin
    insert into audit.write (what, schedule_id, term) values (tg_argv[0], new.schedule_id, (select term from noc.leader));
    return null;
end $$;
create trigger audit_job after insert on noc.live_job for each row
    when (new.trigger in ('schedule', 'catch_up')) execute function audit.note_write('job');
create trigger audit_settled after update on noc.schedule_runtime for each row
    when (new.settled_through > old.settled_through) execute function audit.note_write('settled');
create trigger audit_unsettled after update on noc.schedule_runtime for each row
    when (new.settled_through < old.settled_through) execute function audit.note_write('unsettled');

-- Each attempt that was taken from its worker, and the lease it had.
create table audit.takeover (
    job uuid, attempt smallint, claimed_at timestamptz, lease_until timestamptz,
    at timestamptz default clock_timestamp()
);
create function audit.note_takeover() returns trigger language plpgsql as $$ begin
    insert into audit.takeover (job, attempt, claimed_at, lease_until)
    values (old.id, old.attempt, old.claimed_at, old.lease_until);
    return null;
end $$;
create trigger audit_takeover after update on noc.live_job for each row
    when (old.state = 'running' and new.lost > old.lost) execute function audit.note_takeover();
";

/// Writes of a leader that were made by another connection than the one that took the term that led.
pub(crate) const FOREIGN_WRITES: &str = "select count(*) from audit.write w where not exists \
    (select from audit.term t where t.term = w.term and t.pid = w.pid and t.began = w.began)";

/// Terms that do not follow the one before.
pub(crate) const TERMS_OUT_OF_ORDER: &str = "select count(*) from audit.term where term <> before + 1";
