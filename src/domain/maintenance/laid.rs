//! Windows laid over a range, for whoever asks about many schedules.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Covered, LOOK_BACK, Opening, Row, Scope, Windows, merged};
use crate::domain::Timestamp;
use crate::domain::schedule::Schedule;

/// What windows cover of a range, however long it is. Schedules that the same windows are over share the answer.
#[derive(Debug)]
pub struct Laid {
    after: Timestamp,
    until: Timestamp,
    rows: Vec<(Scope, Vec<Opening>)>,
    known: HashMap<Vec<usize>, Arc<[Covered]>>,
}

impl Windows {
    /// What they cover of (`after`, `until`]; none when they open more than `most` times in it.
    #[must_use]
    pub fn lay(&self, after: Timestamp, until: Timestamp, most: usize) -> Option<Laid> {
        let (mut rows, mut left) = (Vec::new(), most);
        for row in &self.0 {
            let openings = openings(row, after, until, left)?;
            left -= openings.len();
            if !openings.is_empty() {
                rows.push((row.scope.clone(), openings));
            }
        }
        Some(Laid { after, until, rows, known: HashMap::new() })
    }
}

/// At most `most` of them.
fn openings(row: &Row, after: Timestamp, until: Timestamp, most: usize) -> Option<Vec<Opening>> {
    let (mut openings, mut from) = (Vec::new(), after);
    while from < until {
        // In steps: of a long range only the end is looked at.
        let to = from.plus(LOOK_BACK).min(until);
        openings.extend(row.openings(from, to).take(most + 1));
        if openings.len() > most {
            return None;
        }
        from = to;
    }
    Some(openings)
}

impl Laid {
    /// The parts that are covered for `schedule`, in order, without overlap.
    pub fn over(&mut self, schedule: &Schedule) -> Arc<[Covered]> {
        let over: Vec<usize> =
            self.rows.iter().enumerate().filter(|(_, (scope, _))| scope.holds(schedule)).map(|(nth, _)| nth).collect();
        if let Some(known) = self.known.get(&over) {
            return Arc::clone(known);
        }
        let openings: Vec<Opening> =
            over.iter().filter_map(|nth| self.rows.get(*nth)).flat_map(|(_, openings)| openings).copied().collect();
        let parts: Arc<[Covered]> = merged(&openings, self.after, self.until).into();
        self.known.insert(over, Arc::clone(&parts));
        parts
    }
}
