//! What IOS, IOS-XE, IOS-XR and NX-OS print, and EOS after them.

use super::{Rule, drop, head, say};

/// Heads of configurations: how long they are, who changed them when. FRR writes the first two as well.
pub(super) const CONFIGURATION: &[Rule] = &[
    head(r"^Building configuration\.\.\.$"),
    head(r"^Current configuration\s*:"),
    head(r"^Using \d+ out of \d+ bytes"),
    head(r"^!+ ?(?:Last configuration change|NVRAM config last updated|No configuration change since)\b"),
    head(r"^!+ ?(?:Running configuration last done|Startup config saved|Startup-config last modified) at\b"),
    head(r"^!+ ?(?:Time|boot time)\b ?:?"),
    head(r"^ntp clock-period \d+$"),
    // IOS-XR says what time it is.
    head(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+$"),
];

/// Timers and counters that all of them print alike.
pub(super) const STATE: &[Rule] = &[
    drop(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+$"),
    say(r"\b([Uu]ptime(?: is|:| for this control processor is)) .*$", "$1 <time>"),
    // Interfaces.
    drop(r"^\s*Last (?:input|output|clearing|link flapped|state change|Flapped)\b"),
    drop(r"^\s*(?:Input|Output) queue: "),
    drop(r"^\s*(?:\d+ (?:second|minute)s? )?(?:input|output) rate\b"),
    drop(
        r"^\s*(?:Received )?\d+ (?:\(\d+ \w+\) )?(?:packets?|bytes|bits|runts?|giants?|throttles|input|output|unknown protocol|babbles?|lost carrier|no carrier|unicast|multicast|broadcast|broadcasts|CRC|watchdog|interface resets|link status|carrier transitions|dropped|drops|jumbo|short|alignment|symbol|late collision|deferred|collisions?|storm|PAUSE|pause|Rx|Tx|underruns?|overruns?|bad etype|bad proto|if down|ignored|no buffer|fragments?|aborts?|frame|parity|total output drops|input errors|output errors)\b",
    ),
    say(
        r"\breliability \d+/255, txload \d+/255, rxload \d+/255",
        "reliability <n>/255, txload <n>/255, rxload <n>/255",
    ),
    // Neighbours: how long until they are forgotten.
    say(r"^(\s*(?:Hold ?time|Time remaining|Hold Time|TTL)\s*:?) .*$", "$1 <time>"),
    say(r"^(\S+ +[A-Z][A-Za-z]{1,14} ?\d[\d/.]* +)\d{1,3}( +(?:[RTBSHIrPDCMs](?: [RTBSHIrPDCMs])*) )", "$1<time>$2"),
    // BGP: messages, versions and queues.
    say(r"^(\s*[0-9a-fA-F.:]+ +4 +[\d.]+)(?: +\d+){5} +(\S+) +(\S.*)$", "$1 <n> <time> $3"),
    // ARP and neighbour discovery: ages, and how sure it still is.
    say(r"^(Internet +\S+ +)\d+( +\S+ +ARPA\b)", "$1<time>$2"),
    say(
        r"^([0-9A-Fa-f:]+:[0-9A-Fa-f:]* +)\d+( +[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4} +)(?:REACH|STALE|DELAY|PROBE)\b",
        "$1<time>$2<state>",
    ),
    drop(r"^\s*(?:Free|Available) [Mm]emory\b"),
];

/// IOS alone.
pub(super) const IOS: &[Rule] = &[
    say(r"^(CPU utilization for five seconds:) .*$", "$1 <n>"),
    drop(r"^Load for five secs: "),
    drop(r"^Time source is "),
];

/// NX-OS alone.
pub(super) const NXOS: &[Rule] = &[
    // The age of an entry of the MAC table.
    say(r"^([*+GCOR(]* *\d+ +[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4} +\w+ +)(?:\d+|~~~|-|NA)( +)", "$1<time>$2"),
    drop(r"^\s*(?:RX|TX)$"),
    drop(r"^\s*\d+ interface resets$"),
];

/// IOS-XR alone.
pub(super) const XR: &[Rule] =
    &[drop(r"^\s*\d+ carrier transitions?, "), drop(r"^\s*Carrier delay\b.*\btransitions\b")];
