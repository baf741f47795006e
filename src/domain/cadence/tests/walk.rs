//! The proof: every zone that changes its clock in the coming three years, every
//! choice, walked minute by minute.
//!
//! Walked are the thirty hours before and after each change: elsewhere the
//! offset is constant, and that the pieces of a zone follow one another is
//! proven in `stretch`. Zones with the same changes share one walk, but each is
//! asked by its own name. The ignored test walks the three years whole.
use std::collections::BTreeMap;

use super::oracle::{Walked, choices};
use super::*;

/// 2026-11-01 and 2029-11-01.
const YEARS: (i64, i64) = (1_793_491_200, 1_888_185_600);

/// Fixed, wildcard, ranged and stepped hours; days and weekdays that begin in a change.
/// The first three are what every zone is asked, by each of its names.
const CRONS: [&str; 13] = [
    "15 0,1,2,3,23 * * *",
    "10 0-4 * * *",
    "30 2 * * *",
    "0 0 * * *",
    "0,30 2,3 * * *",
    "*/5 1,2 * * *",
    "45 1 * * 0",
    "5 0 1,25-31 3,4,9-11 *",
    "*/10 * * * *",
    "30 2-2 * * *",
    "7,37 */2 * * *",
    "20 */3 * * +0,6",
    "0 23-23,0-1 * * 0",
];

/// The zones by their changes: the instant and the offset from then on.
fn time_lines() -> BTreeMap<Vec<(i64, i32)>, Vec<Zone>> {
    let mut lines: BTreeMap<Vec<_>, Vec<Zone>> = BTreeMap::new();
    for name in jiff::tz::TimeZoneDatabase::bundled().available() {
        let Ok(zone) = Zone::parse(name.as_str()) else { continue };
        let from = jiff::Timestamp::from_second(YEARS.0).unwrap();
        let mut line = vec![(YEARS.0, zone.rules().to_offset(from).seconds())];
        let changes = zone.rules().following(from).map(|c| (c.timestamp().as_second(), c.offset().seconds()));
        line.extend(changes.take_while(|(when, _)| *when < YEARS.1));
        lines.entry(line).or_default().push(zone);
    }
    lines
}

fn compare(walked: &Walked, zones: &[Zone]) {
    let (after, until) = walked.asked();
    let (after, until) = (Timestamp::from_seconds(after), Timestamp::from_seconds(until));
    for (index, text) in CRONS.into_iter().enumerate() {
        let crontab = cron(text).unwrap();
        let fields: Vec<_> = text.split(' ').collect();
        let matching = walked.matching(&fields);
        let asked = if index < 3 { zones } else { &zones[..1] };
        for (gap, overlap) in choices() {
            let stupid = matching.due((gap, overlap));
            for zone in asked {
                let (dst, zone) = (Dst { gap, overlap }, zone.clone());
                let cadence = Cadence::Crontab { crontab: crontab.clone(), zone, dst };
                let clever = cadence.between(None, after, until).map(|due| due.as_micros() / 1_000_000);
                assert!(clever.eq(stupid.iter().copied()), "{cadence:?} from {after} to {until}: {stupid:?}");
            }
        }
    }
}

#[test]
fn round_every_change_of_the_coming_three_years_it_agrees_with_the_stupid_way() {
    let (mut zones, mut changes) = (0, 0);
    for (line, alike) in time_lines().iter().filter(|(line, _)| line.len() > 1) {
        zones += alike.len();
        for pair in line.windows(2) {
            let (when, moved) = (pair[1].0, (pair[1].1 - pair[0].1).abs());
            assert!(moved <= 2 * 3_600, "{alike:?}: a wider margin is needed");
            changes += 1;
            compare(&Walked::of(alike[0].rules(), when - 30 * 3_600, when + 30 * 3_600, 60, 3 * 3_600), alike);
        }
    }
    // So that it cannot pass because nothing was found to walk.
    assert!(zones > 150 && changes > 150, "{zones} zones, {changes} changes");
}

#[test]
fn where_the_clock_stays_it_agrees_too() {
    // The week in which Europe and some others change.
    let (from, until) = (1_805_932_800, 1_806_192_000);
    for (_, alike) in time_lines().iter().filter(|(line, _)| line.len() == 1) {
        compare(&Walked::of(alike[0].rules(), from, until, 60, 3_600), &alike[..1]);
    }
}

#[test]
fn in_the_december_in_which_apia_skipped_a_day_it_agrees_too() {
    let zone = Zone::parse("Pacific/Apia").unwrap();
    let skipped = at("2011-12-30T10:00:00Z").as_micros() / 1_000_000;
    compare(&Walked::of(zone.rules(), skipped - 4 * 86_400, skipped + 4 * 86_400, 60, 25 * 3_600), &[zone]);
}

#[test]
#[ignore = "takes a quarter of an hour without optimisation"]
fn through_all_of_the_coming_three_years_it_agrees_with_the_stupid_way() {
    for alike in time_lines().values() {
        compare(&Walked::of(alike[0].rules(), YEARS.0, YEARS.1, 60, 86_400), &alike[..1]);
    }
}
