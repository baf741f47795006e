//! With what jobs log in to devices: each person's own, and those that admins share.

mod handlers;
mod input;
mod view;

pub(super) use self::handlers::CredentialsApi;
