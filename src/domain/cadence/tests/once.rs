//! Cadences of one due time, and of none.
use super::*;

#[test]
fn an_instant_is_due_once_unless_the_schedule_starts_later() {
    let when = at("2026-06-01T12:00:00.5Z");
    let cadence = Cadence::Clocked(when);
    let (before, after) = (at("2026-06-01T12:00:00.4Z"), at("2026-06-01T12:00:00.6Z"));
    let only = Span { first: when, last: when, count: 1 };
    for start in [None, Some(before), Some(when)] {
        assert_eq!(cadence.next_after(start, before), Some(when));
        assert_eq!(cadence.next_after(start, when), None);
        assert_eq!(cadence.span(start, before, when), Some(only));
        assert_eq!(cadence.span(start, before, before), None);
        assert_eq!(cadence.latest(start, Timestamp::MIN, Timestamp::MAX), Some(when));
        assert_eq!(cadence.between(start, Timestamp::MIN, Timestamp::MAX).collect::<Vec<_>>(), [when]);
    }
    assert_eq!(cadence.next_after(Some(after), before), None);
}

#[test]
fn manual_is_never_due() {
    assert_eq!(Cadence::Manual.next_after(None, Timestamp::MIN), None);
    assert_eq!(Cadence::Manual.span(None, Timestamp::MIN, Timestamp::MAX), None);
    assert_eq!(Cadence::Manual.latest(None, Timestamp::MIN, Timestamp::MAX), None);
}
