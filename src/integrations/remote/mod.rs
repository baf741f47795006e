//! HTTP to a system that knows the network: sent within a deadline and a bound on requests in flight, sent again where
//! that may help, and every failure named by what a person should do about it.
//!
//! What holds for all of them:
//!
//! - 429, every 5xx, a broken connection and a timeout are sent again, [`http::TRIES`] tries in all. `Retry-After` is
//!   obeyed exactly; a pause that does not fit before the deadline ends the matter at once.
//! - A refused login is final: repeated, it locks accounts and fills logs.
//! - Redirects are named and never followed: the secret might go to another host, or over plain HTTP.
//! - No error contains a secret or what stands behind the `?` of an address.

mod address;
mod error;
mod gate;
mod http;
mod pause;
mod stream;
mod system;
mod text;

pub use self::address::address;
pub(super) use self::address::{base_url, secret_header};
pub use self::error::{Kind, RemoteError, Unreachable};
pub use self::gate::{Gate, Local, Pass};
pub(super) use self::http::{Remote, Settings};
pub(super) use self::stream::Chunks;
pub(super) use self::system::Refusal;
pub use self::system::System;
pub(super) use self::text::{plain, text};
