//! Whom a bulk change is about: schedules by id, or all that a filter matches.

use deadpool_postgres::Client;
use poem_openapi::Object;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::edits::{at, object, version};
use crate::api::body::{self, Reader, boolean, text};
use crate::api::problem::Problem;
use crate::api::schedules::ScheduleState;
use crate::command::change_set::MOST_AT_ONCE;
use crate::domain::draft::FieldError;
use crate::domain::schedule::Phase;
use crate::store::schedules::{self, ScheduleFilter};

/// A schedule to change.
#[derive(Clone, Copy, Debug, Object)]
#[oai(rename = "BulkTargetInput")]
pub(super) struct TargetInput {
    /// Which.
    id: Uuid,
    /// The version you saw; refused where it was changed since.
    version: Option<i32>,
}

/// Which schedules, as the list's own filters say. Without any: all.
#[derive(Clone, Debug, Default, Object)]
#[oai(rename = "ScheduleFilterInput")]
pub(super) struct FilterInput {
    /// Part of the name, task or owner.
    search: Option<String>,
    /// Switched on, or not.
    enabled: Option<bool>,
    /// In this state.
    state: Option<ScheduleState>,
    /// Of this task.
    task: Option<String>,
    /// Of this user.
    owner: Option<String>,
    /// With this tag.
    tag: Option<String>,
    /// Whose newest ended job failed or timed out, or not.
    failing: Option<bool>,
    /// Overdue, or not.
    overdue: Option<bool>,
    /// `ui`, or `file:` and a file's name.
    managed_by: Option<String>,
}

impl FilterInput {
    /// All that have this tag.
    pub(super) fn tagged(tag: &str) -> Self {
        Self { tag: Some(tag.to_owned()), ..Self::default() }
    }
}

/// Whom it is about.
#[derive(Debug)]
pub(super) enum Targets {
    /// These, each with the version that was seen.
    These(Vec<(Uuid, Option<i32>)>),
    /// All that match; as many as were expected, where that is said.
    Matching(ScheduleFilter, Option<usize>),
}

impl Targets {
    /// Reads `targets` or `filter` of a body.
    pub(super) fn read(fields: &Map<String, Value>, task: impl Fn(String) -> String) -> Result<Self, Problem> {
        let there = |field: &str| fields.get(field).filter(|value| !value.is_null());
        match (there("targets"), there("filter")) {
            (Some(targets), None) => these(targets),
            (None, Some(filter)) => {
                let expected = there("expected").map(|value| {
                    let number = value.as_u64().and_then(|n| usize::try_from(n).ok());
                    number.ok_or_else(|| Problem::field("/expected", format!("must be a whole number, not {value}")))
                });
                Ok(Self::Matching(matching(filter, task)?, expected.transpose()?))
            }
            (Some(_), Some(_)) => {
                Err(Problem::field("/filter", "goes without `targets`: each says alone who is meant"))
            }
            (None, None) => Err(Problem::field("/targets", "required, unless `filter` or `edits` says who is meant")),
        }
    }

    /// Whether a filter says who they are.
    pub(super) const fn are_sought(&self) -> bool {
        matches!(self, Self::Matching(..))
    }

    /// Who that is now, with the versions that were seen.
    pub(super) async fn find(&self, client: &Client) -> Result<Vec<(Uuid, Option<i32>)>, Problem> {
        let (filter, expected) = match self {
            Self::These(these) => return Ok(these.clone()),
            Self::Matching(filter, expected) => (filter, *expected),
        };
        let most = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX);
        let found = schedules::matching(client, filter, most + 1).await?;
        if found.len() > MOST_AT_ONCE {
            return Err(Problem::field("/filter", format!("matches more than {MOST_AT_ONCE} schedules; ask for less")));
        }
        if let Some(expected) = expected.filter(|expected| *expected != found.len()) {
            let detail = format!(
                "you expected {expected} schedules, and the filter matches {} by now; nothing was changed",
                found.len()
            );
            return Err(Problem::conflict("other-number", detail));
        }
        Ok(found.into_iter().map(|(id, version)| (id, Some(version))).collect())
    }
}

fn these(targets: &Value) -> Result<Targets, Problem> {
    let Value::Array(items) = targets else {
        return Err(Problem::field("/targets", "must be a list: [{\"id\": \"…\", \"version\": 3}]"));
    };
    let mut errors = Vec::new();
    let mut found = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let fields = object(item).unwrap_or_default();
        let mut reader = Reader::new(&fields, &["id", "version"]);
        let (id, seen) = (reader.required("id", body::id), reader.optional("version", version));
        errors.extend(reader.into_errors().into_iter().map(|e: FieldError| at(&format!("/targets/{index}"), e)));
        found.extend(id.map(|id| (id, seen)));
    }
    if errors.is_empty() { Ok(Targets::These(found)) } else { Err(Problem::invalid(errors)) }
}

fn matching(filter: &Value, task: impl Fn(String) -> String) -> Result<ScheduleFilter, Problem> {
    let fields = object(filter).map_err(|_| Problem::field("/filter", "must be an object: {\"tag\": \"nightly\"}"))?;
    let known = ["search", "enabled", "state", "task", "owner", "tag", "failing", "overdue", "managed_by"];
    let mut reader = Reader::new(&fields, &known);
    let words = text(0, 200);
    let state = reader.optional("state", |value| {
        let word = value.as_str().unwrap_or_default();
        if word == "snoozed" {
            return Ok((Some(Phase::Enabled), Some(true)));
        }
        let phase: Phase = word.parse()?;
        if phase == Phase::Deleted {
            return Err("deleted schedules are restored one by one".to_owned());
        }
        Ok((Some(phase), (phase == Phase::Enabled).then_some(false)))
    });
    let (phase, snoozed) = state.unwrap_or_default();
    let found = ScheduleFilter {
        search: reader.optional("search", &words).filter(|words| !words.is_empty()),
        enabled: reader.optional("enabled", boolean),
        phase,
        snoozed,
        tag: reader.optional("tag", &words),
        failing: reader.optional("failing", boolean),
        overdue: reader.optional("overdue", boolean),
        task: reader.optional("task", &words).map(task),
        owner: reader.optional("owner", &words),
        managed_by: reader.optional("managed_by", &words),
        ..ScheduleFilter::default()
    };
    let errors: Vec<FieldError> = reader.into_errors().into_iter().map(|e| at("/filter", e)).collect();
    if errors.is_empty() { Ok(found) } else { Err(Problem::invalid(errors)) }
}
