//! When a schedule is due: exact intervals, crontabs in a time zone, the sun, an instant.
//!
//! croner reads a crontab, once, and `pattern` keeps what it says as bit sets
//! that know local time only; `stretch` lays them over the runs of constant UTC
//! offset that a zone is made of, and there the rule for clock changes lives.
//! Nothing here reads a clock: every question names the instants it is about.
//!
//! Memory: a [`Cadence`] is 24 bytes (an [`Interval`] 16, a [`Crontab`] and a
//! [`Zone`] 8 each). What they point to is shared: about 250 bytes for each
//! *different* crontab, and a few KiB for each different zone.
mod crontab;
mod days;
mod dst;
mod due;
mod entries;
mod expression;
mod field;
mod hash;
mod interval;
mod local;
mod pattern;
mod remarks;
mod solar;
mod stretch;
mod times;
mod words;
mod zone;

#[cfg(test)]
mod tests;

pub use self::crontab::{Crontab, CrontabFields};
pub use self::dst::{Dst, DstGap, DstOverlap};
pub use self::due::{Cadence, DueTimes, Span};
pub use self::expression::parse_expression;
pub use self::field::FieldError;
pub use self::hash::seed_of;
pub use self::interval::{Interval, IntervalError, Period};
pub use self::local::Shown;
pub use self::remarks::{Outlook, Remark, RemarkCode};
pub use self::solar::{Solar, SolarError, SolarEvent};
pub use self::zone::{Local, UnknownZone, Zone};
