//! The first login, for whoever has just started the program.

use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::ProgramError;
use super::out::Out;
use crate::command::people;
use crate::config::Settings;
use crate::store::Database;

/// Makes the first user where there is none, before anybody is told that the
/// program is ready; its password, where that was generated.
pub(super) async fn first_user(settings: &Settings, database: &Database) -> Result<Option<SecretString>, ProgramError> {
    Ok(people::ensure_first_admin(database, settings.admin_password.clone()).await?)
}

/// Says where and how to log in.
pub(super) fn say_how(out: Out, settings: &Settings, generated: Option<&SecretString>, address: &Value) {
    let address = reachable(address.as_str().unwrap_or_default());
    let user = people::FIRST_ADMIN;
    let (text, object) = match generated {
        Some(password) => {
            let password = password.expose_secret();
            (
                format!("Open {address} — user {user}, password {password} (shown only this once)"),
                json!({"open": format!("{address}"), "user": user, "password": password}),
            )
        }
        None if settings.admin_password.is_some() => (
            format!("Open {address} — first user {user}, password as NOC_ADMIN_PASSWORD was at the first start"),
            json!({"open": format!("{address}")}),
        ),
        None => {
            let command = format!("noc-scheduler users passwd {user}{}", whose(settings));
            (
                format!("Open {address} — a forgotten password is set anew by `{command}`"),
                json!({"open": format!("{address}")}),
            )
        }
    };
    out.say(&text, &object);
}

/// What makes another command find the same servers, where the environment does not.
fn whose(settings: &Settings) -> String {
    match &settings.data_dir {
        Some(dir) if settings.database_url.is_none() => format!(" --data-dir '{}'", dir.display()),
        _ => String::new(),
    }
}

/// An address that a browser on this host can open.
fn reachable(address: &str) -> String {
    address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
}
