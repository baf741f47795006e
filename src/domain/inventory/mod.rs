//! Which devices somebody means, and what became of them: references, conditions,
//! the guard of named inventories, and differences over time.

mod change;
mod condition;
mod filter;
mod guard;
mod prefix;
mod reference;

#[cfg(test)]
mod tests;

pub use self::change::{FieldChanges, Net, NetChange, Step};
pub use self::condition::{Condition, Conditions, Field, MOST_CONDITIONS, Operator, PLAIN_FIELDS};
pub use self::filter::{Facts, Filter};
pub use self::guard::{Change, Verdict, judge};
pub use self::prefix::Prefix;
pub use self::reference::{DeviceRef, LONGEST_REF};
pub use super::sync::{Change as ChangeKind, Kind as SyncKind};
