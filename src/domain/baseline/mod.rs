//! What devices print, in a form in which two printings compare, and what differs between them.
//!
//! [`normalise`] sets aside what changes by itself (timers, counters, the time of the day) and puts marks in the place
//! of secrets; [`compare_lines`] and [`compare_fields`] say what then still differs.
//!
//! What is set aside, by [`Family`], stands in `rules`; what is a secret, in `secret`. Both only know what they know:
//! a line that no rule speaks of stays as it is.

mod age;
mod family;
mod fields;
mod json;
mod lines;
mod normal;
mod rules;
mod secret;
#[cfg(test)]
mod tests;

pub use self::family::Family;
pub use self::fields::{FieldChange, compare_fields};
pub use self::lines::{DiffLine, Hunk, LineDiff, Side, compare_lines};
pub use self::normal::{is_configuration, normalise};
pub use self::secret::Mark;
