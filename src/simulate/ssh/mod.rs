//! Network devices as their SSH shows them: prompts, paging, echo, old algorithms, and all that can go wrong.
//!
//! Each double is one device on an address of its own, over real TCP. What it is and says can be changed while it
//! runs, and it counts who came.

mod auth;
mod connection;
mod device;
mod double;
mod figures;
mod shell;
mod style;
mod wire;

pub use self::device::{Echo, Fault, Login, Pager, Reply, SshDevice};
pub use self::double::{SshDouble, host_key, host_key_of};
pub use self::figures::Visits;
pub use self::style::Style;
