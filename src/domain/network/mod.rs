//! What network devices say of themselves and of their neighbours, whatever their make.

mod facts;
mod host_key;
mod id;
mod mac;
mod name;
mod step;
mod trouble;

pub use self::facts::{
    ArpEntry, Capability, Identity, Interface, InterfaceAddress, MacEntry, MacKind, Neighbor, Protocol, Route,
    RouteSource,
};
pub use self::host_key::HostKey;
pub use self::id::Id;
pub use self::mac::{Mac, NotAMac};
pub use self::name::{InterfaceName, host_key};
pub use self::step::{Answer, Step};
pub use self::trouble::ErrorClass;
