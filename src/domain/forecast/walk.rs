//! What is expected of each due time of one schedule.

use std::ops::ControlFlow;

use super::subject::{Subject, last_instant};
use crate::domain::Timestamp;
use crate::domain::cadence::{Cadence, Span};
use crate::domain::job::jitter;
use crate::domain::maintenance::{Covered, Effect};
use crate::domain::schedule::{Overlap, Phase};
use crate::domain::timestamp::INSTANT;

/// Why no job of its own is expected for a due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// A maintenance window skips it.
    Skipped,
    /// A maintenance window holds it, and a newer one runs at its end.
    Held,
    /// An earlier job is expected to run still; or to be ended for a newer one before it starts.
    Overlap,
}

/// A job that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its due time.
    pub due: Timestamp,
    /// When it starts: then and its jitter, in its turn, or when a window ends.
    pub start: Timestamp,
    /// When it has ended.
    pub end: Timestamp,
    /// Whether a maintenance window held it until then.
    pub after_window: bool,
}

/// Due times for which none is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Which.
    pub span: Span,
    /// Why not.
    pub why: Why,
}

/// What a walk tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A job is expected.
    Run(Run),
    /// None is.
    Passed(Passed),
}

/// Tells `each` what is expected of the due times of `subject` whose jobs may run in [`from`, `to`), in order of due
/// times but where a job waits for the end of a window. It begins somewhat earlier, for jobs that run into the range.
///
/// `parts` are what windows cover for this schedule, from well before `from` until `to`.
pub fn walk(
    subject: &Subject,
    parts: &[Covered],
    from: Timestamp,
    to: Timestamp,
    each: &mut impl FnMut(Told) -> ControlFlow<()>,
) {
    let d = &subject.schedule.definition;
    let (until, after) = (last_instant(to, d.expires), d.awake_after(subject.begins(from)));
    if subject.schedule.phase != Phase::Enabled || (after >= until && subject.held.is_none()) {
        return;
    }
    let walk = Walk {
        subject,
        cadence: d.cadence(),
        line: Line { ends: [Timestamp::MIN; 2], last: None },
        left: subject.runs_left(),
        to,
        each,
    };
    // Told to stop, it stops: there is nothing to hand on.
    let _ = walk.along(&split(parts, from.minus(INSTANT)), after, until);
}

/// The same parts, none of which reaches over `at`: what is told of the time before it is told apart.
fn split(parts: &[Covered], at: Timestamp) -> Vec<Covered> {
    let halves = |part: &Covered| {
        let over = part.after < at && at < part.until;
        let (first, second) = (Covered { until: at, ..*part }, Covered { after: at, ..*part });
        if over { [Some(first), Some(second)] } else { [Some(*part), None] }
    };
    parts.iter().flat_map(halves).flatten().collect()
}

/// The jobs of the schedule that are expected to be open.
struct Line {
    /// When the two newest end, the newest last.
    ends: [Timestamp; 2],
    /// Under `cancel_running`: the newest, not told yet, because the next one may end it.
    last: Option<Run>,
}

struct Walk<'a, F> {
    subject: &'a Subject,
    cadence: Cadence,
    line: Line,
    left: Option<u64>,
    to: Timestamp,
    each: &'a mut F,
}

impl<F: FnMut(Told) -> ControlFlow<()>> Walk<'_, F> {
    fn along(mut self, parts: &[Covered], after: Timestamp, until: Timestamp) -> ControlFlow<()> {
        let start = self.subject.schedule.definition.start_at;
        let mut held = self.subject.held;
        let mut covered_until = Timestamp::MIN;
        for part in parts {
            if part.after > covered_until {
                self.let_go(held.take(), covered_until, after)?;
                self.open(after.max(covered_until), until.min(part.after))?;
            }
            if part.effect == Effect::RunOnceAfter && part.after < after {
                // Before the walk begins: only the newest matters, which waits for the window's end.
                let floor = part.after.max(self.subject.schedule.effective_at);
                let earlier =
                    if floor < after { self.cadence.latest(start, floor, part.until.min(after)) } else { None };
                held = earlier.filter(|_| self.left.is_none()).max(held);
            }
            let (a, b) = (part.after.max(after), part.until.min(until));
            if let Some(span) = (a < b).then(|| self.cadence.span(start, a, b)).flatten() {
                if part.effect == Effect::Skip {
                    self.pass(span, Why::Skipped)?;
                } else {
                    if let Some(older) = held.replace(span.last) {
                        self.pass(Span { first: older, last: older, count: 1 }, Why::Held)?;
                    }
                    if let Some(older) = self.cadence.span(start, a, span.last.minus(INSTANT)) {
                        self.pass(older, Why::Held)?;
                    }
                }
            }
            covered_until = covered_until.max(part.until);
        }
        self.let_go(held, covered_until, after)?;
        self.open(after.max(covered_until), until)?;
        match self.line.last.take() {
            Some(run) => (self.each)(Told::Run(run)),
            None => ControlFlow::Continue(()),
        }
    }

    /// The last window over it ends with `covered_until`: the newest due time it held becomes a job.
    fn let_go(&mut self, held: Option<Timestamp>, covered_until: Timestamp, after: Timestamp) -> ControlFlow<()> {
        let at = covered_until.plus(INSTANT);
        match held {
            // Let go before the walk begins, it is long settled; after its end, nobody asks.
            Some(due) if at > after && at < self.to => self.job(due, at, at, true),
            _ => ControlFlow::Continue(()),
        }
    }

    /// The due times in (`after`, `until`], over which there is no window.
    fn open(&mut self, after: Timestamp, until: Timestamp) -> ControlFlow<()> {
        if after >= until {
            return ControlFlow::Continue(());
        }
        let d = &self.subject.schedule.definition;
        let (start, most) = (d.start_at, d.jitter_seconds);
        let cadence = self.cadence.clone();
        for due in cadence.between(start, after, until) {
            self.job(due, due, due.plus(jitter(self.subject.schedule.id, due, most)), false)?;
        }
        ControlFlow::Continue(())
    }

    /// Decides at `at` about a job for `due` that would start at `start`.
    fn job(&mut self, due: Timestamp, at: Timestamp, start: Timestamp, after_window: bool) -> ControlFlow<()> {
        if self.left == Some(0) {
            return ControlFlow::Break(());
        }
        let Line { ends: [older, newest], last } = &mut self.line;
        let open = u8::from(*older > at) + u8::from(*newest > at);
        let overlap = self.subject.schedule.definition.overlap;
        let start = match overlap {
            Overlap::Allow | Overlap::CancelRunning => start,
            Overlap::Skip if open > 0 => return self.pass(Span { first: due, last: due, count: 1 }, Why::Overlap),
            Overlap::QueueOne if open > 1 => return self.pass(Span { first: due, last: due, count: 1 }, Why::Overlap),
            Overlap::Skip | Overlap::QueueOne => start.max(*newest),
        };
        self.left = self.left.map(|left| left - 1);
        let end = start.plus(self.subject.expected.duration);
        let run = Run { due, start, end, after_window };
        if overlap != Overlap::CancelRunning {
            (*older, *newest) = (*newest, end);
            return (self.each)(Told::Run(run));
        }
        // What is open ends for it; what has not started never does.
        match last.replace(run) {
            Some(cut) if cut.start >= at => self.pass(Span { first: cut.due, last: cut.due, count: 1 }, Why::Overlap),
            Some(cut) => (self.each)(Told::Run(Run { end: cut.end.min(at), ..cut })),
            None => ControlFlow::Continue(()),
        }
    }

    fn pass(&mut self, span: Span, why: Why) -> ControlFlow<()> {
        (self.each)(Told::Passed(Passed { span, why }))
    }
}
