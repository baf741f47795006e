//! What EOS prints otherwise than IOS.

use super::{Rule, drop, say};

/// EOS alone.
pub(super) const EOS: &[Rule] = &[
    drop(r"^\s*(?:Last table change time|Number of table (?:inserts|deletes|drops|age-outs))\s*:"),
    drop(r"^\s*\d+ link status changes since last clear"),
    drop(r"^\s*- (?:Age|Time since last contact|Ttl|Time To Live)\b.*"),
    say(r"^(\s*Up) \d+ .*$", "$1 <time>"),
    // How often an address of the MAC table moved.
    say(r"^(\s*\d+ +[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4} +[A-Z]+ +\S+ +)\d+( +)", "$1<n>$2"),
];
