//! The normal form of JSON.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::secret::{Mark, marked, mask};

/// An output that is one object or array, in its normal form; `None` where it is something else.
pub(super) fn normal(output: &str, has_order: bool, mark: Mark<'_>) -> Option<String> {
    let text = output.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let value: Value = serde_json::from_str(text).ok()?;
    let normal = Normal { has_order, mark }.value(value, false);
    let mut text = serde_json::to_string_pretty(&normal).ok()?;
    text.push('\n');
    Some(text)
}

struct Normal<'m> {
    has_order: bool,
    mark: Mark<'m>,
}

impl Normal<'_> {
    /// How deep it goes is bounded by who read it.
    fn value(&self, value: Value, of_snmp: bool) -> Value {
        match value {
            Value::Object(fields) => Value::Object(self.object(fields, of_snmp)),
            Value::Array(all) => {
                let mut all: Vec<Value> = all.into_iter().map(|one| self.value(one, of_snmp)).collect();
                if !self.has_order {
                    all.sort_by_cached_key(Value::to_string);
                }
                Value::Array(all)
            }
            Value::String(text) => Value::String(mask(&text, self.mark)),
            other => other,
        }
    }

    fn object(&self, fields: Map<String, Value>, of_snmp: bool) -> Map<String, Value> {
        let mut fields: Vec<(String, Value)> = fields.into_iter().collect();
        fields.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut normal = Map::new();
        for (name, value) in fields {
            if is_volatile(&name) || is_doubt(&name, &value) {
                continue;
            }
            let of_snmp = of_snmp || name.to_ascii_lowercase().contains("snmp");
            let value = if is_secret(&name, of_snmp) { self.sealed(value) } else { self.value(value, of_snmp) };
            // EOS writes the lines of a configuration as names.
            normal.insert(mask(&name, self.mark), value);
        }
        normal
    }

    /// A secret, or whatever holds one.
    fn sealed(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(marked(&text, self.mark)),
            Value::Number(number) => Value::String(marked(&number.to_string(), self.mark)),
            Value::Array(all) => Value::Array(all.into_iter().map(|one| self.sealed(one)).collect()),
            Value::Object(fields) => {
                Value::Object(fields.into_iter().map(|(name, value)| (name, self.sealed(value))).collect())
            }
            other => other,
        }
    }
}

/// How sure Linux still is of a neighbour: it goes from one to the other all the time.
fn is_doubt(name: &str, value: &Value) -> bool {
    const STATES: [&str; 4] = ["REACHABLE", "STALE", "DELAY", "PROBE"];
    let is_one = |value: &Value| value.as_str().is_some_and(|word| STATES.contains(&word));
    name == "state" && value.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(is_one))
}

/// Names of timers and counters, over all makes: EOS, NX-OS, Junos, FRR, lldpd, iproute2.
fn is_volatile(name: &str) -> bool {
    static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        const NAMES: &str = r"(?xi)
            up_?time | uptm | time-?stamp | ^bootup | flapped | flap-?time
            | ^(?:disp_|mac-|neighbor-?)?age$ | ^ttl$ | ^rid$ | ^(?:valid|preferred)_life_time$
            | ^(?:mem|swap)_?free | ^memory_used | ^free_?mem | load_?avg | ^date-time$ | ^time-length$
            | last-?_?(?:change|move|contact|seen|clear|update|status-?change|hello|read|write|reset|used)
            | (?:discovery|change|contact)Time$ | ^moves$ | ^(?:updated|used|refcnt)$
            | counters?$ | statistics?$ | stats(?:64)?$ | Msecs?$ | EpochSecs?$ | ^junos:seconds$
            | ^(?:eth_|vdc_lvl_)?(?:in|out|input|output|rx|tx)[-_]?(?:avg_)?(?:rate|bits?|bps|pps|bytes|octets|packets|pkts|
                frames|ucast|mcast|bcast|errors?|errs?|drops?|discards?|ifdown)
            | ^eth_(?:babbles|bad|coll|crc|deferred|dribble|frame|giants|ignored|jumbo|latecoll|lostcarrier|nobuf|
                nocarrier|overrun|reset_cntr|runts|storm|underrun|watchdog|clear_counters|load_interval|link_flapped)
            | ^(?:msg|message)s?_?(?:rcvd|sent|received) | ^(?:kern|rr)_(?:uptm|usecs|ctime) | ^table_?version$
            | (?:in|out)(?:put)?Q(?:ueue)?$
        ";
        Regex::new(NAMES).ok()
    });
    NAMES.as_ref().is_some_and(|names| names.is_match(name))
}

/// Names whose values are secrets. A community is one of SNMP; those of BGP are not.
fn is_secret(name: &str, of_snmp: bool) -> bool {
    static NAMES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        const NAMES: &str = r"(?xi)
            passw | passphrase | secret | \bpsk\b | pre-?_?shared | private-?_?key | (?:auth|priv)[a-z]*-?_?key
            | key-?_?string | encrypted-?_?key | ^key$ | community-?_?(?:string|name)
        ";
        Regex::new(NAMES).ok()
    });
    let is_one = NAMES.as_ref().is_some_and(|names| names.is_match(name));
    is_one || (of_snmp && name.to_ascii_lowercase().starts_with("communit"))
}
