//! Connections to Nautobot and CheckMK, for admins to make and for everybody to choose from.

mod handlers;
mod input;
mod view;

pub(super) use self::handlers::ConnectionsApi;
