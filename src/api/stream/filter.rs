//! What a client wants to be told.

use serde_json::Value;
use uuid::Uuid;

use crate::domain::job::{JobState, JobView};
use crate::queue::feed::FeedItem;

/// What a client wants to be told. Empty lists let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) jobs: Vec<Uuid>,
    pub(super) schedules: Vec<Uuid>,
    pub(super) tasks: Vec<String>,
    pub(super) states: Vec<JobState>,
    /// Jobs whose log lines are wanted.
    pub(super) logs: Vec<Uuid>,
}

fn lets<T: PartialEq<U>, U: ?Sized>(wanted: &[T], value: &U) -> bool {
    wanted.is_empty() || wanted.iter().any(|one| one == value)
}

impl Filter {
    /// Whether it asks for everything: such a stream gets counts in a flood.
    pub(super) fn is_open(&self) -> bool {
        self.narrows_nothing() && self.logs.is_empty()
    }

    fn narrows_nothing(&self) -> bool {
        self.jobs.is_empty() && self.schedules.is_empty() && self.tasks.is_empty() && self.states.is_empty()
    }

    /// Whether a client with this filter is told `item`.
    pub(super) fn shows(&self, item: &FeedItem) -> bool {
        match item {
            FeedItem::Job(job) => self.shows_job(job),
            FeedItem::Log(line) => self.logs.contains(&line.job),
            FeedItem::Schedule(schedule) => self.shows_schedule(schedule),
            FeedItem::Worker(_) => self.narrows_nothing(),
            // Whatever a page shows, it may say that a window is open; a stream of single jobs is no page.
            FeedItem::Maintenance(_) => self.jobs.is_empty(),
            FeedItem::Reset { .. } => true,
        }
    }

    fn shows_job(&self, job: &JobView) -> bool {
        let of_schedule = self.schedules.is_empty() || job.schedule_id.is_some_and(|id| self.schedules.contains(&id));
        lets(&self.jobs, &job.id)
            && of_schedule
            && lets(&self.tasks, job.task.as_str())
            && lets(&self.states, &job.state)
    }

    /// A schedule is no job: a filter on jobs or their states lets none through.
    fn shows_schedule(&self, schedule: &Value) -> bool {
        let text = |field: &str| schedule.get(field).and_then(Value::as_str).unwrap_or_default();
        let wanted = self.schedules.is_empty() || self.schedules.iter().any(|id| id.to_string() == text("id"));
        self.jobs.is_empty() && self.states.is_empty() && wanted && lets(&self.tasks, text("task"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;
    use crate::domain::job::{Priority, Trigger};

    fn job(id: u128, schedule: Option<u128>, state: JobState) -> FeedItem {
        FeedItem::Job(Box::new(JobView {
            id: Uuid::from_u128(id),
            rev: 1,
            task: "test_job".to_owned(),
            schedule_id: schedule.map(Uuid::from_u128),
            schedule_name: None,
            schedule_version: None,
            trigger: Trigger::Schedule,
            due_at: None,
            state,
            queue: "default".to_owned(),
            priority: Priority::Normal,
            attempt: 1,
            max_attempts: 1,
            queued_at: Timestamp::from_seconds(0),
            started_at: None,
            finished_at: None,
            worker: None,
            progress: None,
            error: None,
            warnings: 0,
        }))
    }

    #[test]
    fn all_conditions_must_hold() {
        let filter = Filter {
            schedules: vec![Uuid::from_u128(7)],
            states: vec![JobState::Running, JobState::Failed],
            tasks: vec!["test_job".to_owned()],
            ..Filter::default()
        };
        assert!(filter.shows(&job(1, Some(7), JobState::Failed)));
        assert!(!filter.shows(&job(1, Some(8), JobState::Failed)));
        assert!(!filter.shows(&job(1, None, JobState::Failed)));
        assert!(!filter.shows(&job(1, Some(7), JobState::Queued)));
        assert!(filter.shows(&FeedItem::Reset { reason: String::new() }));
        assert!(!filter.shows(&FeedItem::Worker(Value::Null)));
        assert!(filter.shows(&FeedItem::Maintenance(Value::Null)));
        assert!(!Filter { jobs: vec![Uuid::nil()], ..Filter::default() }.shows(&FeedItem::Maintenance(Value::Null)));
    }

    #[test]
    fn schedules_pass_by_id_and_task_only() {
        let id = Uuid::from_u128(7);
        let schedule = FeedItem::Schedule(serde_json::json!({"id": id.to_string(), "task": "test_job"}));
        assert!(Filter::default().shows(&schedule));
        assert!(Filter { schedules: vec![id], ..Filter::default() }.shows(&schedule));
        assert!(!Filter { schedules: vec![Uuid::nil()], ..Filter::default() }.shows(&schedule));
        assert!(!Filter { states: vec![JobState::Queued], ..Filter::default() }.shows(&schedule));
    }

    #[test]
    fn asking_for_logs_narrows_no_jobs_but_is_a_filter() {
        let filter = Filter { logs: vec![Uuid::nil()], ..Filter::default() };
        assert!(!filter.is_open());
        assert!(filter.shows(&job(1, None, JobState::Queued)));
        assert!(Filter::default().is_open());
    }
}
