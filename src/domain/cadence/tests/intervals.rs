//! Intervals against plain arithmetic.
use std::time::Duration;

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn due_times_are_the_anchor_plus_whole_steps(
        every in 1..5_000_u64, period in 0..5_usize, anchor in -60_000_000_000..60_000_000_000_i64,
        start in proptest::option::of(-2_000_000_000..2_000_000_000_i64), after in -2_000_000_000..2_000_000_000_i64, micros in 0..1_000_000_i64,
    ) {
        let period = [Period::Seconds, Period::Minutes, Period::Hours, Period::Days, Period::Weeks][period];
        let micro = |seconds: i64| Timestamp::from_micros(seconds * 1_000_000 + micros);
        let Ok(interval) = Interval::new(every, period, micro(anchor)) else { return Ok(()) };
        let cadence = Cadence::Interval(interval);
        let start = start.map(micro);
        let origin = i128::from(start.unwrap_or(micro(anchor)).as_micros());
        let least_steps = i128::from(start.is_none());
        let step = i128::from(every) * i128::from(period.seconds()) * 1_000_000;
        let mut last = Timestamp::from_seconds(after);
        let until = last.plus(Duration::from_micros(u64::try_from(step * 7).unwrap()));
        let mut walked = 0;
        for due in cadence.between(start, last, until) {
            let since = i128::from(due.as_micros()) - origin;
            prop_assert!(since % step == 0 && since >= least_steps * step);
            // Nothing was left out: one step earlier is not after `last`, or before the first of all.
            let earlier = since - step;
            prop_assert!(origin + earlier <= i128::from(last.as_micros()) || earlier < least_steps * step);
            prop_assert_eq!(cadence.next_after(start, last), Some(due));
            last = due;
            walked += 1;
        }
        let span = cadence.span(start, Timestamp::from_seconds(after), until);
        prop_assert_eq!(span.map_or(0, |span| span.count), walked);
        prop_assert_eq!(span.map(|span| span.last), cadence.latest(start, Timestamp::from_seconds(after), until));
        if until.as_micros() >= i64::try_from(origin + step).unwrap() { prop_assert!(walked > 0); }
    }
}

#[test]
fn the_anchor_itself_is_due_only_as_a_start() {
    let anchor = at("2026-01-01T00:00:00.5Z");
    let cadence = Cadence::Interval(Interval::new(1, Period::Days, anchor).unwrap());
    let (from, until) = (at("2020-01-01T00:00:00Z"), at("2026-01-03T12:00:00Z"));
    let told = |start| cadence.between(start, from, until).map(|due| due.to_string()).collect::<Vec<_>>();
    assert_eq!(told(None), ["2026-01-02T00:00:00.5Z", "2026-01-03T00:00:00.5Z"]);
    let start = at("2026-01-02T06:00:00Z");
    assert_eq!(told(Some(start)), ["2026-01-02T06:00:00Z", "2026-01-03T06:00:00Z"]);
    assert_eq!(cadence.next_after(Some(start), start.minus(Duration::from_micros(1))), Some(start));
}

#[test]
fn a_second_since_year_one_is_counted_and_year_9999_ends_it() {
    let cadence = Cadence::Interval(Interval::new(1, Period::Seconds, Timestamp::MIN).unwrap());
    let all = cadence.span(None, Timestamp::MIN, Timestamp::MAX).unwrap();
    assert_eq!((all.count, all.last), (315_537_897_599, at("9999-12-31T23:59:59Z")));
    assert_eq!(cadence.next_after(None, all.last), None);
}
