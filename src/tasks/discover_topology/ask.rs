//! One visit: what a device is asked, and what it says.

use std::collections::BTreeMap;

use tokio::time::Instant;

use super::outcome::StepOutcome;
use crate::access::Visit;
use crate::device::platform::{Platform, Reading};
use crate::device::session::Trouble;
use crate::domain::network::{Answer, ErrorClass, Identity, Neighbor, Protocol, Step};
use crate::domain::visit::VisitStep;
use crate::tasks::board::BoardRow;
use crate::tasks::reach::millis;

/// Lines that were not understood which a sentence shows.
const MOST_SHOWN: usize = 2;
/// Of each so many characters.
const LONGEST_SHOWN: usize = 80;

/// What a device said.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// To each step that it answered, whole or in part.
    pub(super) answers: BTreeMap<Step, Answer>,
    /// How each step went.
    pub(super) steps: Vec<StepOutcome>,
    /// Why the rest was not asked.
    pub(super) broke: Option<(ErrorClass, String)>,
}

impl Said {
    pub(super) fn identity(&self) -> Identity {
        match self.answers.get(&Step::Identity) {
            Some(Answer::Identity(identity)) => identity.clone(),
            _ => Identity::default(),
        }
    }

    pub(super) fn neighbors(&self) -> Vec<Neighbor> {
        let said = [Step::LldpNeighbors, Step::CdpNeighbors].into_iter().filter_map(|step| self.answers.get(&step));
        let lists = said.filter_map(|answer| match answer {
            Answer::Neighbors(neighbors) => Some(neighbors.clone()),
            _ => None,
        });
        lists.flatten().collect()
    }

    /// The protocols whose whole answer was understood: only by them can a link be said to be gone.
    pub(super) fn surely_asked(&self) -> Vec<Protocol> {
        let of = |outcome: &StepOutcome| match outcome.step {
            Step::LldpNeighbors => Some(Protocol::Lldp),
            Step::CdpNeighbors => Some(Protocol::Cdp),
            _ => None,
        };
        self.steps.iter().filter(|outcome| outcome.status == "ok").filter_map(of).collect()
    }

    pub(super) fn is_whole(&self) -> bool {
        self.broke.is_none() && self.steps.iter().all(|step| matches!(step.status, "ok" | "none"))
    }
}

/// Asks a device one step after another, until `deadline`.
pub(super) async fn ask(
    visit: &mut Visit,
    platform: &'static Platform,
    steps: &[Step],
    deadline: Instant,
    row: BoardRow<'_>,
) -> Said {
    let mut said = Said::default();
    for step in steps {
        row.board.ask(row.nth, step.as_str());
        let began = Instant::now();
        let asked = tokio::time::timeout_at(deadline, one(visit, platform, *step)).await;
        let ms = millis(began.elapsed());
        let outcome = match asked {
            Ok(Ok((reading, rejected))) => {
                let outcome = told(*step, reading.as_ref(), rejected, ms);
                if let Some(reading) = reading {
                    said.answers.insert(*step, reading.answer);
                }
                outcome
            }
            Ok(Err(trouble)) => {
                let (class, error) = (trouble.class(), trouble.to_string());
                let outcome = failed(*step, class, &error, ms);
                if !visit.session().is_open() {
                    said.broke = Some((class, error));
                }
                outcome
            }
            Err(_) => {
                let error = format!("it was not done with `{}` when its time was over", step.as_str());
                let outcome = failed(*step, ErrorClass::Disconnected, &error, ms);
                said.broke = Some((ErrorClass::Disconnected, error));
                outcome
            }
        };
        row.board.edit(row.nth, |visit| visit.steps.push((&outcome).into()));
        said.steps.push(outcome);
        if said.broke.is_some() {
            break;
        }
    }
    said
}

impl From<&StepOutcome> for VisitStep {
    fn from(outcome: &StepOutcome) -> Self {
        Self {
            step: outcome.step.as_str().to_owned(),
            status: outcome.status.to_owned(),
            items: outcome.items as u64,
            error_class: outcome.error_class.map(|class| class.as_str().to_owned()),
            error: outcome.error.clone(),
            ms: outcome.ms,
        }
    }
}

/// What a device answers to one step: `None` where its platform has no command for it, or it took none of them. With
/// what it did not take.
async fn one(
    visit: &mut Visit,
    platform: &'static Platform,
    step: Step,
) -> Result<(Option<Reading>, Option<Trouble>), Trouble> {
    let commands = platform.commands(step);
    let (mut outputs, mut rejected, mut answered) = (Vec::with_capacity(commands.len()), None, false);
    for command in commands {
        match visit.run(command).await {
            Ok(output) => {
                answered = true;
                outputs.push(output.text);
            }
            Err(trouble) if trouble.class() == ErrorClass::CommandRejected => {
                outputs.push(String::new());
                rejected.get_or_insert(trouble);
            }
            Err(trouble) => return Err(trouble),
        }
    }
    if !answered {
        return Ok((None, rejected));
    }
    let read = move || {
        let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
        platform.read(step, &outputs)
    };
    // Long answers take long to read: other sessions must not wait for it.
    match tokio::task::spawn_blocking(read).await {
        Ok(reading) => Ok((Some(reading), rejected)),
        Err(_) => Err(Trouble::Disconnected { why: format!("reading `{}` failed here", step.as_str()) }),
    }
}

fn told(step: Step, reading: Option<&Reading>, rejected: Option<Trouble>, ms: u64) -> StepOutcome {
    let items = reading.map_or(0, |reading| reading.answer.count());
    let unknown = reading.map_or(&[][..], |reading| &reading.unknown);
    let (status, error_class, error) = match (reading, rejected) {
        (None, None) => ("none", None, None),
        (None, Some(trouble)) => ("failed", Some(trouble.class()), Some(trouble.to_string())),
        (Some(_), Some(trouble)) => ("partial", Some(trouble.class()), Some(trouble.to_string())),
        (Some(_), None) if !unknown.is_empty() => {
            ("partial", Some(ErrorClass::ParsePartial), Some(not_understood(unknown)))
        }
        (Some(_), None) => ("ok", None, None),
    };
    StepOutcome { step, status, items, error_class, error, ms }
}

fn not_understood(unknown: &[String]) -> String {
    let short = |line: &String| line.trim().chars().take(LONGEST_SHOWN).collect::<String>();
    let shown: Vec<String> = unknown.iter().take(MOST_SHOWN).map(|line| format!("`{}`", short(line))).collect();
    let lines = if unknown.len() == 1 { "1 line was".to_owned() } else { format!("{} lines were", unknown.len()) };
    format!("{lines} not understood: {}", shown.join(", "))
}

fn failed(step: Step, class: ErrorClass, error: &str, ms: u64) -> StepOutcome {
    StepOutcome { step, status: "failed", items: 0, error_class: Some(class), error: Some(error.to_owned()), ms }
}
