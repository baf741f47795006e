//! What a schedule's owner may rely on, and the clever code against stupid code.
mod any_crontab;
mod clock_changes;
mod fields;
mod intervals;
mod limits;
mod oracle;

use proptest::prelude::ProptestConfig;

use super::*;
use crate::domain::Timestamp;

fn cron(text: &str) -> Result<Crontab, FieldError> {
    let fields: Vec<_> = text.split(' ').map(str::to_owned).collect();
    let [minute, hour, day_of_month, month_of_year, day_of_week] = fields.try_into().unwrap();
    Crontab::new(&CrontabFields { minute, hour, day_of_month, month_of_year, day_of_week })
}

fn in_zone(text: &str, zone: &str) -> Cadence {
    Cadence::Crontab { crontab: cron(text).unwrap(), zone: Zone::parse(zone).unwrap() }
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
