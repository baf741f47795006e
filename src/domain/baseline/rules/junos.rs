//! What Junos prints.

use super::{Rule, drop, head, say};

/// Junos.
pub(super) const JUNOS: &[Rule] = &[
    head(r"^## Last (?:commit|changed):"),
    // Its part in a cluster, before each prompt.
    head(r"^\{\w+(?::\w+)*\}$"),
    drop(r"^\{\w+(?::\w+)*\}$"),
    drop(r"^\s*(?:Input|Output) +(?:rate|bytes|packets)\s*:"),
    drop(r"^\s*(?:Input|Output) errors:|^\s*(?:Errors|Drops|Carrier transitions): \d+"),
    drop(r"^\s*(?:Statistics last cleared|Last flapped|Time of day|Current time)\s*:"),
    say(r"\b(Age|Uptime|System booted):? .*$", "$1: <time>"),
    say(r"\b(Hold ?time|Time to live):? \d+.*$", "$1: <time>"),
];
