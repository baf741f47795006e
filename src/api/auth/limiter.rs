//! How often a login may fail.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::Timestamp;

/// Failures are counted over this time, from the first one.
const WINDOW: Duration = Duration::from_secs(5 * 60);
/// Failures for one name from one address.
const PER_NAME_AND_ADDRESS: u32 = 5;
/// Failures from one address, whatever the names: many people may share it.
const PER_ADDRESS: u32 = 50;
/// Failures for one name, from wherever.
const PER_NAME: u32 = 50;
/// Things counted at a time, some megabytes. When full, the oldest half is forgotten.
const MOST_ENTRIES: usize = 20_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Both(String, Option<IpAddr>),
    Address(Option<IpAddr>),
    Name(String),
}

#[derive(Clone, Copy, Debug)]
struct Count {
    since: Timestamp,
    failures: u32,
}

/// Counts failed logins. An attempt counts as failed until it has succeeded, so
/// that many at once cannot all slip through.
#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<HashMap<Key, Count>>);

impl Limiter {
    /// Counts an attempt.
    ///
    /// # Errors
    /// After how many seconds to come back, when there were too many.
    pub(super) fn attempt(&self, name: &str, address: Option<IpAddr>, now: Timestamp) -> Result<(), u64> {
        let keys = keys(name, address);
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, most) in &keys {
            if let Some(count) = counts.get(key).filter(|count| now.since(count.since) < WINDOW)
                && count.failures >= *most
            {
                return Err((WINDOW - now.since(count.since)).as_secs().max(1));
            }
        }
        if counts.len() + keys.len() > MOST_ENTRIES {
            make_room(&mut counts, now);
        }
        for (key, _) in keys {
            match counts.entry(key) {
                Entry::Occupied(mut known) if now.since(known.get().since) < WINDOW => known.get_mut().failures += 1,
                entry => {
                    entry.insert_entry(Count { since: now, failures: 1 });
                }
            }
        }
        Ok(())
    }

    /// The attempt succeeded: it was none of the failures, and the name's earlier ones from here are forgiven.
    pub(super) fn succeeded(&self, name: &str, address: Option<IpAddr>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _) in keys(name, address) {
            if matches!(key, Key::Both(..)) {
                counts.remove(&key);
            } else if let Some(count) = counts.get_mut(&key) {
                count.failures = count.failures.saturating_sub(1);
            }
        }
    }
}

fn keys(name: &str, address: Option<IpAddr>) -> [(Key, u32); 3] {
    let name = name.trim().to_lowercase();
    [
        (Key::Both(name.clone(), address), PER_NAME_AND_ADDRESS),
        (Key::Address(address), PER_ADDRESS),
        (Key::Name(name), PER_NAME),
    ]
}

fn make_room(counts: &mut HashMap<Key, Count>, now: Timestamp) {
    counts.retain(|_, count| now.since(count.since) < WINDOW);
    if counts.len() > MOST_ENTRIES / 2 {
        let mut ages: Vec<_> = counts.values().map(|count| count.since).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        counts.retain(|_, count| count.since > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000 + seconds)
    }

    const HOME: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST));

    #[test]
    fn the_sixth_failure_waits_for_the_rest_of_the_window() {
        let limiter = Limiter::default();
        for second in 0..5 {
            assert_eq!(limiter.attempt("Alice", HOME, at(second)), Ok(()));
        }
        assert_eq!(limiter.attempt("alice ", HOME, at(60)), Err(240));
        assert_eq!(limiter.attempt("bob", HOME, at(60)), Ok(()));
        assert_eq!(limiter.attempt("alice", HOME, at(301)), Ok(()));
    }

    #[test]
    fn success_forgives() {
        let limiter = Limiter::default();
        for second in 0..100 {
            assert_eq!(limiter.attempt("alice", HOME, at(second)), Ok(()));
            limiter.succeeded("alice", HOME);
        }
    }

    #[test]
    fn one_address_cannot_try_every_name() {
        let limiter = Limiter::default();
        let tried = (0..100).take_while(|n| limiter.attempt(&format!("user{n}"), HOME, at(0)).is_ok()).count();
        assert_eq!(tried, 50);
    }

    #[test]
    fn the_map_stays_small() {
        let limiter = Limiter::default();
        for n in 0..30_000_u32 {
            let address = Some(IpAddr::V4(n.into()));
            let _ = limiter.attempt(&format!("user{n}"), address, at(i64::from(n / 1_000)));
        }
        assert!(limiter.0.lock().unwrap().len() <= MOST_ENTRIES);
    }
}
