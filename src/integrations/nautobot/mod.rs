//! Nautobot: devices by GraphQL, their number by REST.
//!
//! What a real Nautobot answers, and what a reader here must not forget:
//!
//! - A bad or missing token is **403**, never 401; `detail` tells why.
//! - A token without rights on a related model gets **200 with nulls** and no error.
//! - A query it does not understand is 400 with `errors`; an answer with `errors`
//!   counts as a failure whatever its status.
//! - GraphQL has `limit` and `offset` but no total: that comes from REST.
//! - The first GraphQL query of a fresh server builds the schema: 8 to 10 seconds.

mod answer;
mod client;
mod config;
mod error;
mod http;
mod query;

pub use self::client::{NautobotClient, Related};
pub use self::config::NautobotConfig;
pub use self::error::{NautobotError, Unreachable};
pub use self::query::{DeviceFilter, Page};
