//! Reading what devices print: JSON, tables, and the words in them.
//!
//! Everything here is total: whatever a device printed, it answers, in time that grows with the length of the
//! output and no faster. What is not understood is kept as [`Unknown`].

pub(crate) mod json;
mod library;
mod neighbors;
pub(crate) mod said;
mod template;
mod text;
mod unknown;

pub use self::library::{CannotLoad, Rows, Templates};
pub use self::neighbors::neighbors_from;
pub(crate) use self::template::{BuiltIn, Row, Template};
pub(crate) use self::text::clean;
pub(crate) use self::unknown::Unknown;
