//! What the rules need to know of tasks, without knowing any.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::draft::FieldError;
use super::schedule::Kwargs;

/// The bounds of a job's attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How long an attempt may run, in seconds.
    pub timeout_seconds: u32,
    /// How many attempts may fail before the job does.
    pub max_attempts: u8,
    /// The first pause between attempts, in seconds; it doubles, up to an hour.
    pub retry_backoff_seconds: u32,
    /// Whether an attempt whose worker was lost is run again.
    pub retry_on_crash: bool,
}

impl Limits {
    /// Where neither the schedule nor the task says anything: half an hour, one
    /// attempt, ten seconds, run again.
    pub const HOUSE: Self =
        Self { timeout_seconds: 1_800, max_attempts: 1, retry_backoff_seconds: 10, retry_on_crash: true };
}

/// What a task's jobs reach out to, and what they load there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemoteSystem {
    /// Nautobot, through the connection of that name, or the default one.
    Nautobot(Option<Box<str>>),
    /// CheckMK, likewise.
    Checkmk(Option<Box<str>>),
    /// Network devices, over SSH.
    Devices,
}

impl std::fmt::Display for RemoteSystem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (kind, name) = match self {
            Self::Nautobot(name) => ("nautobot", name.as_deref()),
            Self::Checkmk(name) => ("checkmk", name.as_deref()),
            Self::Devices => ("devices", None),
        };
        match name {
            Some(name) => write!(f, "{kind}:{name}"),
            None => f.write_str(kind),
        }
    }
}

impl std::str::FromStr for RemoteSystem {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, name) = text.split_once(':').map_or((text, None), |(kind, name)| (kind, Some(name.into())));
        match (kind, name) {
            ("nautobot", name) => Ok(Self::Nautobot(name)),
            ("checkmk", name) => Ok(Self::Checkmk(name)),
            ("devices", None) => Ok(Self::Devices),
            _ => Err("is `nautobot`, `checkmk` (or one of them with `:` and the name of a connection), or `devices`"
                .to_owned()),
        }
    }
}

/// The tasks of a program, as far as schedules are concerned.
pub trait Catalogue: Send + Sync {
    /// The short name behind any of a task's names.
    fn short_name(&self, name: &str) -> Option<Arc<str>>;
    /// Every short name, for the message about an unknown one.
    fn short_names(&self) -> Vec<&str>;
    /// The arguments as the task takes them; or what is wrong, with pointers below `/kwargs`.
    ///
    /// # Errors
    /// Everything that does not fit the task's schema.
    fn check(&self, short_name: &str, kwargs: &Map<String, Value>) -> Result<Map<String, Value>, Vec<FieldError>>;
    /// The task's own bounds; [`Limits::HOUSE`] for one that is not known here.
    fn limits(&self, short_name: &str) -> Limits;
    /// What its jobs reach out to with these arguments; nothing for one that is not known here.
    fn systems(&self, short_name: &str, kwargs: &Kwargs) -> Vec<RemoteSystem> {
        let _ = (short_name, kwargs);
        Vec::new()
    }
}
