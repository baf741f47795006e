//! The capture at work: device after device, several at once.

use futures_util::StreamExt;
use futures_util::stream;
use serde_json::json;
use tokio::time::Instant;
use uuid::Uuid;

use super::Args;
use super::outcome::{CommandOutcome, DeviceOutcome, DeviceStatus, Outcome};
use super::take::{Taken, Taking};
use super::task::Captures;
use crate::access::Visitor;
use crate::archive::{ArchiveError, Capture, Shelf};
use crate::domain::visit::VisitState;
use crate::store::captures::{self as stored, Kind};
use crate::store::inventory::DeviceRow;
use crate::tasks::board::{Board, BoardRow};
use crate::tasks::reach::{self, LAST_WORDS, Reach, Unanswered, millis};
use crate::tasks::targets::Targets;
use crate::tasks::{Context, Failure};

/// What the visits of one job have in common.
struct Round<'a> {
    kind: Kind,
    ctx: &'a Context,
    args: &'a Args,
    tools: &'a Captures,
    visitor: Visitor,
    shelf: Shelf,
    board: Board,
    /// No device is begun after this.
    until: Instant,
}

/// A device, and its place on the board.
struct Planned {
    id: Uuid,
    number: i64,
    nth: usize,
    reach: Reach,
}

/// Takes captures of devices.
///
/// # Errors
/// When the job is to stop, nobody answered, or the house cannot go on.
pub(super) async fn run(kind: Kind, tools: &Captures, args: &Args, ctx: &Context) -> Result<Outcome, Failure> {
    let began = Instant::now();
    let targets = Targets::resolve(ctx, &tools.database, &args.asked).await?;
    let job = ctx.job();
    let visitor = tools.access.visitor(job.view.id, job.run_as).await.map_err(Failure::database)?;
    for (name, why) in &visitor.keyring().unreadable {
        ctx.warn(format!("The credential `{name}` cannot be opened and is not used: {why}."));
    }
    let shelf = tools.archive.open().await.map_err(failed)?;
    let board = Board::open(ctx, &tools.database).await.map_err(Failure::database)?;
    let until = Instant::now() + job.timeout.saturating_sub(LAST_WORDS).max(job.timeout / 2);
    let round = Round { kind, ctx, args, tools, visitor, shelf, board, until };
    let mut outcome = Outcome::of(targets.devices.len());
    let went = round.go(&targets, &mut outcome).await;
    round.board.close().await;
    outcome.finish(ctx.warnings(), millis(began.elapsed()));
    let partial = json!(outcome);
    went.map_err(|failure| failure.with_partial(partial))?;
    if outcome.succeeded + outcome.partial == 0 {
        let failed = outcome.devices.iter().map(|device| {
            (device.name.as_str(), device.error_class, device.error.as_deref().unwrap_or("it was not tried"))
        });
        if let Some(failure) = reach::nobody_answered(failed) {
            return Err(failure.with_partial(json!(outcome)));
        }
    }
    Ok(outcome)
}

fn failed(e: ArchiveError) -> Failure {
    match e {
        ArchiveError::Store(e) => Failure::database(e),
        e => Failure::fatal("archive", e.to_string()),
    }
}

impl Round<'_> {
    async fn go(&self, targets: &Targets, outcome: &mut Outcome) -> Result<(), Failure> {
        let client = self.tools.database.get().await?;
        let job = self.ctx.job().view.id;
        // An attempt that was cut off has left some behind.
        let done = stored::captured_by(&client, job, self.kind).await.map_err(Failure::database)?;
        drop(client);
        let mut planned = Vec::new();
        for row in &targets.devices {
            let reach = Reach::of_device(row, &self.visitor);
            let nth = self.board.add(reach.shown(0));
            match done.get(&row.id) {
                Some(capture) => outcome.add(self.done_before(row, nth, *capture).await?),
                None => planned.push(Planned { id: row.id, number: row.number, nth, reach }),
            }
        }
        let visits = planned.into_iter().map(|planned| self.visit(planned));
        let mut visits = stream::iter(visits).buffer_unordered(self.args.concurrency);
        loop {
            let next = self.ctx.cancelled().run_until_cancelled(visits.next()).await;
            match next.ok_or_else(Failure::cancelled)? {
                Some(device) => outcome.add(device?),
                None => return Ok(()),
            }
        }
    }

    /// A device that an earlier attempt of the job has captured.
    async fn done_before(&self, row: &DeviceRow, nth: usize, capture: Uuid) -> Result<DeviceOutcome, Failure> {
        let client = self.tools.database.get().await?;
        let outputs = stored::outputs(&client, capture).await.map_err(Failure::database)?;
        let kept = stored::one(&client, capture).await.map_err(Failure::database)?;
        let status = |status: &str| if status == "none" { "none" } else { "ok" };
        let number = |n: Option<i32>| n.and_then(|n| usize::try_from(n).ok());
        let mut device = blank(&Reach::of_device(row, &self.visitor), row.id, row.number);
        let (first, same) = (stored::Change::First, stored::Change::Changed);
        device.first = outputs.iter().filter_map(|output| output.change).all(|change| change == first);
        device.changed = outputs.iter().any(|output| output.change == Some(same));
        device.commands = outputs
            .into_iter()
            .map(|output| CommandOutcome {
                status: status(&output.status),
                command: output.command,
                error_class: None,
                error: None,
                bytes: output.bytes,
                lines: output.lines,
                change: output.change.map(stored::Change::as_str),
                added: number(output.added),
                removed: number(output.removed),
                ms: u64::try_from(output.ms).unwrap_or(0),
            })
            .collect();
        (device.capture_id, device.version) = (Some(capture), kept.and_then(|kept| kept.version));
        self.board.end(nth, VisitState::Ok, None);
        Ok(device.ended(DeviceStatus::Ok, None))
    }

    async fn visit(&self, planned: Planned) -> Result<DeviceOutcome, Failure> {
        let Planned { id, number, nth, reach } = planned;
        let began = Instant::now();
        let device = blank(&reach, id, number);
        if began >= self.until {
            let why = "the job's time was over before its turn".to_owned();
            self.ctx.warn(format!("{}: {why}", device.name));
            self.board.end(nth, VisitState::Stopped, Some(("time".to_owned(), why.clone())));
            return Ok(DeviceOutcome { error: Some(why), ..device });
        }
        self.board.begin(nth);
        let row = BoardRow { board: &self.board, nth };
        let mut device = match self.take(id, &reach, row).await? {
            Ok(taken) => self.keep(device, &reach, taken).await?,
            Err(unanswered) => device.ended(DeviceStatus::Failed, Some(unanswered)),
        };
        device.ms = millis(began.elapsed());
        self.tell(nth, &device);
        Ok(device)
    }

    /// Logs in, asks everything, says goodbye.
    async fn take(&self, id: Uuid, reach: &Reach, row: BoardRow<'_>) -> Result<Result<Taken, Unanswered>, Failure> {
        let (target, login) = match reach.target(&self.visitor) {
            Ok(found) => found,
            Err(lacks) => return Ok(Err(lacks)),
        };
        let mut visit = match reach::open(self.ctx, &self.visitor, row, &target, login, self.until).await? {
            Ok(visit) => visit,
            Err(unanswered) => return Ok(Err(unanswered)),
        };
        let taking = Taking {
            device: id,
            platform: target.platform,
            access: self.visitor.access(),
            shelf: &self.shelf,
            deadline: self.until.min(Instant::now() + self.args.per_device),
            row,
        };
        let taken = taking.all(&mut visit, self.args.commands.of(target.platform)).await;
        visit.close().await;
        taken.map(Ok).map_err(failed)
    }

    /// Keeps what a device said, if it said anything.
    async fn keep(&self, mut device: DeviceOutcome, reach: &Reach, taken: Taken) -> Result<DeviceOutcome, Failure> {
        let Taken { outputs, broke } = taken;
        device.commands = outputs.iter().map(CommandOutcome::of).collect();
        let failed_one = outputs.iter().find_map(|output| output.error.clone());
        if !outputs.iter().any(|output| output.said.is_some()) {
            let why = broke.or(failed_one).unwrap_or((
                crate::domain::network::ErrorClass::CommandRejected,
                "it has none of the commands that it was asked".to_owned(),
            ));
            return Ok(device.ended(DeviceStatus::Failed, Some(why)));
        }
        let (ctx, status) = (self.ctx, if failed_one.is_some() { DeviceStatus::Partial } else { DeviceStatus::Ok });
        // An attempt that has to stop must write no more.
        ctx.check()?;
        let capture = Capture {
            kind: self.kind,
            device: device.device_id,
            name: &reach.name,
            platform: device.platform.unwrap_or_default(),
            job: ctx.job().view.id,
            promoted_from: None,
            taken_at: ctx.now(),
            person: ctx.job().run_as,
            notes: self.args.notes.as_deref(),
            outputs,
        };
        let kept = self.tools.archive.keep(&self.shelf, capture).await.map_err(failed)?;
        Ok(device.kept(&kept).ended(status, broke.or(failed_one)))
    }

    /// Says in the log and on the board what became of a device.
    fn tell(&self, nth: usize, device: &DeviceOutcome) {
        let (ctx, name) = (self.ctx, &device.name);
        for command in device.commands.iter().filter(|command| command.change == Some("changed")) {
            let (added, removed) = (command.added.unwrap_or(0), command.removed.unwrap_or(0));
            ctx.info(format!("{name}: `{}` differs from the baseline: +{added} -{removed} lines", command.command));
        }
        for command in device.commands.iter().filter(|command| command.status == "failed") {
            let why = command.error.as_deref().unwrap_or("it failed");
            ctx.warn(format!("{name}: `{}`: {why}", command.command));
        }
        let told = || Some((device.error_class?.as_str().to_owned(), device.error.clone()?));
        let state = match device.status {
            DeviceStatus::Ok => VisitState::Ok,
            DeviceStatus::Partial => VisitState::Partial,
            DeviceStatus::Failed => VisitState::Failed,
            DeviceStatus::Stopped => VisitState::Stopped,
        };
        match (device.status, device.version) {
            (DeviceStatus::Failed, _) if device.commands.is_empty() => {
                let (class, error) = told().unwrap_or_default();
                ctx.warn(format!("{name}: {error} ({class})"));
            }
            (DeviceStatus::Ok | DeviceStatus::Partial, Some(version)) => {
                ctx.info(format!("{name}: version {version} of its baseline"));
            }
            _ => {}
        }
        self.board.end(nth, state, told());
    }
}

/// A device before it is asked.
fn blank(reach: &Reach, id: Uuid, number: i64) -> DeviceOutcome {
    DeviceOutcome {
        name: reach.name.clone(),
        device_id: id,
        number,
        address: reach.address.clone(),
        platform: reach.platform.map(|platform| platform.name),
        status: DeviceStatus::Stopped,
        error_class: None,
        error: None,
        capture_id: None,
        version: None,
        changed: false,
        first: false,
        commands: Vec::new(),
        ms: 0,
    }
}
