//! The topology: which devices there are, how they are linked, and how a crawl finds out.
//!
//! All of it is computed from what devices say ([`super::network`]); nothing here asks them.

mod around;
mod change;
mod claims;
mod crawl;
mod fence;
mod links;
mod nodes;
#[cfg(test)]
mod tests;

pub use self::around::around;
pub use self::change::{KnownLink, LinkChange, Sides, compare};
pub use self::claims::Claims;
pub use self::crawl::{Crawl, CrawlRules, Known, Order, Stop, Stops, Via};
pub use self::fence::{Exclude, Fence, Seen, StayWithin};
pub use self::links::{End, Link, LinkKey, Report, Side, links};
pub use self::nodes::{Node, NodeIx, Nodes};
