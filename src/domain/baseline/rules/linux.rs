//! What Linux, iproute2 and FRR print.

use super::{Rule, drop, say};

/// Linux.
pub(super) const LINUX: &[Rule] = &[
    // `uptime`.
    say(r"^\s*\d\d:\d\d:\d\d up .*$", "up <time>"),
    // `ip -s link`: what stands below `RX: bytes packets …`.
    drop(r"^\s*\d+(?:\s+\d+){3,}\s*$"),
    say(r"\b(expires|valid_lft|preferred_lft|used|age) [\d/]+(?:sec)?\b", "$1 <time>"),
    say(r"\b(lladdr [0-9a-f:]+(?: router)?) (?:REACHABLE|STALE|DELAY|PROBE)\b", "$1 <state>"),
    say(r"^(\s*[0-9a-fA-F.:]+ +4 +[\d.]+)(?: +\d+){5} +(\S+) +(\S.*)$", "$1 <n> <time> $3"),
];
