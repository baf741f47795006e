//! Logging in, and what may be done with it.

mod caller;
mod limiter;
mod origin;
pub(super) mod secret;
mod session;
mod tokens;

pub(super) use self::caller::{Caller, Here, Proof, caller, look_up};
pub(super) use self::limiter::Limiter;
pub(super) use self::session::{AuthApi, PasswordInput, UserView, change_password};
pub(super) use self::tokens::TokensApi;

/// The session cookie.
pub(super) const COOKIE: &str = "noc_session";
/// How long a login lasts after its last use: a shift.
const LOGIN_SECONDS: f64 = 12.0 * 3600.0;
