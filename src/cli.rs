//! What can be said on the command line.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::config;
use crate::domain::Timestamp;
use crate::domain::chain::Head;
use crate::domain::people::Role;

/// Runs schedules: turns due times into jobs, and jobs into results.
#[derive(Debug, Parser)]
#[command(name = "noc-scheduler", version, max_term_width = 100)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command. Where nothing is said, the environment and the file decide; see `--help`.
#[derive(Args, Debug, Default)]
pub struct Global {
    /// Where Postgres is.
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Where Redis is.
    #[arg(long, global = true, value_name = "URL")]
    pub redis_url: Option<String>,
    /// A file of NAME=value lines, which the environment goes before.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How much to log, to standard error.
    #[arg(long, global = true, value_name = "FILTER")]
    pub log: Option<String>,
    /// Answers in JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// Where `up` keeps its Postgres and Redis, and where everything else finds them.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Runs everything in one process, with a Postgres and a Redis of its own unless told where some are.
    Up {
        /// Where.
        #[command(flatten)]
        listen: Listen,
        /// Simulates a little network, its devices, its Nautobot and its CheckMK, and makes schedules that use them.
        #[arg(long)]
        demo: bool,
    },
    /// Serves the API.
    Api {
        /// Where.
        #[command(flatten)]
        listen: Listen,
        /// Whether to migrate.
        #[command(flatten)]
        migration: Migration,
    },
    /// Turns due times into jobs. One of several leads, the others stand by.
    Beat(Migration),
    /// Takes jobs and runs them.
    Worker {
        /// What to take jobs from, separated by commas.
        #[arg(long, value_name = "NAMES")]
        queues: Option<String>,
        /// How many jobs at once.
        #[arg(long, value_name = "NUMBER")]
        concurrency: Option<String>,
    },
    /// Brings the database schema up to date.
    Migrate,
    /// Looks at everything that has to be right, and names the remedy where it is not.
    Doctor {
        /// Says why this schedule does not run.
        #[arg(long, value_name = "NAME")]
        schedule: Option<String>,
    },
    /// Prints the OpenAPI document.
    Openapi,
    /// Who may log in.
    #[command(subcommand)]
    Users(Users),
    /// Schedules, from the inside.
    #[command(subcommand)]
    Schedules(Schedules),
    /// The keys that seal the secrets of connections and credentials.
    #[command(subcommand)]
    Secrets(Secrets),
    /// Prints the version.
    Version,
    /// Prints the table of settings for the README.
    #[command(hide = true)]
    Configuration,
}

/// Where the API listens.
#[derive(Args, Debug)]
pub struct Listen {
    /// Address and port; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<String>,
}

/// Whether a role brings the schema up to date first.
#[derive(Args, Clone, Copy, Debug)]
pub struct Migration {
    /// Leaves the schema as it is, and does not start where it is too old.
    #[arg(long)]
    pub no_migrate: bool,
}

/// Who may log in. Passwords are read from the terminal, or from the first line of standard input.
#[derive(Debug, Subcommand)]
pub enum Users {
    /// Adds a user.
    Add {
        /// Their name.
        name: String,
        /// What they may do: `viewer`, `operator` or `admin`.
        #[arg(long, default_value = "viewer")]
        role: Role,
    },
    /// Sets a new password, which ends the user's logins.
    Passwd {
        /// Whose.
        name: String,
    },
    /// Changes what a user may do.
    Role {
        /// Whose.
        name: String,
        /// `viewer`, `operator` or `admin`.
        role: Role,
    },
    /// Locks a user out and stops their schedules.
    Disable {
        /// Whom.
        name: String,
    },
    /// Lets a disabled user in again.
    Enable {
        /// Whom.
        name: String,
    },
    /// Everybody.
    List,
}

/// The keys that seal the secrets of connections and credentials.
#[derive(Debug, Subcommand)]
pub enum Secrets {
    /// Prints a fresh key; nothing else is done with it.
    NewKey,
    /// Names the keys that this process is given, without showing them.
    ListKeys,
    /// Seals every secret anew by the first key, after which the others are not needed any more.
    Rotate,
}

/// Schedules, from the inside.
#[derive(Debug, Subcommand)]
pub enum Schedules {
    /// Folds every event anew into the table of schedules; writers wait meanwhile.
    Rebuild,
    /// Checks the seals over all events: whether any was changed, put in or taken out.
    ///
    /// Prints the newest seal as POSITION:SEAL. Whoever can write to the database can seal anew what they
    /// changed: keep that line somewhere else, and name it with --expect the next time.
    Verify {
        /// A newest seal from another day, as printed then: that it is still there is checked too.
        #[arg(long, value_name = "POSITION:SEAL")]
        expect: Option<Head>,
    },
    /// Plays a stretch of time on a clock of its own, and prints what would become of every due time.
    ///
    /// The rules are those that beat goes by; workers are taken to be free. Jobs take as long as past jobs of their
    /// schedule, or of its task, did in nine cases of ten; else a minute. Nothing is changed.
    Simulate(Simulate),
    /// Writes schedules as YAML, as `plan` and `apply` read them. Uses the API: see --url and NOC_API_TOKEN.
    Export(Export),
    /// Says what would change for schedules to be as files say, and what was done to them by hand. Changes nothing.
    Plan(FromFiles),
    /// Makes schedules as files say, in one transaction; what the files do not say any more is removed.
    Apply {
        /// Which.
        #[command(flatten)]
        files: FromFiles,
        /// Why, for the history.
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// The digest that `plan` printed: refuses to do anything else than that.
        #[arg(long, value_name = "DIGEST")]
        expect: Option<String>,
    },
    /// Takes over the schedules of celery-sqlalchemy-scheduler or sqlalchemy-celery-beat, row by row.
    ///
    /// --database-url names the database that Celery's tables are in. The scheduler's own is that of
    /// NOC_DATABASE_URL, the configuration file or a running `up`; where only one is known, it is both.
    /// Can be run again: what is here already is brought up to date where only Celery's side has changed.
    ImportCelery(ImportCelery),
}

/// What to simulate.
#[derive(Args, Clone, Debug)]
pub struct Simulate {
    /// For how many days.
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=92))]
    pub days: u32,
    /// From then on; from now on where not given.
    #[arg(long, value_name = "INSTANT", value_parser = Timestamp::parse)]
    pub from: Option<Timestamp>,
    /// How long every job takes: `90`, `30s`, `5m`, `2h`.
    #[arg(long, value_name = "TIME", value_parser = length)]
    pub duration: Option<Duration>,
    /// How long the jobs of some schedules take: a file with a JSON object of seconds by schedule.
    #[arg(long, value_name = "FILE")]
    pub durations: Option<PathBuf>,
    /// As though this file of schedules had been applied; `-` reads it from stdin. Can be given again and again.
    #[arg(long, value_name = "FILE")]
    pub file: Vec<PathBuf>,
    /// With --file: also take over what another file manages.
    #[arg(long, requires = "file")]
    pub take_over: bool,
    /// Only this schedule; can be given again and again.
    #[arg(long, value_name = "NAME")]
    pub schedule: Vec<String>,
}

/// Reads a length of time: a whole number of seconds, or of what its last letter says.
fn length(text: &str) -> Result<Duration, String> {
    let (number, unit) = match text.as_bytes().last() {
        Some(b's') => (text.strip_suffix('s'), 1),
        Some(b'm') => (text.strip_suffix('m'), 60),
        Some(b'h') => (text.strip_suffix('h'), 3_600),
        _ => (Some(text), 1),
    };
    let seconds = number.and_then(|number| number.parse::<u32>().ok()).map(|number| u64::from(number) * unit);
    seconds.map(Duration::from_secs).ok_or_else(|| "is no length of time such as 90, 30s, 5m or 2h".to_owned())
}

/// Where the API is.
#[derive(Args, Clone, Debug)]
pub struct ApiAt {
    /// Address of the API.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// Which schedules to write, and where.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// Where they are.
    #[command(flatten)]
    pub api: ApiAt,
    /// Only those with this in their name, task or owner.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// Only those with this tag.
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Only those that `ui`, or `file:` and a name, manages.
    #[arg(long, value_name = "MANAGER")]
    pub managed_by: Option<String>,
    /// Only those that were changed by hand since their file last said what they are: a patch for the file.
    #[arg(long)]
    pub drifted: bool,
    /// With the names of their owners.
    #[arg(long)]
    pub owners: bool,
    /// To a file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Schedules as files say them.
#[derive(Args, Clone, Debug)]
pub struct FromFiles {
    /// YAML or JSON; `-` is standard input. The name of the file is who manages its schedules.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Where to make it so.
    #[command(flatten)]
    pub api: ApiAt,
    /// Also what another file manages.
    #[arg(long)]
    pub take_over: bool,
}

/// How to take over Celery's schedules.
#[derive(Args, Clone, Debug)]
pub struct ImportCelery {
    /// Where the tables are; needed only where several schemas have some.
    #[arg(long, value_name = "NAME")]
    pub schema: Option<String>,
    /// Whose schedules are to be that name no owner.
    #[arg(long, value_name = "USER")]
    pub owner: Option<String>,
    /// Switches on here what is switched on in Celery; without it everything comes disabled.
    #[arg(long)]
    pub enable: bool,
    /// Says what would become of each row, and changes nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// What parsing came to when it is not a command.
#[derive(Debug, PartialEq, Eq)]
pub enum Other {
    /// Something that was asked for, such as help: for standard output.
    Asked(String),
    /// Wrong usage, in one line.
    Wrong(String),
}

impl Cli {
    /// Reads the words of a command line, the program's name first.
    ///
    /// # Errors
    /// When there is nothing to run: see [`Other`].
    pub fn read(words: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, Other> {
        let matches = Self::command().after_long_help(config::help()).try_get_matches_from(words);
        matches
            .and_then(|matches| Self::from_arg_matches(&matches))
            .map_err(|e| if e.use_stderr() { Other::Wrong(one_line(&e)) } else { Other::Asked(e.render().to_string()) })
    }
}

/// What clap says before it goes on about usage, without line breaks.
fn one_line(e: &clap::Error) -> String {
    let text = e.render().to_string();
    let reason = text.split("\n\nUsage:").next().unwrap_or_default();
    let words: Vec<&str> = reason.trim_start_matches("error:").split_whitespace().collect();
    if words.is_empty() || e.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let names: Vec<String> =
            Cli::command().get_subcommands().filter(|c| !c.is_hide_set()).map(|c| c.get_name().to_owned()).collect();
        return format!("a command is missing: {} (see --help)", names.join(", "));
    }
    format!("{} (see --help)", words.join(" ").trim_end_matches(" For more information, try '--help'."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Cli, Other> {
        Cli::read(line.split_whitespace().map(Into::into))
    }

    fn wrong(line: &str) -> String {
        match read(line) {
            Err(Other::Wrong(reason)) => reason,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_of_all_commands_stand_before_or_after_the_command() {
        for line in ["x --json --database-url a worker --queues b", "x worker --queues b --json --database-url a"] {
            let cli = read(line).unwrap();
            assert!(cli.global.json && cli.global.database_url.as_deref() == Some("a"), "{line}");
        }
    }

    #[test]
    fn wrong_usage_is_one_line() {
        for line in
            ["x", "x wrong", "x up --wrong", "x users", "x users add", "x users add a --role king", "x api --listen"]
        {
            let reason = wrong(line);
            assert!(reason.lines().count() == 1 && reason.len() < 200, "{line}: {reason}");
        }
        assert!(wrong("x users add a --role king").contains("operator"), "{}", wrong("x users add a --role king"));
    }

    #[test]
    fn help_names_every_setting() {
        let Err(Other::Asked(help)) = read("x --help") else { panic!("no help") };
        assert!(config::VARIABLES.iter().all(|v| help.contains(v.name)), "{help}");
    }
}
