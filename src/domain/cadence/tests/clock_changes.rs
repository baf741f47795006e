//! What happens where a clock is put forward or back.
use jiff::civil;

use super::oracle::{Walked, choices};
use super::*;

/// Zones with the first day looked at: a change lies two or three days on.
const CHANGES: [(&str, civil::Date); 20] = [
    ("Europe/Berlin", civil::date(2026, 3, 27)),
    ("Europe/Berlin", civil::date(2026, 10, 23)),
    ("Australia/Lord_Howe", civil::date(2026, 4, 3)),
    ("Africa/Cairo", civil::date(2026, 4, 22)),
    ("Pacific/Apia", civil::date(2011, 12, 28)),
    // Those from here on are walked only when asked for.
    // Crossed the date line eastwards: a whole day came twice.
    ("Pacific/Kwajalein", civil::date(1969, 9, 28)),
    ("Australia/Lord_Howe", civil::date(2026, 10, 2)),
    ("Africa/Cairo", civil::date(2026, 10, 28)),
    ("America/New_York", civil::date(2026, 3, 6)),
    ("America/New_York", civil::date(2026, 10, 30)),
    ("America/Sao_Paulo", civil::date(2018, 11, 2)),
    ("America/Sao_Paulo", civil::date(2018, 2, 15)),
    ("America/Santiago", civil::date(2026, 9, 4)),
    ("America/Santiago", civil::date(2026, 4, 3)),
    ("Asia/Kolkata", civil::date(2026, 3, 27)),
    ("Asia/Beirut", civil::date(2026, 3, 27)),
    ("Asia/Beirut", civil::date(2026, 10, 23)),
    ("Antarctica/Troll", civil::date(2026, 3, 27)),
    ("Antarctica/Troll", civil::date(2026, 10, 23)),
    ("UTC", civil::date(2026, 3, 27)),
];

const CRONS: [[&str; 5]; 24] = [
    ["*/15", "*", "*", "*", "*"],
    ["0", "0", "*", "*", "*"],
    ["30", "0", "*", "*", "*"],
    ["30", "2", "*", "*", "*"],
    ["30", "2,3", "*", "*", "*"],
    ["0", "2,3", "*", "*", "*"],
    ["0,30", "0,1,2,3", "*", "*", "*"],
    ["*/20", "1,2", "*", "*", "*"],
    ["*", "2", "*", "*", "*"],
    ["30", "2-2", "*", "*", "*"],
    ["0", "0-3", "*", "*", "*"],
    ["7,37", "*/2", "*", "*", "*"],
    ["59", "23", "*", "*", "*"],
    ["45", "23,0", "*", "*", "*"],
    ["15", "1-2", "*", "*", "0"],
    ["15", "1,2", "*", "*", "0,6"],
    ["30", "2", "*", "*", "7"],
    ["0", "9,10,11", "*", "*", "*"],
    ["0", "12", "30", "12", "*"],
    ["10", "2", "*/2", "*", "1-5"],
    ["*/7", "*/3", "*", "*", "*"],
    ["1", "0,1,2,3,23", "1,15,25-31", "3,4,9-12", "*"],
    ["30", "1", "*", "*", "*"],
    ["45", "*", "28-31", "*", "0"],
];

#[test]
fn due_times_equal_those_found_minute_by_minute() {
    compare(&CHANGES[..5]);
}

#[test]
#[ignore = "takes seconds"]
fn due_times_equal_those_found_minute_by_minute_at_every_change() {
    compare(&CHANGES[5..]);
}

fn compare(changes: &[(&str, civil::Date)]) {
    for (zone, from) in changes {
        let rules = Zone::parse(zone).unwrap();
        let from = from.to_datetime(civil::Time::midnight()).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
        let from = from.timestamp().as_second();
        let walked = Walked::of(rules.rules(), from, from + 5 * 86_400, 60, 86_400);
        let (after, until) = walked.asked();
        for (fields, (gap, overlap)) in CRONS.iter().flat_map(|cron| choices().into_iter().map(move |c| (cron, c))) {
            let dst = Dst { gap, overlap };
            let name = format!("{} in {zone}, {dst:?}", fields.join(" "));
            let cadence = choosing(&fields.join(" "), zone, dst);
            let stupid = walked.matching(fields).due((gap, overlap));
            let ts = Timestamp::from_seconds;
            let clever: Vec<_> =
                cadence.between(None, ts(after), ts(until)).map(|due| due.as_micros() / 1_000_000).collect();
            assert_eq!(clever, stupid, "{name}");
            // The same questions from every half day, and from every 37th due time.
            let spots = (after..until).step_by(43_000).chain(stupid.iter().step_by(37).copied());
            for spot in spots {
                let split = stupid.partition_point(|due| *due <= spot);
                let last = split.checked_sub(1).map(|i| ts(stupid[i]));
                assert_eq!(cadence.latest(None, ts(after), ts(spot)), last, "{name}: latest before {}", ts(spot));
                let rest = cadence.span(None, ts(spot), ts(until));
                let told = stupid.get(split).map(|first| Span {
                    first: ts(*first),
                    last: ts(stupid[stupid.len() - 1]),
                    count: (stupid.len() - split) as u64,
                });
                assert_eq!(rest, told, "{name}: after {}", ts(spot));
            }
        }
    }
}

#[test]
fn fixed_hours_in_a_gap_fire_once_at_its_end() {
    let (from, until) = ("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
    assert_eq!(due(&in_zone("30 2 * * *", "Europe/Berlin"), from, until), ["2026-03-29T01:00:00Z"]);
    let both = ["2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"];
    assert_eq!(due(&in_zone("30 2,3 * * *", "Europe/Berlin"), from, until), both);
    assert_eq!(due(&in_zone("0 2,3 * * *", "Europe/Berlin"), from, until), ["2026-03-29T01:00:00Z"]);
    assert_eq!(due(&in_zone("30 2-2 * * *", "Europe/Berlin"), from, until), [""; 0]);
}

#[test]
fn in_a_repeated_hour_fixed_hours_fire_in_the_first_pass_and_others_in_both() {
    let (from, until) = ("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");
    assert_eq!(due(&in_zone("30 2 * * *", "Europe/Berlin"), from, until), ["2026-10-25T00:30:00Z"]);
    let both = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"];
    assert_eq!(due(&in_zone("30 2-2 * * *", "Europe/Berlin"), from, until), both);
}

#[test]
fn what_is_chosen_holds_whatever_the_hour_field() {
    let spring = ("2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
    let autumn = ("2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");
    for text in ["30 2 * * *", "30 2-2 * * *"] {
        let told =
            |gap, overlap, (from, until)| due(&choosing(text, "Europe/Berlin", Dst { gap, overlap }), from, until);
        assert_eq!(told(Some(DstGap::RunAfter), None, spring), ["2026-03-29T01:00:00Z"], "{text}");
        assert_eq!(told(Some(DstGap::Skip), None, spring), [""; 0], "{text}");
        let [first, second] = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"];
        assert_eq!(told(None, Some(DstOverlap::First), autumn), [first], "{text}");
        assert_eq!(told(None, Some(DstOverlap::Second), autumn), [second], "{text}");
        assert_eq!(told(None, Some(DstOverlap::Both), autumn), [first, second], "{text}");
    }
}

#[test]
fn the_words_of_the_choices_are_those_of_the_contract() {
    assert_eq!(DstGap::ALL.iter().map(|gap| gap.as_str()).collect::<Vec<_>>(), ["run_after", "skip"]);
    assert_eq!(serde_json::to_string(&DstGap::ALL).unwrap(), r#"["run_after","skip"]"#);
    assert_eq!(serde_json::to_string(&DstOverlap::ALL).unwrap(), r#"["first","second","both"]"#);
    assert_eq!("both".parse(), Ok(DstOverlap::Both));
}

#[test]
fn a_day_that_a_zone_skipped_comes_due_when_the_next_begins() {
    let (from, until) = ("2011-12-29T12:00:00Z", "2011-12-31T12:00:00Z");
    let told = ["2011-12-29T19:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T19:00:00Z", "2011-12-31T12:00:00Z"];
    let apia = "Pacific/Apia";
    assert_eq!(due(&in_zone("0 9 * * *", apia), from, until), told[..3]);
    assert_eq!(due(&in_zone("0 9,10 30 12 *", apia), from, until), told[1..2]);
    assert_eq!(due(&in_zone("0 9-10 30 12 *", apia), from, until), [""; 0]);
}

/// The rule for clock changes looks back over one change only.
#[test]
fn no_zone_changes_its_clock_twice_within_the_times_one_change_moved() {
    let start = jiff::Timestamp::from_second(-5_000_000_000).unwrap();
    for name in jiff::tz::TimeZoneDatabase::bundled().available() {
        // A second name of a zone has nothing new to tell.
        let Some(zone) = Zone::parse(name.as_str()).ok().filter(|zone| zone.rules().is_primary()) else { continue };
        let mut before = (start.as_second(), i64::from(zone.rules().to_offset(start).seconds()), 0);
        for change in zone.rules().following(start).take_while(|c| c.timestamp().as_second() < 2_300_000_000) {
            let (when, offset) = (change.timestamp().as_second(), i64::from(change.offset().seconds()));
            let moved = (offset - before.1).abs();
            let offset_until = zone.rules().to_offset(jiff::Timestamp::from_second(when - 1).unwrap());
            assert_eq!(i64::from(offset_until.seconds()), before.1, "{name} missed one before {}", change.timestamp());
            assert!(when - before.0 > moved + before.2, "{name} at {}", change.timestamp());
            before = (when, offset, moved);
        }
    }
}
