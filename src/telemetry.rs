//! Log lines, on standard error.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::LogFormat;

/// What libraries say at these levels helps nobody who runs a scheduler; a filter that names one goes before.
const QUIET: &str = "fred=error,refinery_core=warn,tokio_postgres=warn,poem=warn,textfsm_rs=error";

/// Begins to log. Called again it changes nothing.
pub fn start(filter: &str, format: LogFormat) {
    let filter = EnvFilter::new(format!("{QUIET},{filter}"));
    // No colours for a file, a journal, or a person who does not want them.
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(colours);
    let started = match format {
        LogFormat::Text => lines.finish().try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_ansi(false).finish().try_init(),
    };
    // Fails only when something logs already, as in tests.
    drop(started);
}
