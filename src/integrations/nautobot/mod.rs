//! Nautobot: devices and locations by GraphQL, their number by REST.
//!
//! What a real Nautobot answers, and what a reader here must not forget:
//!
//! - A bad or missing token is **403**, never 401; `detail` tells why.
//! - A token without rights on a related model gets **200 with nulls** and no error.
//! - A query it does not understand is 400 with `errors`; an answer with `errors`
//!   counts as a failure whatever its status.
//! - GraphQL has `limit` and `offset` but no total: that comes from REST.
//! - A custom field `x` is `cf_x`, and asking for one that does not exist fails the whole query.
//! - Devices cannot be filtered by their addresses; addresses know the devices that have them as primary ones.
//! - The first GraphQL query of a fresh server builds the schema: 8 to 10 seconds.

mod answer;
mod client;
mod config;
mod filter;
mod query;
mod refusal;

pub use self::client::{NautobotClient, Related, Status, Totals};
pub use self::config::NautobotConfig;
pub use self::filter::{DeviceFilter, IDS_AT_ONCE, Selection};
pub use self::query::{CustomFields, Page};
pub(crate) use self::refusal::NAUTOBOT;
