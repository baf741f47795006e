//! What a schedule's owner may rely on, and the clever code against stupid code.
mod any_crontab;
mod clock_changes;
mod expressions;
mod fields;
mod hashes;
mod intervals;
mod limits;
mod once;
mod oracle;
mod remarks;
mod sun;
mod walk;
mod words;

use proptest::prelude::ProptestConfig;

use super::*;
use crate::domain::Timestamp;

fn cron(text: &str) -> Result<Crontab, FieldError> {
    Crontab::new(&parse_expression(text)?, None)
}

fn in_zone(text: &str, zone: &str) -> Cadence {
    Cadence::Crontab { crontab: cron(text).unwrap(), zone: Zone::parse(zone).unwrap(), dst: Dst::default() }
}

fn choosing(text: &str, zone: &str, dst: Dst) -> Cadence {
    Cadence::Crontab { crontab: cron(text).unwrap(), zone: Zone::parse(zone).unwrap(), dst }
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn due(cadence: &Cadence, after: &str, until: &str) -> Vec<String> {
    cadence.between(None, at(after), at(until)).map(|due| due.to_string()).collect()
}

/// Few, as everybody runs them all the time; `PROPTEST_CASES=2000` for more.
fn cases(usual: u32) -> ProptestConfig {
    let told = std::env::var_os("PROPTEST_CASES").is_some();
    if told { ProptestConfig::default() } else { ProptestConfig::with_cases(usual) }
}
