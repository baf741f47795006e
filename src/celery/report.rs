//! What became of each row, for people and programs.

use serde_json::{Value, json};
use uuid::Uuid;

use super::convert::Past;
use crate::store::celery::Package;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a schedule here now.
    Taken,
    /// It was one, changed in Celery since, and was brought up to date.
    Updated,
    /// It is one already, and Celery has nothing new.
    Here,
    /// Celery has something new, and it was changed or deleted here: left as it is here.
    Left,
    /// It has no meaning outside Celery.
    Needless,
    /// It cannot be taken.
    Refused,
}

impl Verdict {
    /// All, in the order of the summary.
    pub const ALL: [Self; 6] = [Self::Taken, Self::Updated, Self::Here, Self::Left, Self::Needless, Self::Refused];

    /// One word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Updated => "updated",
            Self::Here => "here",
            Self::Left => "left",
            Self::Needless => "needless",
            Self::Refused => "refused",
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Updated => "updated",
            Self::Here => "here already",
            Self::Left => "left as they are here",
            Self::Needless => "not needed here",
            Self::Refused => "refused",
        }
    }
}

/// A row and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReport {
    /// Whose table it is from.
    pub package: Package,
    /// Its id there.
    pub row: i64,
    /// What it has done there.
    pub past: Past,
    /// The id of its schedule here, whether or not there is one.
    pub schedule: Uuid,
    /// What became of it.
    pub verdict: Verdict,
    /// How it stands here, or why it does not.
    pub detail: String,
    /// What is not quite as it was.
    pub remarks: Vec<String>,
}

impl RowReport {
    /// A line, and one for each remark.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { row, verdict, detail, .. } = self;
        let word = verdict.word();
        let mut words = format!("{word:<8} {row:>4} \"{}\": {detail}", self.past.name);
        for remark in &self.remarks {
            words.push_str(&format!("\n{:14}{remark}", ""));
        }
        words
    }

    /// The same as an object.
    #[must_use]
    pub fn object(&self) -> Value {
        json!({
            "table": self.package.table(), "row": self.row, "name": self.past.name, "verdict": self.verdict.word(),
            "schedule_id": self.schedule, "detail": self.detail, "remarks": self.remarks,
            "total_run_count": self.past.runs, "last_run_at": self.past.last_run_at,
        })
    }
}

/// How many rows came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary([usize; Verdict::ALL.len()]);

impl Summary {
    pub(super) fn count(&mut self, verdict: Verdict) {
        self.0[verdict as usize] += 1;
    }

    /// How many rows came to `verdict`.
    #[must_use]
    pub const fn of(&self, verdict: Verdict) -> usize {
        self.0[verdict as usize]
    }

    /// In one line.
    #[must_use]
    pub fn words(&self) -> String {
        let total: usize = self.0.iter().sum();
        let counts: Vec<String> = Verdict::ALL
            .iter()
            .filter(|verdict| self.of(**verdict) > 0)
            .map(|verdict| format!("{} {}", self.of(*verdict), verdict.meaning()))
            .collect();
        let colon = if counts.is_empty() { "" } else { ": " };
        format!("{total} rows{colon}{}", counts.join(", "))
    }

    /// The same as an object.
    #[must_use]
    pub fn object(&self) -> Value {
        let counts = Verdict::ALL.iter().map(|verdict| (verdict.word().to_owned(), self.of(*verdict).into()));
        json!({"rows": Value::Object(counts.collect())})
    }
}
