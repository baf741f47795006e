//! What a cadence would do, before it is saved.

use std::time::Duration;

use poem_openapi::payload::Json;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::input::{ClockedInput, CrontabInput, IntervalInput, SolarInput};
use super::view::{CrontabView, ScheduleType};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::body::Input;
use crate::api::problem::Problem;
use crate::api::state::Context;
use crate::domain::Timestamp;
use crate::domain::cadence::{Cadence, Crontab, Dst, DstGap, DstOverlap, Outlook, Remark, RemarkCode, Zone};
use crate::domain::decide::anchored;
use crate::domain::draft::{Draft, FieldError, WhenDraft};
use crate::domain::schedule::When;
use crate::store::{jobs, schedules};

/// The cadence of a schedule, as in its body; other fields of a schedule are checked and mean nothing here.
#[derive(Object)]
#[oai(rename = "PreviewInput", example)]
struct PreviewInput {
    /// Which cadence counts; may be left out where only one is there.
    schedule_type: Option<ScheduleType>,
    /// Every so often.
    interval: Option<IntervalInput>,
    /// By the wall clock of `timezone`.
    crontab: Option<CrontabInput>,
    /// Once.
    clocked: Option<ClockedInput>,
    /// By the sun.
    solar: Option<SolarInput>,
    /// An IANA zone such as `Europe/Berlin`.
    timezone: Option<String>,
    /// No due time before it.
    start_at: Option<Timestamp>,
    /// No due time at or after it.
    expires: Option<Timestamp>,
    /// What becomes of a local time that a clock change leaves out.
    dst_gap: Option<DstGap>,
    /// What becomes of a local time that a clock change repeats.
    dst_overlap: Option<DstOverlap>,
    /// The schedule it is, or the id it will be made with: what `H` stands for, and an interval counts from.
    id: Option<Uuid>,
    /// Whose usual duration it is compared with.
    task: Option<String>,
    /// How many due times, 1 to 100; 10 by default.
    #[oai(validator(minimum(value = "1"), maximum(value = "100")))]
    count: Option<u32>,
    /// The zone of whoever looks.
    viewer_timezone: Option<String>,
}

impl Example for PreviewInput {
    fn example() -> Self {
        let crontab = CrontabInput::expression("30 2 * * *");
        Self {
            schedule_type: Some(ScheduleType::Crontab),
            interval: None,
            crontab: Some(crontab),
            clocked: None,
            solar: None,
            timezone: Some("Europe/Berlin".to_owned()),
            start_at: None,
            expires: None,
            dst_gap: None,
            dst_overlap: None,
            id: None,
            task: None,
            count: Some(3),
            viewer_timezone: Some("America/New_York".to_owned()),
        }
    }
}

/// What a cadence would do.
#[derive(Object)]
#[oai(rename = "Preview")]
struct PreviewView {
    /// The cadence in words.
    words: String,
    /// The next due times; fewer than asked for where there are no more.
    next: Vec<DueView>,
    /// What a person should know about it, the gravest first.
    remarks: Vec<RemarkView>,
    /// With a crontab: its fields, an expression taken apart, and what each `H` stands for.
    crontab: Option<CrontabView>,
}

/// A due time, by three clocks.
#[derive(Object)]
#[oai(rename = "PreviewDueTime")]
struct DueView {
    /// The instant.
    at: Timestamp,
    /// By the schedule's zone: `2027-03-28T03:00:00`.
    schedule_local: String,
    /// How far that is ahead of UTC: `+02:00`.
    utc_offset: String,
    /// By the viewer's zone; null where none was named.
    viewer_local: Option<String>,
    /// How far that is ahead of UTC.
    viewer_utc_offset: Option<String>,
}

/// Something a person should know.
#[derive(Object)]
#[oai(rename = "Remark")]
struct RemarkView {
    /// What it is about; stays the same when the sentence improves.
    code: RemarkCode,
    /// The sentence.
    text: String,
}

impl From<Remark> for RemarkView {
    fn from(remark: Remark) -> Self {
        Self { code: remark.code, text: remark.text }
    }
}

/// How far clock changes are remarked upon: each zone that has them shows one of each kind.
const HORIZON: Duration = Duration::from_secs(366 * 86_400);

/// What is asked for, read.
struct Asked {
    draft: Draft,
    when: WhenDraft,
    count: usize,
    viewer: Option<Zone>,
}

impl Asked {
    /// Everything is read before anything is complained about.
    fn read(mut body: Map<String, Value>) -> Result<Self, Problem> {
        let mut errors = Vec::new();
        let mut own = |field: &str| body.remove(field).filter(|value| !value.is_null());
        let count = own("count").map_or(Some(10), |value| {
            let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
            let fits = count.filter(|count| (1..=100).contains(count));
            if fits.is_none() {
                errors.push(FieldError::new("/count", format!("must be a whole number from 1 to 100, not {value}")));
            }
            fits
        });
        let viewer = own("viewer_timezone").and_then(|value| match Zone::parse(value.as_str().unwrap_or_default()) {
            Ok(zone) => Some(zone),
            Err(e) => {
                errors.push(FieldError::new("/viewer_timezone", e.to_string()));
                None
            }
        });
        let draft = Draft::read(&body).unwrap_or_else(|wrong| {
            errors.extend(wrong);
            Draft::default()
        });
        let Some(when) = draft.when.clone() else {
            if errors.is_empty() {
                let kinds = "`interval`, `crontab`, `clocked`, `solar`, or `schedule_type` `manual`";
                errors.push(FieldError::new("/schedule_type", format!("required: {kinds}")));
            }
            return Err(Problem::invalid(errors));
        };
        match count.filter(|_| errors.is_empty()) {
            Some(count) => Ok(Self { draft, when, count, viewer }),
            None => Err(Problem::invalid(errors)),
        }
    }

    /// The cadence it will have, had it been saved at `now`; an interval that stays keeps its anchor.
    async fn cadence(&self, context: &Context, now: Timestamp) -> Result<Cadence, Problem> {
        let when = match (&self.when, self.draft.id) {
            // Without an id there is nothing for `H` to take its number from.
            (WhenDraft::Crontab(fields), None) => {
                let told =
                    |e: crate::domain::cadence::FieldError| Problem::field(&format!("/crontab/{}", e.field), e.message);
                When::Crontab { crontab: Crontab::new(fields, None).map_err(told)? }
            }
            (WhenDraft::Interval { .. }, Some(id)) => {
                let client = context.database.get().await?;
                let stored = schedules::get(&client, id).await?.and_then(|row| row.schedule.ok());
                anchored(&self.when, id, stored.as_ref().map(|schedule| &schedule.definition.when), now)?
            }
            (when, id) => anchored(when, id.unwrap_or_default(), None, now)?,
        };
        let zone = self.draft.timezone.clone().flatten().unwrap_or_else(|| context.door.zone().clone());
        let dst = Dst { gap: self.draft.dst_gap.flatten(), overlap: self.draft.dst_overlap.flatten() };
        Ok(when.cadence(&zone, dst))
    }

    /// How long a job of the task usually takes; none where none has ended lately.
    async fn usual_duration(&self, context: &Context) -> Result<Option<Duration>, Problem> {
        let Some(task) = self.draft.task.as_deref().and_then(|name| context.registry.resolve(name)) else {
            return Ok(None);
        };
        let client = context.database.get().await?;
        Ok(jobs::usual_duration(&client, task.name).await?)
    }

    /// How many due times there will be at most: jobs complete a schedule.
    fn most(&self) -> usize {
        let limit = match self.draft.one_off {
            Some(true) => Some(1),
            _ => self.draft.max_runs.flatten(),
        };
        limit.and_then(|limit| usize::try_from(limit).ok()).map_or(self.count, |limit| limit.min(self.count))
    }
}

pub(in crate::api) struct PreviewApi;

#[OpenApi(prefix_path = "/scheduler", tag = "Tag::Schedules")]
impl PreviewApi {
    /// Preview a cadence.
    ///
    /// Answers what it is in words, its next due times, and remarks: local times that a clock change leaves out or
    /// repeats, uneven steps, both day fields set, due more often than the task can be done, and the like. Saves nothing.
    #[oai(path = "/preview", method = "post", operation_id = "previewSchedule")]
    async fn preview(
        &self,
        here: Here,
        _caller: Caller,
        input: Input<PreviewInput>,
    ) -> Result<Json<PreviewView>, Problem> {
        let asked = Asked::read(input.fields)?;
        let now = here.clock.now();
        let cadence = asked.cadence(&here, now).await?;
        let (start_at, expires) = (asked.draft.start_at.flatten(), asked.draft.expires.flatten());
        // The instant of its end is no due time any more; that of waking is one.
        let just_before = |at: Timestamp| at.minus(Duration::from_micros(1));
        let after = asked.draft.snooze_until.flatten().map_or(now, |until| now.max(just_before(until)));
        let until = expires.map_or(Timestamp::MAX, just_before);
        let zone = match &cadence {
            Cadence::Crontab { zone, .. } => zone.clone(),
            _ => asked.draft.timezone.clone().flatten().unwrap_or_else(|| here.door.zone().clone()),
        };
        let next = cadence.between(start_at, after, until).take(asked.most()).map(|at| {
            let (schedule, viewer) = (zone.local(at), asked.viewer.as_ref().map(|zone| zone.local(at)));
            let (viewer_local, viewer_utc_offset) = viewer.map(|local| (local.time, local.offset)).unzip();
            DueView { at, schedule_local: schedule.time, utc_offset: schedule.offset, viewer_local, viewer_utc_offset }
        });
        let usual_duration = asked.usual_duration(&here).await?;
        let outlook = Outlook { after, until: now.plus(HORIZON), start_at, expires, usual_duration };
        Ok(Json(PreviewView {
            words: cadence.words(),
            next: next.collect(),
            remarks: cadence.remarks(&outlook).into_iter().map(RemarkView::from).collect(),
            crontab: match &cadence {
                Cadence::Crontab { crontab, .. } => Some(crontab.into()),
                _ => None,
            },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(body: Value) -> u16 {
        Asked::read(body.as_object().unwrap().clone()).err().map_or(200, |problem| problem.status().as_u16())
    }

    #[test]
    fn a_body_needs_a_cadence_and_a_count_within_bounds() {
        use serde_json::json;
        let interval = json!({"every": 5, "period": "minutes"});
        assert_eq!(refused(json!({"interval": interval})), 200);
        assert_eq!(refused(json!({"interval": interval, "count": 100, "viewer_timezone": null})), 200);
        for wrong in [json!(0), json!(101), json!("5"), json!(1.5)] {
            assert_eq!(refused(json!({"interval": interval, "count": wrong})), 422);
        }
        assert_eq!(refused(json!({})), 422);
        assert_eq!(refused(json!({"count": 5, "viewer_timezone": "Mars"})), 422);
    }

    #[test]
    fn a_schedule_that_completes_shows_no_due_time_after_that() {
        let most = |fields: &str| {
            let body = format!(r#"{{"interval": {{"every": 5, "period": "minutes"}}{fields}}}"#);
            Asked::read(serde_json::from_str(&body).unwrap()).unwrap().most()
        };
        assert_eq!((most(""), most(r#", "one_off": true"#), most(r#", "max_runs": 3"#)), (10, 1, 3));
        assert_eq!(most(r#", "max_runs": 30, "count": 20"#), 20);
    }
}
