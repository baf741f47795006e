//! What it costs to find the next due time, and to count those of a year.
//!
//! `cargo bench --bench next_due` prints microseconds for one question, the
//! medians of [`ROUNDS`] rounds. Each question is about another instant, drawn
//! from 2027 to 2036 by seeded dice, as nothing is kept from one to the next.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]
#![expect(clippy::expect_used, reason = "a bench with a wrong case is to stop")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::{
    Cadence, Crontab, Dst, DstOverlap, Interval, Period, Solar, SolarEvent, Zone, parse_expression,
};

const ROUNDS: usize = 7;
/// 2027-01-01T00:00:00Z, in seconds since 1970.
const START: i64 = 1_798_761_600;
const TEN_YEARS: u64 = 3_652 * 86_400;
const YEAR: Duration = Duration::from_secs(365 * 86_400);

fn crontab(text: &str, zone: &str, dst: Dst) -> Cadence {
    let fields = parse_expression(text).expect("five or six fields");
    let crontab = Crontab::new(&fields, None).expect("a crontab that fires");
    Cadence::Crontab { crontab, zone: Zone::parse(zone).expect("a zone"), dst }
}

fn solar(event: SolarEvent, latitude: f64) -> Cadence {
    Cadence::Solar(Solar::new(event, latitude, 13.4).expect("a place on Earth"))
}

/// Microseconds for one question, the median of the rounds.
fn micros(questions: u32, ask: impl Fn(Timestamp)) -> f64 {
    let mut seed = 1_u64;
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            for _ in 0..questions {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ask(Timestamp::from_seconds(START + ((seed >> 16) % TEN_YEARS).cast_signed()));
            }
            started.elapsed().as_secs_f64() * 1e6 / f64::from(questions)
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[ROUNDS / 2]
}

fn main() {
    let second = Dst { gap: None, overlap: Some(DstOverlap::Second) };
    let anchor = Timestamp::from_seconds(0);
    let cases = [
        ("interval, 15 minutes", Cadence::Interval(Interval::new(15, Period::Minutes, anchor).expect("an interval"))),
        ("crontab */5 * * * *, UTC", crontab("*/5 * * * *", "UTC", Dst::default())),
        ("crontab */5 * * * *, Berlin", crontab("*/5 * * * *", "Europe/Berlin", Dst::default())),
        ("crontab */10 * * * * *, Berlin", crontab("*/10 * * * * *", "Europe/Berlin", Dst::default())),
        ("crontab 30 2 * * *, Berlin", crontab("30 2 * * *", "Europe/Berlin", Dst::default())),
        ("crontab 30 2 * * *, second pass", crontab("30 2 * * *", "Europe/Berlin", second)),
        ("crontab 30 2 31 10 *, across changes", crontab("30 2 31 10 *", "Europe/Berlin", Dst::default())),
        ("crontab 0 0 LW * 5L, New York", crontab("0 0 LW * 5L", "America/New_York", Dst::default())),
        ("crontab 0 0 29 2 +1, Berlin", crontab("0 0 29 2 +1", "Europe/Berlin", Dst::default())),
        ("solar sunrise, Berlin", solar(SolarEvent::Sunrise, 52.52)),
        ("solar solar_noon, Berlin", solar(SolarEvent::SolarNoon, 52.52)),
        ("solar sunrise, Longyearbyen", solar(SolarEvent::Sunrise, 78.22)),
        ("solar sunrise, the pole", solar(SolarEvent::Sunrise, 90.0)),
    ];
    println!("{:40} {:>12} {:>16}", "microseconds for", "next due", "a year's count");
    for (name, cadence) in cases {
        // The sun is a thousand times the work.
        let questions = if matches!(cadence, Cadence::Solar(_)) { (200, 1) } else { (20_000, 2_000) };
        let next = micros(questions.0, |after| _ = black_box(cadence.next_after(None, after)));
        let count = micros(questions.1, |after| _ = black_box(cadence.span(None, after, after.plus(YEAR))));
        println!("{name:40} {next:12.2} {count:16.1}");
    }
}
