//! Random crontabs: against croner's search, against the stupid way, and against themselves.
use std::time::Duration;

use jiff::civil;
use proptest::prelude::*;

use super::oracle::{Walked, choices, matches_date};
use super::*;

fn numbers(least: u8, most: u8) -> impl Strategy<Value = String> + Clone {
    let one = (least..=most).prop_map(|value| value.to_string());
    let range = (least..=most, least..=most).prop_map(|(a, b)| format!("{}-{}", a.min(b), a.max(b)));
    let step = 1..=(most - least).min(most);
    let stepped = (range.clone(), step.clone()).prop_map(|(range, step)| format!("{range}/{step}"));
    let wild = step.prop_map(|step| format!("*/{step}"));
    let entry = prop_oneof![4 => one, 1 => range, 1 => stepped, 1 => wild];
    prop_oneof![2 => Just("*".to_owned()), 3 => proptest::collection::vec(entry, 1..4).prop_map(|e| e.join(","))]
}

fn plain() -> impl Strategy<Value = [String; 5]> {
    (numbers(0, 59), numbers(0, 23), numbers(1, 31), numbers(1, 12), numbers(0, 7))
        .prop_map(|(minute, hour, day, month, weekday)| [minute, hour, day, month, weekday])
}

/// With what only the calendar of a month decides.
fn special() -> impl Strategy<Value = String> {
    let day = prop_oneof![
        3 => numbers(1, 31),
        1 => Just("L".to_owned()),
        1 => Just("LW".to_owned()),
        1 => (1..=31).prop_map(|day| format!("{day}W")),
        1 => (1..=31, 1..=31).prop_map(|(a, b)| format!("{a}W,{b}")),
    ];
    let weekday = prop_oneof![
        3 => numbers(0, 7),
        1 => (0..=7).prop_map(|day| format!("{day}L")),
        1 => (0..=7, 1..=5).prop_map(|(day, nth)| format!("{day}#{nth}")),
        1 => (0..=7, 1..=5, 0..=6).prop_map(|(day, nth, other)| format!("{day}#{nth},{other}")),
    ];
    (plain(), day, proptest::bool::weighted(0.2), weekday).prop_map(
        |([minute, hour, _, month, _], day, both, weekday)| {
            format!("{minute} {hour} {day} {month} {}{weekday}", if both { "+" } else { "" })
        },
    )
}

const ZONES: [&str; 8] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Cairo",
    "Antarctica/Troll",
    "Africa/Casablanca",
];

proptest! {
    #![proptest_config(cases(24))]

    /// croner's reading is what is walked, but croner searches it another way.
    #[test]
    fn on_civil_time_it_walks_as_croner_searches(text in special(), from in 0..4_000_000_000_i64) {
        let Ok(crontab) = cron(&text) else { return Ok(()) };
        let cadence = Cadence::Crontab { crontab, zone: Zone::UTC, dst: Dst::default() };
        let second_opinion: croner::Cron = text.parse().unwrap();
        let mut civil = jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::from_second(from).unwrap());
        for due in cadence.between(None, Timestamp::from_seconds(from), Timestamp::MAX).take(12) {
            civil = second_opinion.find_next_occurrence(&civil, false).unwrap();
            prop_assert_eq!(due.to_string(), format!("{civil}Z"), "{}", text);
        }
    }

    #[test]
    fn its_dates_are_those_found_day_by_day(text in special(), year in 1900..2100_i16) {
        let fields: Vec<_> = text.split(' ').collect();
        let noon = format!("0 12 {}", fields[2..].join(" "));
        let stupid = civil::date(year, 1, 1).series(jiff::Span::new().days(1)).take(365);
        let stupid = stupid.filter(|date| matches_date([fields[2], fields[3], fields[4]], *date));
        let stupid: Vec<_> = stupid.map(|date| format!("{date}T12:00:00Z")).collect();
        let until = civil::date(year, 1, 1).checked_add(jiff::Span::new().days(365)).unwrap();
        let clever = match cron(&noon) {
            Ok(crontab) => {
                let cadence = Cadence::Crontab { crontab, zone: Zone::UTC, dst: Dst::default() };
                due(&cadence, &format!("{year}-01-01T00:00:00Z"), &format!("{until}T00:00:00Z"))
            }
            Err(told) => {
                prop_assert!(told.message.ends_with("would never fire"), "{}: {}", noon, told);
                Vec::new()
            }
        };
        prop_assert_eq!(clever, stupid, "{}", noon);
    }

    #[test]
    fn next_latest_and_span_tell_of_the_same_due_times(
        text in special(), zone in 0..ZONES.len(), from in -4_000_000_000..4_000_000_000_i64,
        micros in 0..2_000_000_i64, length in 0..40_000_000_i64,
        start in proptest::option::of(-40_000_000..40_000_000_i64), choice in 0..12_usize, second in numbers(0, 59),
    ) {
        let (gap, overlap) = choices()[choice];
        // Half of them with seconds.
        let text = if choice % 2 == 0 { text } else { format!("{second} {text}") };
        let Ok(crontab) = cron(&text) else { return Ok(()) };
        let cadence = Cadence::Crontab { crontab, zone: Zone::parse(ZONES[zone]).unwrap(), dst: Dst { gap, overlap } };
        let after = Timestamp::from_micros(from * 1_000_000 + micros);
        let until = Timestamp::from_seconds(from + length);
        let start = start.map(|by| Timestamp::from_micros((from + by) * 1_000_000 - micros));
        let mut last = None;
        let mut walked = 0_u64;
        let listed: Vec<_> = cadence.between(start, after, until).take(300).collect();
        for due in &listed {
            prop_assert!(*due > last.unwrap_or(after) && *due <= until && start.is_none_or(|start| *due >= start));
            prop_assert_eq!(cadence.next_after(start, last.unwrap_or(after)), Some(*due));
            prop_assert_eq!(cadence.latest(start, last.unwrap_or(after), *due), Some(*due));
            let just_before = due.minus(Duration::from_micros(1));
            prop_assert_eq!(cadence.latest(start, after, just_before), last);
            last = Some(*due);
            walked += 1;
            if walked % 50 == 1 {
                let span = Span { first: listed[0], last: *due, count: walked };
                prop_assert_eq!(cadence.span(start, after, *due), Some(span));
            }
        }
        if listed.len() < 300 {
            let span = last.map(|last| Span { first: listed[0], last, count: walked });
            prop_assert_eq!(cadence.span(start, after, until), span);
        }
    }
}

proptest! {
    // Slow: every minute of four days is walked.
    #![proptest_config(cases(8))]

    #[test]
    fn over_a_clock_change_it_agrees_with_the_stupid_way(
        fields in plain(), zone in 1..ZONES.len(), year in 2000..2036_i16, back: bool, choice in 0..12_usize,
    ) {
        let Some(change) = change_in(ZONES[zone], year, back) else { return Ok(()) };
        let fields = fields.each_ref().map(String::as_str);
        agree(&fields, ZONES[zone], choice, change, (2 * 86_400, 60, 86_400))?;
    }

    #[test]
    fn with_seconds_too(
        fields in [numbers(0, 59), numbers(0, 59), numbers(0, 23)], zone in 1..ZONES.len(), year in 2000..2036_i16,
        back: bool, choice in 0..12_usize,
    ) {
        let Some(change) = change_in(ZONES[zone], year, back) else { return Ok(()) };
        let [second, minute, hour] = fields.each_ref().map(String::as_str);
        agree(&[second, minute, hour, "*", "*", "*"], ZONES[zone], choice, change, (4 * 3_600, 1, 2 * 3_600 + 60))?;
    }
}

/// One of the two first clock changes of a year.
fn change_in(zone: &str, year: i16, second: bool) -> Option<i64> {
    let new_year = civil::date(year, 1, 1).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    let zone = Zone::parse(zone).unwrap();
    zone.rules().following(new_year).nth(usize::from(second)).map(|change| change.timestamp().as_second())
}

/// Walks `(around, step, margin)` seconds about a clock change.
fn agree(
    fields: &[&str],
    zone: &str,
    choice: usize,
    change: i64,
    (around, step, margin): (i64, i32, i64),
) -> Result<(), TestCaseError> {
    let Ok(crontab) = cron(&fields.join(" ")) else { return Ok(()) };
    let (gap, overlap) = choices()[choice];
    let cadence = Cadence::Crontab { crontab, zone: Zone::parse(zone).unwrap(), dst: Dst { gap, overlap } };
    let walked = Walked::of(Zone::parse(zone).unwrap().rules(), change - around, change + around, step, margin);
    let (after, until) = walked.asked();
    let clever = cadence.between(None, Timestamp::from_seconds(after), Timestamp::from_seconds(until));
    let clever: Vec<_> = clever.map(|due| due.as_micros() / 1_000_000).collect();
    prop_assert_eq!(clever, walked.matching(fields).due((gap, overlap)), "{:?}", cadence);
    Ok(())
}
