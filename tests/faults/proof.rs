//! What has to be true afterwards, shown from the tables and the record alone.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::job::id_for_due_time;
use noc_scheduler::domain::schedule::{Fact, Overlap, Phase, Schedule, evolve};
use noc_scheduler::domain::settle::Timeline;
use noc_scheduler::store::jobs::LEASE;
use serde_json::Value;
use tokio_postgres::Client;
use uuid::Uuid;

use super::record::{self, Attempt, Record};
use super::scene::{Injected, Scene};
use super::support::audit::{FOREIGN_WRITES, TERMS_OUT_OF_ORDER};
use super::support::servers::connect;

/// A job that has ended.
struct Job {
    id: Uuid,
    schedule: Uuid,
    version: i32,
    due: Timestamp,
    trigger: String,
    state: String,
    attempt: i16,
    error: Option<String>,
    finished_at: Timestamp,
}

/// A row of due times that became no job.
struct Row {
    schedule: Uuid,
    version: i32,
    from: Timestamp,
    through: Timestamp,
    count: i32,
    outcome: String,
    reason: String,
}

/// An attempt that was taken from its worker.
struct Takeover {
    claimed_at: Timestamp,
    lease_until: Timestamp,
    at: Timestamp,
}

/// Everything that is known, read at rest.
pub(crate) struct Facts {
    versions: HashMap<Uuid, Vec<Schedule>>,
    jobs: Vec<Job>,
    ledger: Vec<Row>,
    live: i64,
    takeovers: HashMap<(Uuid, i16), Takeover>,
    record: Record,
    terms: i64,
    writes: i64,
    terms_out_of_order: i64,
    foreign_writes: i64,
    unsettled: i64,
}

/// Every version of every schedule, folded from the events and nothing else.
pub(crate) async fn versions(sql: &Client) -> HashMap<Uuid, Vec<Schedule>> {
    let events =
        "select schedule_id, version, kind, format, data, effective_at from noc.schedule_event order by position";
    let mut versions: HashMap<Uuid, Vec<Schedule>> = HashMap::new();
    for row in sql.query(events, &[]).await.unwrap() {
        let (id, version): (Uuid, i32) = (row.get(0), row.get(1));
        let fact = Fact::read(row.get(2), row.get(3), row.get::<_, Value>(4)).unwrap();
        let of = versions.entry(id).or_default();
        assert_eq!(version, i32::try_from(of.len()).unwrap() + 1, "the versions of {id} have a hole");
        let next = evolve(of.last().cloned(), id, version, row.get(5), &fact).unwrap();
        assert!(
            of.last().is_none_or(|before| before.effective_at <= next.effective_at),
            "{id} v{version} begins early"
        );
        of.push(next);
    }
    versions
}

/// All of a schedule's versions in one.
pub(crate) fn timeline(versions: &[Schedule]) -> Timeline {
    let mut versions = versions.iter().cloned();
    let mut timeline = Timeline::new(versions.next().unwrap());
    versions.for_each(|next| timeline.push(next, Timestamp::MIN));
    timeline
}

pub(crate) async fn settled_through(sql: &Client) -> HashMap<Uuid, Timestamp> {
    let rows = sql.query("select schedule_id, settled_through from noc.schedule_runtime", &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// The due times that each version owns: those in (its effective, the next one's].
fn owned(versions: &[Schedule]) -> BTreeMap<Timestamp, i32> {
    let ends = versions.iter().skip(1).map(|next| next.effective_at).chain([Timestamp::MAX]);
    let enabled = versions.iter().zip(ends).filter(|(version, _)| version.phase == Phase::Enabled);
    let mut owned = BTreeMap::new();
    for (version, end) in enabled {
        assert_ne!(end, Timestamp::MAX, "{} was left switched on", version.id);
        let d = &version.definition;
        let after = d.awake_after(version.effective_at);
        owned.extend(d.cadence().between(d.start_at, after, end).map(|due| (due, version.version)));
    }
    owned
}

impl Facts {
    pub(crate) async fn gather(scene: &Scene) -> Self {
        let sql = connect(&scene.house.url).await;
        let count = async |what: &str| -> i64 { sql.query_one(what, &[]).await.unwrap().get(0) };
        let jobs = "select id, schedule_id, schedule_version, due_at, trigger, state, attempt, error->>'class', \
                    finished_at from noc.job_history";
        let jobs = sql.query(jobs, &[]).await.unwrap();
        let ledger =
            "select schedule_id, schedule_version, due_from, due_through, due_count, outcome, reason from noc.ledger";
        let ledger = sql.query(ledger, &[]).await.unwrap();
        let takeovers =
            sql.query("select job, attempt, claimed_at, lease_until, at from audit.takeover", &[]).await.unwrap();
        Self {
            versions: versions(&sql).await,
            jobs: jobs
                .iter()
                .map(|row| Job {
                    id: row.get(0),
                    schedule: row.get(1),
                    version: row.get(2),
                    due: row.get(3),
                    trigger: row.get(4),
                    state: row.get(5),
                    attempt: row.get(6),
                    error: row.get(7),
                    finished_at: row.get(8),
                })
                .collect(),
            ledger: ledger
                .iter()
                .map(|row| Row {
                    schedule: row.get(0),
                    version: row.get(1),
                    from: row.get(2),
                    through: row.get(3),
                    count: row.get(4),
                    outcome: row.get(5),
                    reason: row.get(6),
                })
                .collect(),
            live: count("select count(*) from noc.live_job").await,
            takeovers: takeovers
                .iter()
                .map(|row| {
                    let takeover = Takeover { claimed_at: row.get(2), lease_until: row.get(3), at: row.get(4) };
                    ((row.get(0), row.get(1)), takeover)
                })
                .collect(),
            record: record::read(&scene.record),
            terms: count("select count(*) from audit.term").await,
            writes: count("select count(*) from audit.write").await,
            terms_out_of_order: count(TERMS_OUT_OF_ORDER).await,
            foreign_writes: count(FOREIGN_WRITES).await,
            unsettled: count("select count(*) from audit.write where what = 'unsettled'").await,
        }
    }
}

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Told {
    schedules: usize,
    versions: usize,
    due_times: usize,
    triggers: BTreeMap<String, usize>,
    states: BTreeMap<String, usize>,
    reasons: BTreeMap<String, i64>,
    rows: usize,
    attempts: usize,
    silent: usize,
    takeovers: usize,
    overlaps: usize,
    in_turn: usize,
    terms: i64,
    writes: i64,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            schedules,
            versions,
            due_times,
            rows,
            attempts,
            silent,
            takeovers,
            overlaps,
            in_turn,
            terms,
            writes,
            ..
        } = self;
        writeln!(
            f,
            "counted: {due_times} due times of {schedules} schedules in {versions} versions, one outcome each:"
        )?;
        writeln!(f, "  jobs {:?}, ended as {:?}", self.triggers, self.states)?;
        writeln!(f, "  other outcomes {:?} in {rows} entries", self.reasons)?;
        writeln!(f, "  {attempts} attempts started once each, {silent} without a last word, {takeovers} taken over;")?;
        writeln!(
            f,
            "  {overlaps} attempts spoke again after theirs had been taken over, each in a worker stopped meanwhile"
        )?;
        writeln!(f, "  {in_turn} jobs of schedules that never allow overlaps, one after the other;")?;
        write!(
            f,
            "  {terms} terms, one after the other; {writes} writes of leaders, each by the connection that took its term"
        )
    }
}

/// Proves everything, or says what is wrong.
pub(crate) fn prove(facts: &Facts, injected: &Injected) -> Told {
    let mut told =
        Told { schedules: facts.versions.len(), terms: facts.terms, writes: facts.writes, ..Told::default() };
    each_due_time_has_one_outcome(facts, &mut told);
    each_job_has_one_end(facts, &mut told);
    attempts_do_not_overlap(facts, injected, &mut told);
    jobs_that_must_not_overlap_run_in_turn(facts, &mut told);
    assert_eq!(facts.terms_out_of_order, 0, "terms do not follow each other");
    assert_eq!(facts.foreign_writes, 0, "a beat wrote under a term that it had not taken");
    assert_eq!(facts.unsettled, 0, "what was settled became unsettled");
    told
}

/// One job, or a place in one row of the ledger: no more, no fewer, and by the version that owns it.
fn each_due_time_has_one_outcome(facts: &Facts, told: &mut Told) {
    let mut outcomes: HashMap<Uuid, BTreeMap<Timestamp, (i32, Vec<String>)>> = HashMap::new();
    for (id, versions) in &facts.versions {
        told.versions += versions.len();
        let owned = owned(versions);
        told.due_times += owned.len();
        outcomes.insert(*id, owned.into_iter().map(|(due, version)| (due, (version, Vec::new()))).collect());
    }
    for job in &facts.jobs {
        *told.triggers.entry(job.trigger.clone()).or_default() += 1;
        assert_eq!(job.id, id_for_due_time(job.schedule, job.due));
        let known = outcomes.get_mut(&job.schedule).unwrap().get_mut(&job.due);
        let (version, found) = known
            .unwrap_or_else(|| panic!("job {} for {} of {}, which is not due then", job.id, job.due, job.schedule));
        assert_eq!(job.version, *version, "job {} at {} is of another version", job.id, job.due);
        found.push(format!("job {}", job.id));
    }
    for row in &facts.ledger {
        let Row { schedule, version, from, through, count, outcome, reason } = row;
        told.rows += 1;
        *told.reasons.entry(reason.clone()).or_default() += i64::from(*count);
        assert_eq!(outcome == "pending", reason == "catch_up_limit");
        let of = outcomes.get_mut(schedule).unwrap();
        let what = format!("{reason} v{version} {from} to {through} ({count}) of {schedule}");
        assert!(of.contains_key(from) && of.contains_key(through), "{what}: begins or ends between due times");
        let within: Vec<_> = of.range_mut(*from..=*through).collect();
        assert_eq!(i32::try_from(within.len()).unwrap(), *count, "{what}: the count is wrong");
        for (due, (owner, found)) in within {
            assert_eq!(version, owner, "{what}: {due} is of another version");
            found.push(what.clone());
        }
    }
    let mut wrong = Vec::new();
    for (id, of) in &outcomes {
        wrong.extend(
            of.iter()
                .filter(|(_, (_, found))| found.len() != 1)
                .map(|(due, (v, found))| format!("{id} v{v} at {due}: {found:?}")),
        );
    }
    assert!(wrong.is_empty(), "{} due times have not one outcome: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

/// In history once (its key says so), no longer live, and what it says it did is in the record.
fn each_job_has_one_end(facts: &Facts, told: &mut Told) {
    assert_eq!(facts.live, 0, "jobs are still live");
    let known: HashSet<Uuid> = facts.jobs.iter().map(|job| job.id).collect();
    assert_eq!(known.len(), facts.jobs.len(), "a job has ended twice");
    let ghosts: Vec<&Uuid> = facts.record.keys().filter(|job| !known.contains(job)).collect();
    assert!(ghosts.is_empty(), "ran, and nobody knows of them: {ghosts:?}");
    for job in &facts.jobs {
        *told.states.entry(job.state.clone()).or_default() += 1;
        let attempts = facts.record.get(&job.id);
        let last = attempts.and_then(|attempts| attempts.get(&job.attempt));
        match job.state.as_str() {
            "succeeded" => assert!(last.is_some_and(|a| a.completed), "job {} succeeded, but {last:?}", job.id),
            // Nothing fails but what lost three workers.
            "failed" => assert_eq!(job.error.as_deref(), Some("poisonous"), "job {}", job.id),
            "cancelled" => assert!(
                facts.versions[&job.schedule].iter().any(|v| v.definition.overlap == Overlap::CancelRunning),
                "job {} was cancelled, and nobody asked for it",
                job.id
            ),
            other => panic!("job {} ended as {other}", job.id),
        }
        let highest = attempts.and_then(|attempts| attempts.keys().max()).copied().unwrap_or(0);
        assert!(highest <= job.attempt, "attempt {highest} of job {} is beyond its last one", job.id);
        assert!(attempts.is_none_or(|attempts| attempts.values().all(|a| a.due_at == job.due)), "job {}", job.id);
    }
}

/// An attempt that is followed by another had been taken over, and that only after
/// its lease had lapsed, which is 30 s after its claim at the earliest; the next
/// one started after that. A witness in the database wrote down claim, lease and
/// moment of each takeover.
///
/// What an attempt still said after that moment would be an overlap in earnest. A
/// worker lets go of what it could not renew five seconds before the lease ends,
/// so only one can do that which was stopped in the middle of a line, over the end
/// of the lease, and finishes that line when it is continued.
fn attempts_do_not_overlap(facts: &Facts, injected: &Injected, told: &mut Told) {
    told.takeovers = facts.takeovers.len();
    for (job, attempts) in &facts.record {
        told.attempts += attempts.len();
        told.silent += attempts.values().filter(|attempt| attempt.last.is_none()).count();
        for ((nth, earlier), (_, later)) in attempts.iter().zip(attempts.iter().skip(1)) {
            let who = format!("attempt {nth} of job {job}: {earlier:?}, then {later:?}");
            let takeover = facts.takeovers.get(&(*job, *nth)).unwrap_or_else(|| panic!("nobody took over {who}"));
            assert!(takeover.at > takeover.lease_until, "taken over before its lease ended: {who}");
            assert!(takeover.claimed_at <= earlier.start, "started before it was claimed: {who}");
            let held = takeover.at.since(takeover.claimed_at);
            assert!(held >= LEASE, "taken over {held:?} after it was claimed: {who}");
            assert!(later.start >= takeover.at, "the next one started before the takeover: {who}");
            if earlier.last.is_some_and(|last| last >= takeover.at) {
                told.overlaps += 1;
                assert!(was_stopped(injected, earlier, takeover), "two ran at once: {who}");
            }
        }
    }
}

/// Of a schedule that never allowed an overlap no job begins before those due earlier have
/// ended, however many workers they lost.
fn jobs_that_must_not_overlap_run_in_turn(facts: &Facts, told: &mut Told) {
    let never = |versions: &[Schedule]| versions.iter().all(|v| v.definition.overlap != Overlap::Allow);
    for id in facts.versions.iter().filter(|(_, versions)| never(versions)).map(|(id, _)| *id) {
        let mut jobs: Vec<&Job> = facts.jobs.iter().filter(|job| job.schedule == id).collect();
        jobs.sort_by_key(|job| job.due);
        told.in_turn += jobs.len();
        for (earlier, later) in jobs.iter().zip(jobs.iter().skip(1)) {
            let attempts = facts.record.get(&later.id);
            let Some(start) = attempts.and_then(|attempts| attempts.values().map(|a| a.start).min()) else { continue };
            let (done, due) = (earlier.finished_at, earlier.due);
            assert!(
                start >= done,
                "job {} started at {start}, job {} due at {due} ended at {done}",
                later.id,
                earlier.id
            );
        }
    }
}

/// Whether its worker was stopped when the lease of its attempt ended.
fn was_stopped(injected: &Injected, attempt: &Attempt, takeover: &Takeover) -> bool {
    injected.stops.iter().any(|stop| {
        stop.pid == attempt.worker_pid && stop.from < takeover.lease_until && takeover.lease_until < stop.until
    })
}
