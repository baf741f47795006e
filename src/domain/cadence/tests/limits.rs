//! The ends of time, rare dates, and how long it all takes.
use std::time::{Duration, Instant};

use super::*;

#[test]
fn a_start_is_the_first_moment_that_can_be_due() {
    let cadence = in_zone("0 * * * *", "UTC");
    let (before, start) = (at("2026-01-01T00:00:00Z"), at("2026-01-02T03:00:00Z"));
    assert_eq!(cadence.next_after(Some(start), before), Some(start));
    assert_eq!(cadence.span(Some(start), before, start).map(|span| span.count), Some(1));
    let later = start.plus(Duration::from_micros(1));
    assert_eq!(cadence.next_after(Some(later), before), Some(at("2026-01-02T04:00:00Z")));
    assert_eq!(cadence.latest(Some(later), before, later), None);
}

#[test]
fn the_rarest_date_is_found_both_ways() {
    let cadence = in_zone("0 12 29 2 +1", "America/New_York");
    let (first, next) = (at("2072-02-29T17:00:00Z"), at("2112-02-29T17:00:00Z"));
    assert_eq!(cadence.next_after(None, first), Some(next));
    assert_eq!(cadence.latest(None, Timestamp::MIN, next.minus(Duration::from_secs(1))), Some(first));
}

#[test]
fn the_ends_of_time_are_reached_without_a_panic() {
    for zone in ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Pacific/Kiritimati"] {
        for text in ["* * * * *", "59 23 31 12 *", "0 0 1 1 *", "0 0 29 2 +1"] {
            let cadence = in_zone(text, zone);
            let first = cadence.next_after(None, Timestamp::MIN).unwrap();
            let last = cadence.latest(None, Timestamp::MIN, Timestamp::MAX).unwrap();
            assert_eq!(cadence.next_after(None, last), None, "{text} in {zone}");
            assert_eq!(cadence.latest(None, Timestamp::MIN, first), Some(first), "{text} in {zone}");
            assert!(cadence.next_after(Some(Timestamp::MAX), Timestamp::MIN).is_none());
        }
    }
}

#[test]
fn a_year_of_minutes_is_counted_without_visiting_them() {
    let cadence = in_zone("* * * * *", "Europe/Berlin");
    let started = Instant::now();
    let year = cadence.span(None, at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")).unwrap();
    assert_eq!(year.count, 365 * 1_440);
    assert!(started.elapsed() < Duration::from_millis(100));
}

/// Prints what the module's documentation claims: `cargo test --release --lib cadence -- --ignored --nocapture`.
#[test]
#[ignore = "measures, asserts nothing"]
fn speed() {
    let mut seed = 1_u64;
    for text in ["*/5 * * * *", "30 2 * * *", "0 9 1 * *", "0 0 L * 1#2", "0 0 29 2 *", "0 0 29 2 +1"] {
        for zone in ["UTC", "Europe/Berlin", "Australia/Lord_Howe"] {
            let cadence = in_zone(text, zone);
            let mut ask = |what: &dyn Fn(Timestamp)| {
                let started = Instant::now();
                for _ in 0..20_000 {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    what(Timestamp::from_seconds((seed >> 33).cast_signed()));
                }
                started.elapsed().as_nanos() / 20_000
            };
            let next = ask(&|after| assert!(cadence.next_after(None, after).is_some()));
            let latest = ask(&|until| assert!(cadence.latest(None, Timestamp::MIN, until).is_some()));
            let year = ask(&|after| {
                assert!(cadence.span(None, after, after.plus(Duration::from_secs(1_300_000_000))).is_some())
            });
            println!("{text:14} {zone:20} next_after {next:6} ns  latest {latest:6} ns  span of 41 years {year:6} ns");
        }
    }
    let cadence = in_zone("* * * * *", "Europe/Berlin");
    let started = Instant::now();
    let walked = cadence.between(None, at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")).count();
    println!("between: {walked} due times in {:?}", started.elapsed());
    let started = Instant::now();
    for minute in 0..20_000 {
        let _ = cron(&format!("{} {} * * {}", minute % 60, minute / 60 % 24, minute % 7));
    }
    println!("Crontab::new: {:?} each", started.elapsed() / 20_000);
    let started = Instant::now();
    for _ in 0..20_000 {
        let _ = cron("59 22 * * 6");
    }
    println!("Crontab::new of a known one: {:?} each", started.elapsed() / 20_000);
}
