//! Decisions about schedules: a state and a command give a fact, or a refusal.

use std::sync::Arc;

use super::Timestamp;
use super::cadence::{Crontab, Interval, Zone, seed_of};
use super::draft::{Draft, FieldError, WhenDraft};
use super::schedule::{Clocked, Definition, Fact, Managed, Phase, Schedule, When, differences};
use uuid::Uuid;

/// What is asked of a schedule.
#[derive(Clone, Debug)]
pub enum Command {
    /// Bring it into being.
    Create {
        /// Its id: `H` in a crontab is drawn from it.
        id: Uuid,
        /// What the person sent, with the task resolved to its short name and its arguments checked.
        draft: Box<Draft>,
        /// Whose it is to be.
        owner: Uuid,
        /// The zone where the draft names none.
        zone: Zone,
    },
    /// Change fields, or switch it on or off.
    Edit {
        /// What the person sent, prepared as for `Create`.
        draft: Box<Draft>,
        /// A new owner.
        owner: Option<Uuid>,
    },
    /// Make it as `definition` says, which it was before, wholly or in some fields.
    Revert {
        /// As it is to be, its arguments checked.
        definition: Box<Definition>,
        /// Whether it is to be switched on; `None`: as it is.
        enabled: Option<bool>,
    },
    /// Remove it.
    Delete,
    /// Bring it back after it was removed.
    Restore {
        /// A new name, where the old one is taken.
        name: Option<Box<str>>,
        /// A new owner, where the old one is gone.
        owner: Option<Uuid>,
        /// Whether it was switched on when it was removed.
        enabled: bool,
    },
    /// Its `expires` has passed and every earlier due time is settled.
    Expire,
    /// Its last job was made.
    Complete,
}

/// A no that the caller is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The body does not fit.
    #[error("{}", .0.first().map_or("the body does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// There is no such schedule (any more).
    #[error("there is no such schedule")]
    NotFound,
    /// It was not removed.
    #[error("the schedule is not deleted, so there is nothing to restore")]
    NotDeleted,
}

fn invalid(pointer: &str, detail: impl Into<String>) -> Refusal {
    Refusal::Invalid(vec![FieldError::new(pointer, detail)])
}

/// The fact that follows, or none where the command changes nothing.
///
/// `at` is the instant from which the new version will own due times.
///
/// # Errors
/// When the rules forbid it.
pub fn decide(state: Option<&Schedule>, command: &Command, at: Timestamp) -> Result<Option<Fact>, Refusal> {
    match (state, command) {
        (None, Command::Create { id, draft, owner, zone }) => create(*id, draft, *owner, zone, at).map(Some),
        // The door answers a repeated creation before it comes here.
        (Some(_), Command::Create { .. }) => Ok(None),
        (None, _) => Err(Refusal::NotFound),
        (Some(s), Command::Restore { name, owner, enabled }) => {
            restore(s, name.clone(), *owner, *enabled, at).map(Some)
        }
        (Some(s), _) if s.phase == Phase::Deleted => Err(Refusal::NotFound),
        (Some(s), Command::Revert { definition, enabled }) => change(s, definition.as_ref().clone(), *enabled, at),
        (Some(s), Command::Edit { draft, owner }) => edit(s, draft, *owner, at),
        (Some(_), Command::Delete) => Ok(Some(Fact::Deleted)),
        (Some(s), Command::Expire) => Ok((s.phase == Phase::Enabled).then_some(Fact::Expired)),
        (Some(s), Command::Complete) => Ok((s.phase == Phase::Enabled).then_some(Fact::Completed)),
    }
}

fn create(id: Uuid, draft: &Draft, owner: Uuid, zone: &Zone, at: Timestamp) -> Result<Fact, Refusal> {
    let mut missing = Vec::new();
    let mut require = |there: bool, field: &str| {
        if !there {
            missing.push(FieldError::new(format!("/{field}"), "required"));
        }
    };
    require(draft.name.is_some(), "name");
    require(draft.task.is_some(), "task");
    require(draft.when.is_some(), "schedule_type");
    let (Some(name), Some(task), Some(when)) = (&draft.name, &draft.task, &draft.when) else {
        return Err(Refusal::Invalid(missing));
    };
    let blank = Definition::plain(name, task, anchored(when, id, None, at)?, zone.clone(), owner);
    let enabled = draft.enabled.unwrap_or(true);
    let definition = under(apply(blank, id, draft, at)?, draft, enabled);
    // A file says, switched off, what has had its time; nobody typed that by mistake.
    let past = definition.managed.is_some() && !enabled;
    check(past.then_some(&definition), &definition, enabled, at)?;
    Ok(Fact::Created { definition: Box::new(definition), enabled })
}

fn edit(s: &Schedule, draft: &Draft, owner: Option<Uuid>, at: Timestamp) -> Result<Option<Fact>, Refusal> {
    let mut after = apply(s.definition.clone(), s.id, draft, at)?;
    if let Some(owner) = owner {
        after.owner = owner;
    }
    // One that has ended by itself was never switched off.
    let on = matches!(s.phase, Phase::Enabled | Phase::Expired | Phase::Completed);
    change(s, under(after, draft, draft.enabled.unwrap_or(on)), draft.enabled, at)
}

/// Notes the file that says all this, where one does.
fn under(mut definition: Definition, draft: &Draft, enabled: bool) -> Definition {
    if let Some(file) = &draft.managed {
        definition.managed = file.as_deref().map(|file| Box::new(Managed::by(file, &definition, enabled)));
    }
    definition
}

/// The fact that makes of `s` what `after` says, switched on or off as `enabled` says.
fn change(s: &Schedule, after: Definition, enabled: Option<bool>, at: Timestamp) -> Result<Option<Fact>, Refusal> {
    let enabling = enabled == Some(true) && s.phase != Phase::Enabled;
    let disabling = enabled == Some(false) && s.phase == Phase::Enabled;
    check(Some(&s.definition), &after, enabling, at)?;
    let changes = differences(&s.definition, &after);
    Ok(match (changes.is_empty(), enabling, disabling) {
        (true, false, false) => None,
        (true, true, _) => Some(Fact::Enabled),
        (true, false, true) => Some(Fact::Disabled),
        (false, ..) => {
            let enabled = if enabling { Some(true) } else { disabling.then_some(false) };
            Some(Fact::Updated { changes, enabled })
        }
    })
}

/// Brings `s` back as it was. What could not be switched on now comes back switched off.
fn restore(
    s: &Schedule,
    name: Option<Box<str>>,
    owner: Option<Uuid>,
    enabled: bool,
    at: Timestamp,
) -> Result<Fact, Refusal> {
    if s.phase != Phase::Deleted {
        return Err(Refusal::NotDeleted);
    }
    let name = name.filter(|name| **name != *s.definition.name);
    let enabled = enabled && check(Some(&s.definition), &s.definition, true, at).is_ok();
    Ok(Fact::Restored { name, owner, enabled })
}

/// What one field allows depends on another, or on the time. A past instant is
/// refused only where this write changes it or switches the schedule on.
fn check(before: Option<&Definition>, after: &Definition, enabling: bool, at: Timestamp) -> Result<(), Refusal> {
    let changed = |differs: &dyn Fn(&Definition) -> bool| before.is_none_or(differs);
    if let Some(expires) = after.expires
        && (enabling || changed(&|b| b.expires != after.expires))
        && expires <= at
    {
        return Err(invalid("/expires", format!("{expires} has passed; name a later instant, or null for none")));
    }
    if let (Some(expires), Some(start)) = (after.expires, after.start_at)
        && start >= expires
        && changed(&|b| (b.expires, b.start_at) != (after.expires, after.start_at))
    {
        return Err(invalid("/expires", format!("with start_at {start} the schedule would expire before it begins")));
    }
    if let Some(until) = after.snooze_until
        && changed(&|b| b.snooze_until != after.snooze_until)
        && until <= at
    {
        return Err(invalid("/snooze_until", format!("{until} has passed; name a later instant, or null to wake it")));
    }
    let When::Clocked { clocked } = after.when else { return Ok(()) };
    if (enabling || changed(&|b| b.when != after.when)) && clocked.at <= at {
        return Err(invalid("/clocked/at", format!("{} has passed; name a later instant", clocked.at)));
    }
    let never = after.start_at.is_some_and(|start| clocked.at < start)
        || after.expires.is_some_and(|end| end <= clocked.at)
        || after.snooze_until.is_some_and(|until| clocked.at < until);
    let touched = |b: &Definition| {
        (&b.when, b.start_at, b.expires, b.snooze_until)
            != (&after.when, after.start_at, after.expires, after.snooze_until)
    };
    if never && (enabling || changed(&touched)) {
        let detail = format!("{} is outside start_at, expires or the snooze, so this would never fire", clocked.at);
        return Err(invalid("/clocked/at", detail));
    }
    Ok(())
}

/// The draft's fields over `base`'s.
fn apply(mut base: Definition, id: Uuid, draft: &Draft, at: Timestamp) -> Result<Definition, Refusal> {
    if let Some(name) = &draft.name {
        base.name = name.as_str().into();
    }
    if let Some(description) = &draft.description {
        base.description = description.as_deref().filter(|d| !d.is_empty()).map(Into::into);
    }
    if let Some(task) = &draft.task {
        base.task = task.as_str().into();
    }
    if let Some(kwargs) = &draft.kwargs {
        base.kwargs = kwargs.into();
    }
    if let Some(when) = &draft.when {
        base.when = anchored(when, id, Some(&base.when), at)?;
    }
    // The house's zone is filled in by whoever knows it.
    set(&mut base.timezone, draft.timezone.as_ref().and_then(Option::as_ref));
    set(&mut base.start_at, draft.start_at.as_ref());
    set(&mut base.expires, draft.expires.as_ref());
    set(&mut base.one_off, draft.one_off.as_ref());
    set(&mut base.max_runs, draft.max_runs.as_ref());
    set(&mut base.snooze_until, draft.snooze_until.as_ref());
    set(&mut base.jitter_seconds, draft.jitter_seconds.as_ref());
    set(&mut base.dst_gap, draft.dst_gap.as_ref());
    set(&mut base.dst_overlap, draft.dst_overlap.as_ref());
    set(&mut base.overlap, draft.overlap.as_ref());
    set(&mut base.catch_up, draft.catch_up.as_ref());
    set(&mut base.catch_up_max_age_seconds, draft.catch_up_max_age_seconds.as_ref());
    set(&mut base.timeout_seconds, draft.timeout_seconds.as_ref());
    set(&mut base.max_attempts, draft.max_attempts.as_ref());
    set(&mut base.retry_backoff_seconds, draft.retry_backoff_seconds.as_ref());
    set(&mut base.priority, draft.priority.as_ref());
    set(&mut base.fail_on_partial, draft.fail_on_partial.as_ref());
    set(&mut base.notify, draft.notify.as_ref());
    if let Some(tags) = &draft.tags {
        base.tags = tags.iter().map(|tag| tag.as_str().into()).collect();
    }
    if let Some(queue) = &draft.queue {
        base.queue = Arc::from(queue.as_str());
    }
    Ok(base)
}

fn set<T: Clone>(field: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        *field = value.clone();
    }
}

/// The cadence with its anchor: the moment the interval last *changed value*.
/// `60 seconds` said as `1 minute` has the same due times and keeps it.
///
/// # Errors
/// When a field of it cannot be read.
pub fn anchored(draft: &WhenDraft, id: Uuid, before: Option<&When>, at: Timestamp) -> Result<When, Refusal> {
    Ok(match draft {
        WhenDraft::Crontab(fields) => {
            let told = |e: super::cadence::FieldError| invalid(&format!("/crontab/{}", e.field), e.message);
            When::Crontab { crontab: Crontab::new(fields, Some(seed_of(id))).map_err(told)? }
        }
        WhenDraft::Clocked(at) => When::Clocked { clocked: Clocked { at: *at } },
        WhenDraft::Solar(solar) => When::Solar { solar: *solar },
        WhenDraft::Manual => When::Manual,
        WhenDraft::Interval { every, period, anchor: Some(anchor) } => {
            let interval = Interval::new(u64::from(*every), *period, *anchor);
            When::Interval { interval: interval.map_err(|e| invalid("/interval/every", e.to_string()))? }
        }
        WhenDraft::Interval { every, period, anchor: None } => {
            let fresh =
                Interval::new(u64::from(*every), *period, at).map_err(|e| invalid("/interval/every", e.to_string()))?;
            let interval = match before {
                Some(When::Interval { interval: old }) if old.step() == fresh.step() => {
                    Interval::new(u64::from(*every), *period, old.anchor())
                        .map_err(|e| invalid("/interval/every", e.to_string()))?
                }
                _ => fresh,
            };
            When::Interval { interval }
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::schedule::{FORMAT, evolve};

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    fn draft(body: Value) -> Draft {
        Draft::read(body.as_object().unwrap()).unwrap()
    }

    fn body() -> Value {
        json!({"name": "a", "task": "test_job", "interval": {"every": 10, "period": "minutes"}})
    }

    fn create(body: Value) -> Result<Schedule, Refusal> {
        let (id, draft) = (Uuid::nil(), Box::new(draft(body)));
        let command = Command::Create { id, draft, owner: Uuid::nil(), zone: Zone::UTC };
        let fact = decide(None, &command, at(0))?.unwrap();
        Ok(evolve(None, Uuid::nil(), 1, at(0), &fact).unwrap())
    }

    /// What an edit at `at(seconds)` tells, and the state it leads to.
    fn edit(s: &Schedule, body: Value, seconds: i64) -> Result<(Option<Fact>, Schedule), Refusal> {
        let command = Command::Edit { draft: Box::new(draft(body)), owner: None };
        let fact = decide(Some(s), &command, at(seconds))?;
        let next = match &fact {
            Some(fact) => evolve(Some(s.clone()), s.id, s.version + 1, at(seconds), fact).unwrap(),
            None => s.clone(),
        };
        Ok((fact, next))
    }

    fn anchor(s: &Schedule) -> Timestamp {
        match &s.definition.when {
            When::Interval { interval } => interval.anchor(),
            other => panic!("{other:?} is no interval"),
        }
    }

    #[test]
    fn what_is_missing_is_named_all_at_once() {
        let Err(Refusal::Invalid(errors)) = create(json!({})) else { panic!("created") };
        let pointers: Vec<_> = errors.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(pointers, ["/name", "/task", "/schedule_type"]);
    }

    #[test]
    fn a_new_interval_is_first_due_one_step_after_it_was_made() {
        let s = create(body()).unwrap();
        assert_eq!(s.next_due(at(0)), Some(at(600)));
    }

    #[test]
    fn saving_the_same_again_changes_nothing() {
        let s = create(body()).unwrap();
        assert_eq!(edit(&s, body(), 50).unwrap().0, None);
        assert_eq!(edit(&s, json!({"enabled": true, "kwargs": null}), 50).unwrap().0, None);
    }

    #[test]
    fn the_anchor_moves_only_when_the_interval_changes_value() {
        let s = create(body()).unwrap();
        let (_, renamed) = edit(&s, json!({"name": "b"}), 10).unwrap();
        assert_eq!(anchor(&renamed), at(0));
        let (fact, respelled) = edit(&s, json!({"interval": {"every": 600, "period": "seconds"}}), 10).unwrap();
        assert!(fact.is_some());
        assert_eq!(anchor(&respelled), at(0));
        let (_, faster) = edit(&s, json!({"interval": {"every": 5, "period": "minutes"}}), 10).unwrap();
        assert_eq!(anchor(&faster), at(10));
        let (_, off) = edit(&faster, json!({"enabled": false}), 20).unwrap();
        let (_, on) = edit(&off, json!({"enabled": true}), 30).unwrap();
        assert_eq!(anchor(&on), at(10));
    }

    #[test]
    fn switching_is_a_fact_of_its_own_and_twice_is_once() {
        let s = create(body()).unwrap();
        let (fact, off) = edit(&s, json!({"enabled": false}), 10).unwrap();
        assert_eq!(fact, Some(Fact::Disabled));
        assert_eq!(edit(&off, json!({"enabled": false}), 20).unwrap().0, None);
        assert_eq!(edit(&off, json!({"enabled": true}), 20).unwrap().0, Some(Fact::Enabled));
    }

    #[test]
    fn one_write_is_one_event_even_when_it_also_switches() {
        let s = create(body()).unwrap();
        let (fact, off) = edit(&s, json!({"enabled": false, "name": "b"}), 10).unwrap();
        let Some(Fact::Updated { changes, enabled }) = fact else { panic!("{fact:?}") };
        assert_eq!((Value::Object(changes), enabled), (json!({"name": "b"}), Some(false)));
        assert_eq!((off.phase, &*off.definition.name), (Phase::Disabled, "b"));
    }

    #[test]
    fn null_clears_and_absent_stays() {
        let mut full = body();
        full["expires"] = json!(at(900));
        full["timeout_seconds"] = json!(60);
        let s = create(full).unwrap();
        let (fact, next) = edit(&s, json!({"expires": null}), 10).unwrap();
        let Some(Fact::Updated { changes, .. }) = fact else { panic!("{fact:?}") };
        assert_eq!(Value::Object(changes), json!({"expires": null}));
        assert_eq!((next.definition.expires, next.definition.timeout_seconds), (None, Some(60)));
    }

    #[test]
    fn from_interval_to_crontab_and_back() {
        let s = create(body()).unwrap();
        let (_, cron) =
            edit(&s, json!({"schedule_type": "crontab", "crontab": {"minute": "0", "hour": "2"}}), 10).unwrap();
        assert!(matches!(cron.definition.when, When::Crontab { .. }));
        let (_, back) = edit(&cron, body(), 20).unwrap();
        assert_eq!(anchor(&back), at(20));
    }

    #[test]
    fn a_past_expiry_is_refused_only_where_the_write_changes_it_or_enables() {
        let mut dated = body();
        dated["expires"] = json!(at(900));
        let s = create(dated.clone()).unwrap();
        let mut past = dated.clone();
        past["expires"] = json!(at(-1));
        assert!(matches!(create(past), Err(Refusal::Invalid(_))));
        // Long after: the description may be changed, and the same expiry sent back.
        let mut later = dated;
        later["description"] = json!("old");
        assert!(edit(&s, later, 1_000).unwrap().0.is_some());
        let expired = evolve(Some(s), Uuid::nil(), 2, at(900), &Fact::Expired).unwrap();
        assert!(edit(&expired, json!({"enabled": true}), 1_000).is_err());
        let (fact, _) = edit(&expired, json!({"enabled": true, "expires": at(2_000)}), 1_000).unwrap();
        assert!(matches!(fact, Some(Fact::Updated { enabled: Some(true), .. })));
        // Answers say `enabled: false` of it; sent back, that says nothing new.
        assert_eq!(edit(&expired, json!({"enabled": false}), 1_000).unwrap().0, None);
    }

    #[test]
    fn the_system_concludes_only_what_is_enabled_and_nothing_follows_deletion() {
        let s = create(body()).unwrap();
        assert_eq!(decide(Some(&s), &Command::Complete, at(5)), Ok(Some(Fact::Completed)));
        let done = evolve(Some(s), Uuid::nil(), 2, at(5), &Fact::Completed).unwrap();
        assert_eq!(decide(Some(&done), &Command::Expire, at(6)), Ok(None));
        let gone = evolve(Some(done), Uuid::nil(), 3, at(7), &Fact::Deleted).unwrap();
        assert_eq!(decide(Some(&gone), &Command::Delete, at(8)), Err(Refusal::NotFound));
    }

    fn clocked(seconds: i64) -> Value {
        json!({"name": "a", "task": "test_job", "clocked": {"at": at(seconds)}})
    }

    #[test]
    fn a_past_instant_is_refused_where_the_write_changes_it_or_enables() {
        assert!(create(clocked(0)).is_err() && create(clocked(1)).is_ok());
        let s = create(clocked(100)).unwrap();
        let mut renamed = clocked(100);
        renamed["name"] = json!("b");
        assert!(edit(&s, renamed, 200).unwrap().0.is_some());
        let done = evolve(Some(s), Uuid::nil(), 2, at(100), &Fact::Completed).unwrap();
        assert!(edit(&done, json!({"enabled": true}), 200).is_err());
        assert!(edit(&done, json!({"enabled": true, "clocked": {"at": at(300)}}), 200).is_ok());
        // Never due: expired, or asleep, by then.
        for field in ["expires", "snooze_until"] {
            let mut never = clocked(100);
            never[field] = json!(at(if field == "expires" { 100 } else { 101 }));
            assert!(matches!(create(never), Err(Refusal::Invalid(e)) if e[0].pointer == "/clocked/at"), "{field}");
        }
    }

    #[test]
    fn a_snooze_is_ahead_and_may_be_ended() {
        let s = create(body()).unwrap();
        assert!(edit(&s, json!({"snooze_until": at(5)}), 10).is_err());
        let (_, asleep) = edit(&s, json!({"snooze_until": at(1_000)}), 10).unwrap();
        assert!(asleep.is_snoozed(at(999)) && !asleep.is_snoozed(at(1_000)));
        assert_eq!(asleep.next_due(at(10)), Some(at(1_200)));
        // Sent back unchanged long after, it says nothing.
        assert_eq!(edit(&asleep, json!({"snooze_until": at(1_000)}), 2_000).unwrap().0, None);
        let (fact, awake) = edit(&asleep, json!({"snooze_until": null}), 20).unwrap();
        let Some(Fact::Updated { changes, .. }) = fact else { panic!("{fact:?}") };
        assert_eq!(Value::Object(changes), json!({"snooze_until": null}));
        assert_eq!(awake.next_due(at(20)), Some(at(600)));
    }

    #[test]
    fn counting_begins_anew_when_enabled_or_when_the_limit_changes() {
        let mut limited = body();
        limited["max_runs"] = json!(3);
        let s = create(limited).unwrap();
        let (_, renamed) = edit(&s, json!({"name": "b"}), 10).unwrap();
        assert_eq!((s.cycle, renamed.cycle), (1, 1));
        assert_eq!(edit(&renamed, json!({"max_runs": 4}), 20).unwrap().1.cycle, 3);
        let (_, off) = edit(&renamed, json!({"enabled": false}), 20).unwrap();
        let (_, on) = edit(&off, json!({"enabled": true}), 30).unwrap();
        assert_eq!((off.cycle, on.cycle), (1, 4));
    }

    #[test]
    fn what_was_deleted_comes_back_as_it_was() {
        let s = create(body()).unwrap();
        let restore = |s: &Schedule, name: Option<&str>, enabled, seconds| {
            let command = Command::Restore { name: name.map(Into::into), owner: None, enabled };
            decide(Some(s), &command, at(seconds))
                .map(|fact| evolve(Some(s.clone()), s.id, s.version + 1, at(seconds), &fact.unwrap()).unwrap())
        };
        assert_eq!(restore(&s, None, true, 5), Err(Refusal::NotDeleted));
        let gone = evolve(Some(s), Uuid::nil(), 2, at(10), &Fact::Deleted).unwrap();
        let back = restore(&gone, None, true, 5_000).unwrap();
        assert_eq!((back.phase, anchor(&back), back.cycle), (Phase::Enabled, at(0), 3));
        let other = restore(&gone, Some("c"), false, 20).unwrap();
        assert_eq!((other.phase, &*other.definition.name), (Phase::Disabled, "c"));
        // Its only instant has passed: it comes back, but not on.
        let gone = evolve(Some(create(clocked(100)).unwrap()), Uuid::nil(), 2, at(10), &Fact::Deleted).unwrap();
        assert_eq!(restore(&gone, None, true, 200).unwrap().phase, Phase::Disabled);
    }

    #[test]
    fn a_revert_brings_the_old_anchor_back_and_can_be_reverted() {
        let s = create(body()).unwrap();
        let (_, faster) =
            edit(&s, json!({"interval": {"every": 5, "period": "minutes"}, "enabled": false}), 10).unwrap();
        let back = |s: &Schedule, to: &Schedule, seconds| {
            let command = Command::Revert {
                definition: Box::new(to.definition.clone()),
                enabled: Some(to.phase == Phase::Enabled),
            };
            let fact = decide(Some(s), &command, at(seconds)).unwrap().unwrap();
            evolve(Some(s.clone()), s.id, s.version + 1, at(seconds), &fact).unwrap()
        };
        let reverted = back(&faster, &s, 20);
        assert_eq!((anchor(&reverted), reverted.phase), (at(0), Phase::Enabled));
        let again = back(&reverted, &faster, 30);
        assert_eq!((&again.definition, again.phase), (&faster.definition, faster.phase));
    }

    #[test]
    fn what_h_stands_for_is_drawn_from_the_id() {
        let mut hashed = body();
        hashed["interval"] = Value::Null;
        hashed["crontab"] = json!({"minute": "H"});
        let s = create(hashed.clone()).unwrap();
        let When::Crontab { crontab } = &s.definition.when else { panic!("no crontab") };
        assert_eq!((crontab.fields().minute.as_str(), crontab.seed()), ("H", Some(seed_of(Uuid::nil()))));
        assert_eq!(edit(&s, hashed, 10).unwrap().0, None);
    }

    #[test]
    fn every_fact_is_read_as_it_was_written() {
        let s = create(body()).unwrap();
        let created = Fact::Created { definition: Box::new(s.definition.clone()), enabled: true };
        let restored = Fact::Restored { name: Some("c".into()), owner: Some(Uuid::from_u128(5)), enabled: true };
        let updated = edit(&s, json!({"name": "b", "enabled": false}), 1).unwrap().0.unwrap();
        for fact in
            [created, updated, Fact::Enabled, Fact::Disabled, Fact::Expired, Fact::Completed, Fact::Deleted, restored]
        {
            assert_eq!(Fact::read(fact.kind(), 1, fact.data()), Ok(fact));
        }
        assert!(Fact::read("created", FORMAT + 1, json!({})).unwrap_err().0.contains("newer"));
        assert!(Fact::read("frobnicated", 1, json!({})).unwrap_err().0.contains("frobnicated"));
    }
}
