//! Schedules as code: what files say, against what there is.

use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Enum, Object, OpenApi};
use serde_json::{Value, json};
use uuid::Uuid;

use super::bulk::{refused, tell};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, boolean, text};
use crate::api::problem::Problem;
use crate::api::schedules::{FieldChange, Names};
use crate::api::types::Fields;
use crate::command::as_code::{Action, Applied, ApplyError, Drift, Item, Plan, SchedulesFile};
use crate::domain::Timestamp;
use crate::domain::draft::{FieldError, NOTE_CHARS};
use crate::domain::schedule::Schedule;

/// Refusals named in a problem: whoever wants all of them makes a dry run.
const MOST_NAMED: usize = 100;

/// What is to become of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "PlanAction", rename_all = "snake_case")]
enum ActionView {
    /// It is made.
    Add,
    /// It changes.
    Change,
    /// It had been deleted, and comes back.
    Restore,
    /// Its file does not say it any more: it is removed.
    Remove,
    /// It cannot be as its file says.
    Refuse,
}

/// A file of schedules, as `schedules.schema.json` has it.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct SchedulesFileInput {
    /// What it is called; its schedules are managed by `file:<name>`.
    name: Option<String>,
    /// Fields that hold where a schedule is silent.
    defaults: Option<Fields>,
    /// Its schedules: each the fields of a schedule, absent ones by default.
    schedules: Vec<Fields>,
}

/// What files say, and whether to make it so.
#[derive(Object)]
#[oai(example, skip_serializing_if_is_none)]
struct ApplyInput {
    /// The files; what they do not say any more of what they manage is removed.
    files: Vec<SchedulesFileInput>,
    /// Only say what would come of it.
    dry_run: Option<bool>,
    /// Also what another file manages.
    take_over: Option<bool>,
    /// The `digest` of the plan that you have seen: 409 where another one would be carried out.
    expect: Option<String>,
    /// Why, for the history.
    note: Option<String>,
}

impl Example for ApplyInput {
    fn example() -> Self {
        let schedule = json!({"name": "Nautobot sync", "task": "sync_nautobot_devices", "crontab": {"minute": "0"}});
        let fields = schedule.as_object().cloned().unwrap_or_default();
        Self {
            files: vec![SchedulesFileInput {
                name: Some("core.yaml".to_owned()),
                defaults: None,
                schedules: vec![Fields(fields)],
            }],
            dry_run: Some(true),
            take_over: None,
            expect: None,
            note: Some("CHG-4711".to_owned()),
        }
    }
}

/// What was done by hand to a schedule since its file last said what it is.
#[derive(Clone, Debug, Object)]
#[oai(rename = "Drift")]
struct DriftView {
    /// What differs from what the file last said: before is the file's, after is what is there.
    differences: Vec<FieldChange>,
    /// Who changed it last.
    actor: Option<String>,
    /// When.
    time: Option<Timestamp>,
    /// Why.
    note: Option<String>,
}

/// What is to become of one schedule.
#[derive(Clone, Debug, Object)]
#[oai(rename = "PlanItem")]
struct ItemView {
    /// The schedule.
    id: Uuid,
    /// What it is called, or is to be.
    name: String,
    /// The file that says it, or said it.
    file: String,
    /// Where in that file, from 0; null for what it does not say any more.
    index: Option<usize>,
    /// What is to become of it.
    action: ActionView,
    /// What changes.
    differences: Vec<FieldChange>,
    /// Who managed it until now, where that was not this file: `ui`, or `file:` and a name.
    taken_from: Option<String>,
    /// With `refuse`: where in the file's schedule it does not fit.
    pointer: Option<String>,
    /// With `refuse`: why.
    detail: Option<String>,
    /// What was done to it by hand, and would be undone; of the first 200.
    drift: Option<DriftView>,
    /// The next due time as it stands.
    next_run_before: Option<Timestamp>,
    /// The next due time as it is to be.
    next_run_after: Option<Timestamp>,
    /// Due times in the next seven days as it stands; null beyond what can be counted in a moment.
    runs_before: Option<u64>,
    /// Due times in the next seven days as it is to be.
    runs_after: Option<u64>,
}

/// What is to become of the schedules that files say or said; what stays as it is is only counted.
#[derive(Clone, Debug, Object)]
#[oai(rename = "SchedulesPlan")]
struct PlanView {
    /// Whether nothing was changed because only the plan was asked for.
    dry_run: bool,
    /// What was changed together; null of a dry run, and where nothing changed.
    change_set: Option<Uuid>,
    /// Name it as `expect` to carry out exactly this.
    digest: String,
    /// How many are made.
    add: usize,
    /// How many change.
    change: usize,
    /// How many come back.
    restore: usize,
    /// How many are removed.
    remove: usize,
    /// How many are as their file says.
    unchanged: usize,
    /// How many cannot be as their file says; one alone refuses all.
    refuse: usize,
    /// How many were changed by hand since their file last said what they are.
    drifted: usize,
    /// All that is not as it is to be, in the order of the files.
    items: Vec<ItemView>,
}

/// How far the effect on runs is looked at: a week.
const AHEAD: std::time::Duration = std::time::Duration::from_secs(7 * 86_400);
/// Due times that are counted for one plan: what takes a second.
const MOST_RUNS: u64 = 500_000;

/// Counts due times while there is something left of what may be counted.
struct Counter {
    now: Timestamp,
    left: u64,
}

impl Counter {
    fn runs(&mut self, schedule: Option<&Schedule>) -> Option<u64> {
        let Some(schedule) = schedule.filter(|s| s.phase == crate::domain::schedule::Phase::Enabled) else {
            return Some(0);
        };
        let d = &schedule.definition;
        let until = d.expires.map_or(self.now.plus(AHEAD), |end| end.min(self.now.plus(AHEAD)));
        let cadence = d.cadence();
        let most = usize::try_from(self.left).unwrap_or(usize::MAX);
        let after = d.awake_after(self.now.max(schedule.effective_at));
        let runs = cadence.between(d.start_at, after, until).take(most).count() as u64;
        self.left = self.left.saturating_sub(runs.max(1));
        (self.left > 0).then_some(runs)
    }

    fn next(&self, schedule: Option<&Schedule>) -> Option<Timestamp> {
        schedule?.next_due(self.now)
    }
}

fn view(item: Item, action: ActionView, names: &Names, counter: &mut Counter) -> ItemView {
    let (before, after) = (item.before.as_ref(), item.after.as_ref());
    let when = |schedule: Option<&Schedule>| {
        schedule.map(|s| (s.phase, s.definition.when.clone(), s.definition.timezone.clone(), s.definition.start_at))
    };
    // What changes nothing about when it runs has no effect to be counted.
    let moves = when(before) != when(after);
    let runs_before = if moves { counter.runs(before) } else { None };
    let runs_after = if moves { counter.runs(after) } else { None };
    let (pointer, detail) = item.refusal.map(|e| (e.pointer, e.detail)).unzip();
    ItemView {
        id: item.id,
        name: item.name,
        file: item.file,
        index: item.index,
        action,
        differences: names.changes(item.differences),
        taken_from: item.taken_from.map(|file| file.map_or_else(|| "ui".to_owned(), |file| format!("file:{file}"))),
        pointer: pointer.filter(|pointer| !pointer.is_empty()),
        detail,
        drift: item.drift.map(|Drift { differences, last }| {
            let (actor, time, note) = match last {
                Some((author, time, note)) => (Some(author.name), Some(time), note),
                None => (None, None, None),
            };
            DriftView { differences: names.changes(differences), actor, time, note }
        }),
        next_run_before: counter.next(before),
        next_run_after: counter.next(after),
        runs_before,
        runs_after,
    }
}

async fn shown(here: &Here, plan: Plan, change_set: Option<Uuid>, dry_run: bool) -> Result<PlanView, Problem> {
    let client = here.database.get().await?;
    let drifts = plan.items.iter().filter_map(|item| item.drift.as_ref()).flat_map(|drift| &drift.differences);
    let names = Names::of(&client, plan.items.iter().flat_map(|item| &item.differences).chain(drifts)).await?;
    let now = here.clock.now();
    let count = |action| plan.count(action);
    let mut view_of_all = PlanView {
        dry_run,
        change_set,
        digest: plan.digest.clone(),
        add: count(Action::Add),
        change: count(Action::Change),
        restore: count(Action::Restore),
        remove: count(Action::Remove),
        unchanged: count(Action::Keep),
        refuse: count(Action::Refuse),
        drifted: plan.items.iter().filter(|item| item.has_drifted).count(),
        items: Vec::new(),
    };
    let items = move || {
        let mut counter = Counter { now, left: MOST_RUNS };
        let of = |item: Item| {
            let action = match item.action {
                Action::Keep => return None,
                Action::Add => ActionView::Add,
                Action::Change => ActionView::Change,
                Action::Restore => ActionView::Restore,
                Action::Remove => ActionView::Remove,
                Action::Refuse => ActionView::Refuse,
            };
            // A schedule that goes has no state afterwards.
            let after = item.after.clone().filter(|_| action != ActionView::Remove);
            Some(view(Item { after, ..item }, action, &names, &mut counter))
        };
        plan.items.into_iter().filter_map(of).collect()
    };
    // Counting the runs of thousands takes a while that no other task of this thread should wait for.
    view_of_all.items = tokio::task::spawn_blocking(items).await.map_err(|_| Problem::broken())?;
    Ok(view_of_all)
}

fn read_files(value: Option<&Value>) -> Result<Vec<SchedulesFile>, Problem> {
    let Some(Value::Array(given)) = value else {
        return Err(Problem::field("/files", "must be a list: [{\"name\": \"core.yaml\", \"schedules\": […]}]"));
    };
    SchedulesFile::read_all(given).map_err(Problem::invalid)
}

/// A plan that cannot be carried out, with the schedules that are in its way.
fn in_the_way(plan: &Plan, files: &[SchedulesFile], said: String) -> Problem {
    let refused = plan.items.iter().filter_map(|item| Some((item, item.refusal.as_ref()?)));
    let errors = refused.take(MOST_NAMED).map(|(item, why)| {
        let file = files.iter().position(|file| file.name == item.file).unwrap_or(0);
        let place = item.index.map_or_else(String::new, |index| format!("/files/{file}/schedules/{index}"));
        FieldError::new(format!("{place}{}", why.pointer), format!("`{}`: {}", item.name, why.detail))
    });
    Problem::refused(said, errors.collect())
}

pub(in crate::api) struct ApplyApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl ApplyApi {
    /// Make schedules as files say.
    ///
    /// What a file says is added, changed or brought back, and what it does not say any more is removed: in one
    /// transaction, all or nothing. A dry run is the plan, with what was done by hand meanwhile. What
    /// `noc-scheduler schedules plan` and `apply` send.
    #[oai(path = "/apply", method = "post", operation_id = "applySchedules")]
    async fn apply(&self, here: Here, caller: Caller, input: Input<ApplyInput>) -> Result<Json<PlanView>, Problem> {
        let who = caller.operator()?;
        let known = ["files", "dry_run", "take_over", "expect", "note"];
        let mut reader = Reader::new(&input.fields, &known);
        let dry_run = reader.optional("dry_run", boolean).unwrap_or(false);
        let take_over = reader.optional("take_over", boolean).unwrap_or(false);
        let expect = reader.optional("expect", text(1, 64));
        let note = reader.optional("note", text(0, NOTE_CHARS)).filter(|note| !note.trim().is_empty());
        reader.finish()?;
        let files = read_files(input.fields.get("files"))?;
        if dry_run {
            let plan = here.door.plan(who, &files, take_over).await.map_err(|e| refused(e, "/files"))?;
            return Ok(Json(shown(&here, plan, None, true).await?));
        }
        let applied = here.door.apply(who, &files, take_over, note.as_deref(), expect.as_deref()).await;
        let Applied { plan, done } = applied.map_err(|e| match e {
            ApplyError::OtherPlan => Problem::conflict("other-plan", e.to_string()),
            ApplyError::Refused(ref plan) => in_the_way(plan, &files, e.to_string()),
            ApplyError::ChangeSet(e) => refused(e, "/files"),
        })?;
        tell(&here, &done.judged).await?;
        Ok(Json(shown(&here, plan, done.id, false).await?))
    }
}
