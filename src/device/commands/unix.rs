//! What is let through to a Unix shell: a few programs, each with those of its arguments that read.

use super::{Refusal, beginning_of, begins_with, filter, sign_in};

/// What may be run, as it is told to people.
const ALLOWED: &str = "`ip [-j] link|addr|neigh|route|rule … show`, `bridge [-j] link|fdb|vlan|mdb show`, \
                       `lldpcli [-f json] show …`, `vtysh -c 'show …'`, `hostname`, `uname`, `uptime`, `hostnamectl`, \
                       `cat` of files that say what the host is";

/// Files that say what a host is.
const FILES: [&str; 9] = [
    "/etc/debian_version",
    "/etc/hostname",
    "/etc/machine-id",
    "/etc/os-release",
    "/proc/uptime",
    "/proc/version",
    "/sys/class/dmi/id/chassis_serial",
    "/sys/class/dmi/id/product_name",
    "/sys/class/dmi/id/product_serial",
];
/// Options of `ip` and `bridge` that change how things are shown, and no more. `-b` would run a file.
const SHOWING: [&str; 16] = [
    "-j", "-json", "-d", "-details", "-s", "-stats", "-p", "-pretty", "-o", "-oneline", "-4", "-6", "-br", "-brief",
    "-N", "-h",
];
const IP_OBJECTS: [&str; 14] = [
    "a",
    "addr",
    "address",
    "l",
    "link",
    "n",
    "neigh",
    "neighbor",
    "neighbour",
    "nexthop",
    "r",
    "route",
    "rule",
    "vrf",
];
const BRIDGE_OBJECTS: [&str; 5] = ["fdb", "link", "mdb", "vlan", "vni"];
/// Written in full: `ip link s` is `set`.
const SHOW: [&str; 4] = ["show", "list", "ls", "lst"];
const LLDP_FORMS: [&str; 5] = ["json", "json0", "keyvalue", "plain", "xml"];

/// Whether a command line of a Unix shell only reads, or is one that is allowed besides. In any case it is one command,
/// with nothing in it that a shell would read.
pub(super) fn check(command: &str, allowed_besides: bool) -> Result<(), Refusal> {
    let words = split(command)?;
    if allowed_besides {
        return Ok(());
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // Without a terminal to ask for a password on, `sudo` may only do what it does without one.
    let words = words.strip_prefix(&["sudo", "-n"]).unwrap_or(&words);
    let reads = match words {
        ["ip", rest @ ..] => shows(rest, &IP_OBJECTS) || gets_route(rest),
        ["bridge", rest @ ..] => shows(rest, &BRIDGE_OBJECTS),
        ["lldpcli", "-f", form, "show", ..] => LLDP_FORMS.contains(form),
        ["lldpcli", "show", ..] | ["hostname" | "uptime" | "hostnamectl"] | ["hostname", "-f" | "-s"] => true,
        ["uname", flags @ ..] => flags.iter().all(|flag| flag.starts_with('-')),
        ["cat", files @ ..] => !files.is_empty() && files.iter().all(|file| FILES.contains(file)),
        ["vtysh", asked @ ..] => return vtysh(command, asked),
        _ => false,
    };
    if reads { Ok(()) } else { Err(not_read_only(command)) }
}

fn not_read_only(command: &str) -> Refusal {
    Refusal::NotReadOnly { command: beginning_of(command), allowed: ALLOWED.to_owned() }
}

/// `[options] object [show …]`.
fn shows(words: &[&str], objects: &[&str]) -> bool {
    let options = words.iter().take_while(|word| SHOWING.contains(word)).count();
    match &words[options..] {
        [object] => objects.contains(object),
        [object, verb, ..] => objects.contains(object) && SHOW.contains(verb),
        [] => false,
    }
}

/// `[options] route get …`: asks which way a packet would go.
fn gets_route(words: &[&str]) -> bool {
    let options = words.iter().take_while(|word| SHOWING.contains(word)).count();
    matches!(&words[options..], ["r" | "route", "get", _, ..])
}

/// One or more `-c 'show …'`, each a command of a network device.
fn vtysh(command: &str, asked: &[&str]) -> Result<(), Refusal> {
    if asked.is_empty() {
        return Err(not_read_only(command));
    }
    for pair in asked.chunks(2) {
        match pair {
            ["-c", shown] if begins_with(shown, "show") => {
                if let Some(sign) = sign_in(shown) {
                    return Err(Refusal::Sign(sign));
                }
                filter::check(shown)?;
            }
            _ => return Err(not_read_only(command)),
        }
    }
    Ok(())
}

/// The words of a line, of which those in quotes are one. Whatever a shell would put something else for is refused.
fn split(command: &str) -> Result<Vec<String>, Refusal> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (_, '$' | '`' | '\\' | '!') => return Err(Refusal::Sign(format!("`{c}`"))),
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, c) if c.is_ascii_alphanumeric() || "-_./:,=@+%".contains(c) => word.get_or_insert_default().push(c),
            (None, c) => return Err(Refusal::Sign(format!("`{c}`"))),
        }
    }
    if let Some(open) = quote {
        return Err(Refusal::Sign(format!("an open {open}")));
    }
    words.extend(word);
    Ok(words)
}
