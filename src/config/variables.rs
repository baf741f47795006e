//! The one list of everything that can be configured. Reading, `--help` and the
//! table in the README follow from it.

use std::fmt::Write;

/// Something a person may set.
#[derive(Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name in the environment and in a configuration file.
    pub name: &'static str,
    /// The option that says the same on the command line.
    pub flag: Option<&'static str>,
    /// What holds where nobody says otherwise.
    pub default: Option<&'static str>,
    /// What it means.
    pub meaning: &'static str,
}

macro_rules! variables {
    ($($name:ident $(($flag:literal))? = $default:expr, $meaning:literal;)+) => {
        $(#[doc = $meaning] pub(super) static $name: Variable = Variable {
            name: concat!("NOC_", stringify!($name)),
            flag: variables!(@flag $($flag)?),
            default: $default,
            meaning: $meaning,
        };)+
        /// Every variable, in the order people meet them.
        pub static VARIABLES: &[&Variable] = &[$(&$name),+];
    };
    (@flag $flag:literal) => { Some($flag) };
    (@flag) => { None };
}

variables! {
    DATABASE_URL("--database-url") = None, "Where Postgres is: `postgres://user:password@host/database`. `up` starts one of its own without it; every other role needs it. A secret.";
    REDIS_URL("--redis-url") = None, "Where Redis is: `redis://:password@host:6379/0`, `rediss://…` or `redis+unix:///run/redis.sock`. `up` starts one of its own without it. A secret.";
    REDIS_PREFIX = Some("noc:"), "What the names of all keys in Redis begin with, so that several programs can share one server.";
    LISTEN("--listen") = Some("127.0.0.1:8000"), "Address and port of the API. Port 0 takes a free one, which the ready line names.";
    DATA_DIR("--data-dir") = Some("/var/lib/noc-scheduler for root, else ~/.local/share/noc-scheduler"), "Where `up` keeps its Postgres and Redis, and where everything else finds them.";
    ADMIN_PASSWORD = None, "Password of the first user, `admin`. Without it one is generated and printed once. A secret.";
    TIMEZONE = Some("UTC"), "Time zone of schedules that name none.";
    WORKER_QUEUES("--queues") = Some("default"), "Queues a worker takes jobs from, separated by commas.";
    WORKER_CONCURRENCY("--concurrency") = Some("16"), "How many jobs a worker runs at once.";
    WORKER_GRACE_SECONDS = Some("30"), "How long running jobs may go on when a worker stops; what is left is taken over by another one.";
    DATABASE_CONNECTIONS = Some("16"), "The most connections to Postgres in a process's pool; each role holds up to five more of its own.";
    CATCH_UP_LIMIT = Some("100"), "When catch-up would make more jobs than this for one schedule, all of them wait for an operator.";
    JOB_RETENTION_DAYS = Some("30"), "For how many days ended jobs and their logs are kept; at least 8, because catch-up reaches back 7.";
    LEDGER_RETENTION_DAYS = Some("400"), "For how many days skipped due times, daily counts of jobs, reports of outages and what syncs changed are kept.";
    SECRET_KEY = None, "Seals the secrets of connections and credentials in the database: 64 hexadecimal digits, the same for every api and worker. Several, separated by commas: the first seals, all open. A secret.";
    SECRET_KEY_FILE = Some("`secret.key` in the data directory; `up` makes it"), "A file of mode 0600 with the same, a key a line.";
    NAUTOBOT_URL = None, "Address of Nautobot, as opened in a browser: `https://nautobot.example.net`. For connections that people change in the page, leave it out.";
    NAUTOBOT_TOKEN = None, "API token for Nautobot. A secret.";
    NAUTOBOT_VERIFY_TLS = Some("true"), "Whether Nautobot must show a certificate that this host trusts.";
    CHECKMK_URL = None, "Address of CheckMK without the site: `https://checkmk.example.net`. As with Nautobot, connections can be made in the page instead.";
    CHECKMK_SITE = None, "The site: `cmk`.";
    CHECKMK_USERNAME = None, "The automation user.";
    CHECKMK_SECRET = None, "The automation user's secret. A secret.";
    CHECKMK_VERIFY_TLS = Some("true"), "Whether CheckMK must show a certificate that this host trusts.";
    SSH_PORT = Some("22"), "Where SSH listens on network devices.";
    SSH_SESSIONS_PER_DEVICE = Some("1"), "How many sessions all jobs and workers together hold on one device at once.";
    SSH_SESSIONS_PER_SITE = Some("10"), "The same for all devices of one location.";
    SSH_LOGINS_PER_SECOND = Some("10"), "How many logins to devices begin in a second, all jobs and workers together.";
    SSH_REFUSALS = Some("3"), "After so many devices in a row refused a credential, a job stops using it: a wrong password must not lock the account.";
    SSH_COMMANDS = None, "Beginnings of commands that jobs may run on devices besides those that only read, separated by commas, in whole words: `dir,ping`. What could write a file or begin another command is refused all the same.";
    TEXTFSM_TEMPLATES = None, "The directory of an installed ntc-templates: devices of platforms that it knows and this program does not can be crawled, too.";
    NOTIFY_URL = None, "Address that is told, as JSON by POST, of failing and recovered schedules, missed due times and queues without workers: `https://alerts.example.net/noc`. A secret.";
    NOTIFY_TOKEN = None, "Sent to it as `Authorization: Bearer …`. A secret.";
    PUBLIC_URL = None, "Where people open this program, so that what the webhook is told can link there: `https://noc.example.net`.";
    API_URL("--url") = Some("http://127.0.0.1:8000"), "Where `schedules export`, `plan` and `apply` find the API.";
    API_TOKEN = None, "The API token that they show it. A secret.";
    CORS_ORIGINS = None, "Other origins whose pages may call the API, separated by commas: `https://noc.example.net`.";
    SECURE_COOKIES = Some("false"), "Marks the session cookie `Secure` even where requests seem to come by plain HTTP.";
    BEHIND_PROXY = Some("false"), "A reverse proxy stands in front: the client's address is the last one in `X-Forwarded-For`.";
    METRICS_OPEN = Some("false"), "Lets everybody read `/metrics`; otherwise that needs a login, such as a viewer's API token.";
    LOG("--log") = Some("info"), "How much is logged, to standard error: `error`, `warn`, `info`, `debug`, or by module: `info,noc_scheduler::beat=debug`.";
    LOG_FORMAT = Some("text"), "`text`, or `json` for one object a line.";
    POSTGRES_BIN = None, "For `up`: the directory that holds `postgres` and `initdb`, where it is not found by itself.";
    REDIS_SERVER = None, "For `up`: the program that is Redis, where it is not found by itself.";
}

/// The table of the README.
#[must_use]
pub fn markdown() -> String {
    let mut table = "| Variable | Option | Default | Meaning |\n|---|---|---|---|\n".to_owned();
    for v in VARIABLES {
        let code = |text: Option<&str>| text.map(|text| format!("`{text}`")).unwrap_or_default();
        // A default in words is no code.
        let default = if v.default.is_some_and(|d| d.contains(' ')) {
            v.default.map(str::to_owned).unwrap_or_default()
        } else {
            code(v.default)
        };
        let _ = writeln!(table, "| `{}` | {} | {default} | {} |", v.name, code(v.flag), v.meaning);
    }
    table
}

/// What `--help` says about them.
#[must_use]
pub fn help() -> String {
    let mut text = "Configuration, by option, environment, or the file named by --config, in this order:\n".to_owned();
    for v in VARIABLES {
        let default = v.default.map(|d| format!(" [default: {d}]")).unwrap_or_default();
        let _ = writeln!(text, "  {}\n          {}{default}", v.name, v.meaning);
    }
    text
}

/// The name that may have been meant.
pub(super) fn resembling(name: &str) -> Option<&'static str> {
    /// More letters wrong than this, and it was something else that was meant.
    const MOST_WRONG: usize = 3;
    let (wrong, meant) = VARIABLES.iter().map(|v| (distance(name, v.name), v.name)).min()?;
    (wrong <= MOST_WRONG).then_some(meant)
}

/// Letters to change, add or leave out to come from one to the other; two that are swapped count as two.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_the_right_one() {
        assert_eq!(resembling("NOC_REDIS_ULR"), Some("NOC_REDIS_URL"));
        assert_eq!(resembling("NOC_WORKERS_CONCURRENCY"), Some("NOC_WORKER_CONCURRENCY"));
        assert_eq!(resembling("NOC_SOMETHING_ELSE"), None);
        assert_eq!((distance("abc", "abc"), distance("", "abc"), distance("abc", "axcd")), (0, 3, 2));
    }

    #[test]
    fn names_are_alike_in_form_and_no_two_are_equal() {
        let mut names: Vec<_> = VARIABLES.iter().map(|v| v.name).collect();
        assert!(names.iter().all(|n| n.starts_with("NOC_") && n.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), VARIABLES.len());
        assert!(VARIABLES.iter().all(|v| !v.meaning.contains('|')), "a bar would end the cell of the table");
    }
}
