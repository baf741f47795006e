//! One visit: every command asked, every answer made ready to be kept.

use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

use super::commands::Question;
use crate::access::{Access, Visit};
use crate::archive::{ArchiveError, Output, Said, Shelf};
use crate::device::platform::{Makes, Platform};
use crate::domain::baseline::normalise;
use crate::domain::network::ErrorClass;
use crate::domain::visit::VisitStep;
use crate::tasks::board::BoardRow;
use crate::tasks::reach::{Unanswered, millis};

/// What a device is asked, and with what.
pub(super) struct Taking<'a> {
    pub(super) device: Uuid,
    pub(super) platform: &'static Platform,
    pub(super) access: &'a Access,
    pub(super) shelf: &'a Shelf,
    /// Nothing is asked any more after this.
    pub(super) deadline: Instant,
    pub(super) row: BoardRow<'a>,
}

/// What a device said to all of it, and why it did not say the rest.
pub(super) struct Taken {
    pub(super) outputs: Vec<Output>,
    pub(super) broke: Option<Unanswered>,
}

impl Taking<'_> {
    /// Asks one command after another.
    ///
    /// # Errors
    /// When an answer cannot be sealed.
    pub(super) async fn all(&self, visit: &mut Visit, questions: Vec<Question>) -> Result<Taken, ArchiveError> {
        let mut taken = Taken { outputs: Vec::with_capacity(questions.len()), broke: None };
        for question in questions {
            let began = Instant::now();
            let answer = match &taken.broke {
                Some((class, why)) => Err((*class, format!("it was not asked: {why}"))),
                None => {
                    self.row.board.ask(self.row.nth, question.command.as_str());
                    self.one(visit, &question.command).await
                }
            };
            if answer.is_err() && taken.broke.is_none() && !visit.session().is_open() {
                taken.broke = answer.as_ref().err().cloned();
            }
            let mut output = Output {
                command: question.command,
                status: "ok",
                error: None,
                said: None,
                ms: millis(began.elapsed()),
            };
            match answer {
                Ok(text) => output.said = Some(self.ready(&output.command, text).await?),
                Err((ErrorClass::CommandRejected, _)) if question.may_be_unknown => output.status = "none",
                Err((class, error)) => {
                    if class == ErrorClass::Disconnected && Instant::now() >= self.deadline {
                        taken.broke.get_or_insert((class, error.clone()));
                    }
                    (output.status, output.error) = ("failed", Some((class, error)));
                }
            }
            self.row.board.edit(self.row.nth, |shown| shown.steps.push(step(&output)));
            taken.outputs.push(output);
        }
        Ok(taken)
    }

    /// Asks one command, if it is one that only reads.
    async fn one(&self, visit: &mut Visit, command: &str) -> Result<String, Unanswered> {
        let refused = |refusal: crate::device::commands::Refusal| (ErrorClass::CommandRejected, refusal.to_string());
        self.access.check(self.platform, command).map_err(refused)?;
        match timeout_at(self.deadline, visit.run(command)).await {
            Ok(Ok(output)) => Ok(output.text),
            Ok(Err(trouble)) => Err((trouble.class(), trouble.to_string())),
            Err(_) => {
                let why = format!("it was not done with `{command}` when its time was over");
                Err((ErrorClass::Disconnected, why))
            }
        }
    }

    /// Sets an answer in order, reads it where that is known how, and seals it. Long ones take long: other sessions must
    /// not wait for it.
    async fn ready(&self, command: &str, raw: String) -> Result<Said, ArchiveError> {
        let (device, platform, shelf, command) = (self.device, self.platform, self.shelf.clone(), command.to_owned());
        let makes = self.access.makes().clone();
        let work = move || {
            let mark = |secret: &str| shelf.mark(device, secret);
            let normal = shelf.seal(&normalise(platform.family, &command, &raw, &mark))?;
            let parsed = understood(platform, &makes, &command, &raw);
            // What people wrote to an interface may hold a secret as well.
            let parsed = parsed.map(|text| shelf.seal(&normalise(platform.family, "", &text, &mark))).transpose()?;
            let raw = shelf.seal(&raw)?;
            let (raw_digest, normal_digest) = (raw.digest.clone(), normal.digest.clone());
            let parsed_digest = parsed.as_ref().map(|parsed| parsed.digest.clone());
            let texts = [Some(raw), Some(normal), parsed].into_iter().flatten().collect();
            Ok(Said { raw: raw_digest, normal: normal_digest, parsed: parsed_digest, texts })
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| ArchiveError::Damaged)?
    }
}

/// What an output says, as JSON: by our own readings, else row by row by an installed template.
fn understood(platform: &Platform, makes: &Makes, command: &str, raw: &str) -> Option<String> {
    let reading = platform.read_command(command, raw).filter(|reading| reading.answer.count() > 0);
    if let Some(reading) = reading {
        return serde_json::to_string(&reading.answer).ok();
    }
    let (rows, _) = makes.rows(platform, command, raw)?.ok().filter(|(rows, _)| !rows.is_empty())?;
    serde_json::to_string(&serde_json::json!({ "rows": rows })).ok()
}

/// A command as the board shows it.
fn step(output: &Output) -> VisitStep {
    let (error_class, error) = output.error.clone().unzip();
    let lines = output.said.as_ref().and_then(|said| said.texts.first()).map_or(0, |raw| raw.lines);
    VisitStep {
        step: output.command.clone(),
        status: output.status.to_owned(),
        items: u64::try_from(lines).unwrap_or(0),
        error_class: error_class.map(|class| class.as_str().to_owned()),
        error,
        ms: output.ms,
    }
}
