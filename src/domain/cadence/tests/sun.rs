//! The sun, against almanacs and against itself.
use std::time::Duration;

use proptest::prelude::*;

use super::*;

fn solar(event: &str, latitude: f64, longitude: f64) -> Cadence {
    Cadence::Solar(Solar::new(event.parse().unwrap(), latitude, longitude).unwrap())
}

/// How many seconds apart two instants are.
fn apart(one: Timestamp, other: Timestamp) -> u64 {
    one.since(other).max(other.since(one)).as_secs()
}

const LONDON: (f64, f64) = (51.5074, -0.1278);
const SYDNEY: (f64, f64) = (-33.8688, 151.2093);
/// The place of the worked example in NREL's report on its Solar Position Algorithm; the next three are its tables'.
const GOLDEN: (f64, f64) = (39.742476, -105.1786);

/// Published times, most of them to the minute, and how many seconds they may be off.
#[test]
fn it_agrees_with_almanacs() {
    for (place, event, published, within) in [
        (GOLDEN, "sunrise", "2003-10-17T13:12:43Z", 5),
        (GOLDEN, "solar_noon", "2003-10-17T18:46:05Z", 5),
        ((35.0, 0.0), "sunrise", "1994-01-02T07:08:13Z", 5),
        ((35.0, 0.0), "sunset", "1994-01-02T16:59:56Z", 5),
        ((-35.0, 0.0), "sunrise", "1996-07-05T07:08:15Z", 5),
        ((-35.0, 0.0), "sunset", "1996-07-05T17:01:04Z", 5),
        ((-35.0, 0.0), "sunrise", "2004-12-04T04:38:57Z", 5),
        ((-35.0, 0.0), "sunset", "2004-12-04T19:02:02Z", 5),
        (LONDON, "sunrise", "2024-06-20T03:43:00Z", 60),
        (LONDON, "sunset", "2024-06-20T20:21:00Z", 60),
        (LONDON, "sunrise", "2024-12-21T08:04:00Z", 60),
        (LONDON, "sunset", "2024-12-21T15:53:00Z", 60),
        (SYDNEY, "sunrise", "2024-12-20T18:41:00Z", 60),
        (SYDNEY, "sunset", "2024-12-21T09:05:00Z", 60),
        // The extremes of the equation of time.
        ((0.0, 0.0), "solar_noon", "2024-02-11T12:14:13Z", 5),
        ((0.0, 0.0), "solar_noon", "2024-11-03T11:43:33Z", 5),
    ] {
        let published = at(published);
        let due = solar(event, place.0, place.1).next_after(None, published.minus(Duration::from_secs(7_200))).unwrap();
        assert!(apart(due, published) <= within, "{event} at {place:?}: {due}, not {published}");
    }
}

/// At a solstice the declination stands still, so that the hour angle tells the time from noon.
#[test]
fn twilights_lie_where_the_spherical_triangle_says() {
    let (latitude, declination) = (LONDON.0.to_radians(), (-23.437_f64).to_radians());
    let midnight = at("2024-12-21T00:00:00Z");
    let next = |event: &str| solar(event, LONDON.0, LONDON.1).next_after(None, midnight).unwrap();
    let noon = next("solar_noon");
    for (kind, altitude) in [("civil", -6.0_f64), ("nautical", -12.0), ("astronomical", -18.0)] {
        let sides = latitude.sin() * declination.sin();
        let cosine = (altitude.to_radians().sin() - sides) / (latitude.cos() * declination.cos());
        let from_noon = Duration::from_secs_f64(cosine.acos().to_degrees() * 240.0);
        for (event, triangle) in [("dawn", noon.minus(from_noon)), ("dusk", noon.plus(from_noon))] {
            let due = next(&format!("{event}_{kind}"));
            assert!(apart(due, triangle) <= 15, "{event}_{kind}: {due}, not {triangle}");
        }
    }
}

#[test]
fn it_goes_on_day_after_day() {
    let sunrise = solar("sunrise", 52.52, 13.405);
    let mut last = sunrise.next_after(None, at("2026-01-01T00:00:00Z")).unwrap();
    for _ in 1..365 {
        let next = sunrise.next_after(None, last).unwrap();
        assert!(apart(next, last.plus(Duration::from_secs(86_400))) < 240, "{last} {next}");
        last = next;
    }
    let year = sunrise.span(None, at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")).unwrap();
    assert_eq!((year.count, year.last), (365, last));
}

#[test]
fn no_day_is_lost_or_doubled_where_another_model_takes_over() {
    for (from, until, days) in
        [("2010-12-28T00:00:00Z", "2011-01-05T00:00:00Z", 8), ("2109-12-28T00:00:00Z", "2110-01-05T00:00:00Z", 8)]
    {
        for event in SolarEvent::ALL {
            let cadence = Cadence::Solar(Solar::new(*event, 40.0, -75.0).unwrap());
            let due: Vec<_> = cadence.between(None, at(from), at(until)).collect();
            assert_eq!(due.len(), days, "{event}");
            let steps = due.windows(2).map(|pair| pair[1].since(pair[0]).as_secs());
            assert!(steps.clone().all(|step| apart_from_a_day(step) < 120), "{event}");
        }
    }
}

fn apart_from_a_day(seconds: u64) -> u64 {
    seconds.abs_diff(86_400)
}

#[test]
fn days_without_the_event_are_passed_over() {
    // Longyearbyen: the sun stays down from late October to mid February.
    let sunrise = solar("sunrise", 78.22, 15.65);
    let next = sunrise.next_after(None, at("2026-11-15T00:00:00Z")).unwrap();
    assert!(next > at("2027-02-13T00:00:00Z") && next < at("2027-02-18T00:00:00Z"), "{next}");
    let last = sunrise.latest(None, Timestamp::MIN, at("2027-01-01T00:00:00Z")).unwrap();
    assert!(last > at("2026-10-24T00:00:00Z") && last < at("2026-10-28T00:00:00Z"), "{last}");
    assert_eq!(sunrise.latest(None, at("2026-11-15T00:00:00Z"), at("2027-01-01T00:00:00Z")), None);
    // At the pole it rises once a year, near the equinox.
    let pole = solar("sunrise", 90.0, 0.0);
    let next = pole.next_after(None, at("2026-04-01T00:00:00Z")).unwrap();
    assert!(next > at("2027-03-17T00:00:00Z") && next < at("2027-03-20T00:00:00Z"), "{next}");
}

#[test]
fn the_ends_of_time_are_reached_without_a_panic() {
    for event in SolarEvent::ALL {
        for (latitude, longitude) in [(0.0, 0.0), (90.0, 180.0), (-90.0, -180.0), (52.0, 13.0)] {
            let cadence = Cadence::Solar(Solar::new(*event, latitude, longitude).unwrap());
            let _ = cadence.next_after(None, Timestamp::MIN);
            assert_eq!(cadence.next_after(None, Timestamp::MAX), None);
            assert_eq!(cadence.latest(None, Timestamp::MIN, Timestamp::MIN), None);
        }
    }
}

#[test]
fn it_is_stored_as_three_fields_and_checked_when_read() {
    let text = r#"{"event":"dawn_civil","latitude":52.52,"longitude":-13.405}"#;
    let read: Solar = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert_eq!((read.event(), read.latitude(), read.longitude()), (SolarEvent::DawnCivil, 52.52, -13.405));
    for wrong in [text.replace("52.52", "90.1"), text.replace("13.405", "180.5"), text.replace("civil", "royal")] {
        assert!(serde_json::from_str::<Solar>(&wrong).is_err(), "{wrong}");
    }
    let told = Solar::new(SolarEvent::Sunset, f64::NAN, 0.0).unwrap_err();
    assert_eq!((told.field, told.to_string().as_str()), ("latitude", "NaN is outside -90 to 90 degrees"));
    assert_eq!((size_of::<Solar>(), size_of::<Cadence>()), (12, 24));
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn next_latest_and_span_tell_of_the_same_due_times(
        event in 0..9_usize, latitude in -90.0..90.0_f64, longitude in -180.0..180.0_f64, from in 0..4_000_000_000_i64,
    ) {
        let cadence = Cadence::Solar(Solar::new(SolarEvent::ALL[event], latitude, longitude).unwrap());
        let (after, until) = (Timestamp::from_seconds(from), Timestamp::from_seconds(from + 12 * 86_400));
        let all: Vec<_> = cadence.between(None, after, until).collect();
        let mut last = None;
        for due in &all {
            prop_assert!(*due > last.unwrap_or(after) && *due <= until);
            // Asked from anywhere before it, it is the same second.
            prop_assert_eq!(cadence.next_after(None, due.minus(Duration::from_micros(1))), Some(*due));
            prop_assert_eq!(cadence.latest(None, after, due.minus(Duration::from_micros(1))), last);
            prop_assert_eq!(cadence.latest(None, after, *due), Some(*due));
            last = Some(*due);
        }
        prop_assert_eq!(cadence.latest(None, after, until), last);
        prop_assert_eq!(cadence.span(None, after, until).map(|span| (span.first, span.last, span.count)),
            last.map(|last| (all[0], last, all.len() as u64)));
        if SolarEvent::ALL[event] == SolarEvent::SolarNoon { prop_assert!((11..=13).contains(&all.len())); }
    }
}
