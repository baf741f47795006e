//! `H`: a number of the schedule's own.
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn with_seed(text: &str, seed: u32) -> Result<Crontab, FieldError> {
    Crontab::new(&parse_expression(text).unwrap(), Some(seed))
}

/// What stored events mean; a change here changes when schedules run.
#[test]
fn what_a_seed_gives_stays_for_ever() {
    let id = Uuid::from_u128(0x0193_5a3c_7e10_7abc_8def_0123_4567_89ab);
    assert_eq!(seed_of(id), SEED_OF_ID);
    for (text, resolved) in RESOLVED {
        assert_eq!(with_seed(text, seed_of(id)).unwrap().resolved().text(), resolved, "{text}");
    }
}

const SEED_OF_ID: u32 = 658_543_898;
const RESOLVED: [(&str, &str); 6] = [
    ("H H * * *", "0 39 21 * * *"),
    ("H H H H H H", "6 39 21 27 7 0"),
    ("H/15 * * * *", "0 9-59/15 * * * *"),
    ("H(0-29)/10 h(9-16) * * H(mon-fri)", "0 9-29/10 14 * * 4"),
    ("H(0-29),H(30-59) H/4 H/7 H/5 +H", "0 9,39 1-23/4 6-28/7 1-12/5 +0"),
    ("5,H * * * *", "0 5,39 * * * *"),
];

#[test]
fn it_is_stored_as_written_with_its_seed_and_needs_no_id_to_be_read() {
    let crontab = with_seed("H 2 * * *", 77).unwrap();
    let text = r#"{"minute":"H","hour":"2","day_of_month":"*","month_of_year":"*","day_of_week":"*","seed":77}"#;
    assert_eq!(serde_json::to_string(&crontab).unwrap(), text);
    let read: Crontab = serde_json::from_str(text).unwrap();
    assert_eq!((&read, read.seed(), read.to_string()), (&crontab, Some(77), "H 2 * * *".to_owned()));
    assert_eq!(read.pattern() as *const _, cron(&read.resolved().text()).unwrap().pattern() as *const _);
    assert_ne!(with_seed("H 2 * * *", 78).unwrap(), crontab);
    // A seed that nothing needs is not kept.
    assert_eq!(with_seed("0 2 * * *", 77).unwrap(), cron("0 2 * * *").unwrap());
    assert_eq!(with_seed("0 2 * * *", 77).unwrap().seed(), None);
}

#[test]
fn a_resolved_number_is_a_fixed_hour_and_a_step_is_none() {
    for (text, fixed) in
        [("0 H * * *", true), ("0 H(9-16),20 * * *", true), ("0 H/4 * * *", false), ("0 H,2-3 * * *", false)]
    {
        assert_eq!(with_seed(text, 1).unwrap().pattern().fixed_hours, fixed, "{text}");
    }
}

#[test]
fn what_cannot_be_resolved_is_told_with_its_field() {
    for (text, said) in [
        ("H(0-60) * * * *", "minute: `60` is outside 0-59"),
        ("* hello * * *", "hour: `hello` is no `H`: write `H`, `H/5`, `H(1-9)` or `H(1-9)/5`"),
        ("* H(5) * * *", "hour: `H(5)` is no `H`"),
        ("* H(5-9 * * *", "hour: `H(5-9` is no `H`"),
        ("* H(9-5) * * *", "hour: `H(9-5)` has a range that runs backwards"),
        ("* * H/0 * *", "day_of_month: `H/0` has step 0"),
        ("* * H/29 * *", "day_of_month: `H/29` steps further than the 28 values there are"),
        ("* * * H/ *", "month_of_year: `H/` has no number after the `/`"),
        ("* * * * H#2", "day_of_week: `H#2` is no `H`"),
        ("* * +H * *", "day_of_month: `+h` is not a number"),
    ] {
        let told = with_seed(text, 1).unwrap_err().to_string();
        assert!(told.starts_with(said), "{text}: {told}");
    }
    let told = cron("0 H * * *").unwrap_err().to_string();
    assert!(told.starts_with("hour: `H` takes its number from the schedule's id, and there is none"), "{told}");
}

#[test]
fn a_hundred_hourly_schedules_spread_over_the_hour() {
    let minute = |id: u128| with_seed("H * * * *", seed_of(Uuid::from_u128(id))).unwrap().resolved().minute;
    let minutes: std::collections::BTreeSet<_> = (0..100).map(minute).collect();
    assert!(minutes.len() > 40, "{minutes:?}");
}

proptest! {
    #[test]
    fn it_is_a_number_within_its_bounds(seed: u32, first in 0..60_u8, length in 0..60_u8, step in 1..60_u8) {
        let last = (first + length).min(59);
        let number = with_seed(&format!("H({first}-{last}) * * * *"), seed).unwrap().resolved().minute;
        prop_assert!((first..=last).contains(&number.parse().unwrap()));
        let day = with_seed("0 0 H * *", seed).unwrap().resolved().day_of_month;
        prop_assert!((1..=28).contains(&day.parse().unwrap()));
        if step > last - first + 1 { return Ok(()) }
        let stepped = with_seed(&format!("H({first}-{last})/{step} * * * *"), seed).unwrap();
        let cadence = Cadence::Crontab { crontab: stepped, zone: Zone::UTC, dst: Dst::default() };
        let hour = due(&cadence, "2025-12-31T23:59:59Z", "2026-01-01T00:59:59Z");
        let minutes: Vec<u8> = hour.iter().map(|due| due[14..16].parse().unwrap()).collect();
        prop_assert!(minutes[0] < first + step && minutes[0] >= first);
        let all: Vec<_> = (minutes[0]..=last).step_by(step.into()).collect();
        prop_assert_eq!(minutes, all);
    }
}
