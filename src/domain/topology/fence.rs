//! How far a crawl may go.

use std::collections::BTreeSet;
use std::net::IpAddr;

use regex::Regex;

use crate::domain::inventory::Prefix;
use crate::domain::network::Capability;

/// What a device must be to be visited. What is unknown of it does not fulfil a demand.
#[derive(Clone, Debug, Default)]
pub struct StayWithin {
    /// One of its addresses lies in one of these.
    pub prefixes: Vec<Prefix>,
    /// It stands in one of these places, in whatever case.
    pub locations: Vec<String>,
    /// Its name matches.
    pub name: Option<Regex>,
}

/// What a device must not be.
#[derive(Clone, Debug, Default)]
pub struct Exclude {
    /// It can do one of these and can neither route nor switch, unless that is named.
    pub capabilities: BTreeSet<Capability>,
    /// Its name matches.
    pub name: Option<Regex>,
}

/// Both.
#[derive(Clone, Debug, Default)]
pub struct Fence {
    /// What it must be.
    pub within: StayWithin,
    /// What it must not be.
    pub exclude: Exclude,
}

/// What a fence looks at.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// Its name.
    pub name: Option<&'a str>,
    /// Its addresses.
    pub addresses: BTreeSet<IpAddr>,
    /// Where it stands.
    pub location: Option<&'a str>,
    /// What it announces.
    pub capabilities: &'a BTreeSet<Capability>,
}

impl Fence {
    /// Why a device is outside, if it is.
    #[must_use]
    pub fn refuses(&self, seen: &Seen<'_>) -> Option<&'static str> {
        let Self { within, exclude } = self;
        let matches = |pattern: &Regex| seen.name.is_some_and(|name| pattern.is_match(name));
        if exclude.name.as_ref().is_some_and(matches) {
            return Some("its name is excluded");
        }
        if exclude.refuses(seen.capabilities) {
            return Some("what it is, is excluded");
        }
        if within.name.as_ref().is_some_and(|pattern| !matches(pattern)) {
            return Some("its name is outside");
        }
        let stands = |place: &String| seen.location.is_some_and(|at| at.eq_ignore_ascii_case(place));
        if !within.locations.is_empty() && !within.locations.iter().any(stands) {
            return Some("its location is outside");
        }
        let inside = |prefix: &Prefix| seen.addresses.iter().any(|address| prefix.contains(*address));
        if !within.prefixes.is_empty() && !within.prefixes.iter().any(inside) {
            return Some("its addresses are outside");
        }
        None
    }
}

impl Exclude {
    /// A telephone with a switch in it is a telephone; a router that is a station, too, is a router.
    fn refuses(&self, capabilities: &BTreeSet<Capability>) -> bool {
        let forwards = |what: &Capability| matches!(what, Capability::Router | Capability::Bridge);
        capabilities.iter().any(|what| {
            let weak = matches!(what, Capability::Station | Capability::Other);
            self.capabilities.contains(what) && !(weak && capabilities.iter().any(forwards))
        })
    }
}
