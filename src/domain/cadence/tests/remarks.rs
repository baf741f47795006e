//! What is said about odd cadences.
use std::time::Duration;

use super::*;

fn outlook() -> Outlook {
    let (after, until) = (at("2026-11-23T00:00:00Z"), at("2027-11-23T00:00:00Z"));
    Outlook { after, until, start_at: None, expires: None, usual_duration: None }
}

fn said(cadence: &Cadence, outlook: &Outlook) -> Vec<String> {
    cadence.remarks(outlook).into_iter().map(|remark| format!("{}: {}", remark.code, remark.text)).collect()
}

fn in_utc(text: &str) -> Vec<String> {
    said(&in_zone(text, "UTC"), &outlook())
}

#[test]
fn a_time_that_comes_never_or_twice_is_told_with_what_happens() {
    let missing = "missing_local_time: 02:30 does not exist on 28 March 2027 in Europe/Berlin, where the clock goes from 02:00 to 03:00";
    let twice =
        "repeated_local_time: 02:30 exists twice on 31 October 2027 in Europe/Berlin, where the clock is put back";
    let (first, second) = ("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z");
    for (gap, overlap, then, pass) in [
        (None, None, "it runs at 03:00, the first moment after", format!("it runs once, in the first pass ({first})")),
        (
            Some(DstGap::Skip),
            Some(DstOverlap::Second),
            "it does not run then",
            format!("it runs once, in the second pass ({second})"),
        ),
        (
            Some(DstGap::RunAfter),
            Some(DstOverlap::Both),
            "it runs at 03:00, the first moment after",
            format!("it runs twice ({first} and {second})"),
        ),
    ] {
        let cadence = choosing("30 2 * * *", "Europe/Berlin", Dst { gap, overlap });
        assert_eq!(said(&cadence, &outlook()), [format!("{missing}: {then}"), format!("{twice}: {pass}")]);
        // It is as said.
        let told = |day: &str| due(&cadence, &format!("{day}T00:00:00Z"), &format!("{day}T02:00:00Z"));
        assert_eq!(told("2027-03-28").len(), usize::from(gap != Some(DstGap::Skip)));
        assert!(told("2027-10-31").iter().all(|due| pass.contains(due.as_str())));
    }
    let many = said(&in_zone("*/30 1-3 * * *", "Europe/Berlin"), &outlook());
    assert!(
        many[0].contains("02:00 (and 1 more) does not exist") && many[0].ends_with("it does not run then"),
        "{many:?}"
    );
}

#[test]
fn clock_changes_are_told_only_where_they_matter() {
    let berlin = |text| in_zone(text, "Europe/Berlin");
    assert_eq!(said(&berlin("30 4 * * *"), &outlook()), [""; 0]);
    assert_eq!(said(&berlin("*/15 * * * *"), &outlook()), [""; 0]);
    // Only the 1st, which no clock change falls on.
    assert_eq!(said(&berlin("30 2 1 * *"), &outlook()), [""; 0]);
    let ended = Outlook { expires: Some(at("2027-03-01T00:00:00Z")), ..outlook() };
    assert_eq!(said(&berlin("30 2 * * *"), &ended), [""; 0]);
    let later = Outlook { start_at: Some(at("2027-04-01T00:00:00Z")), ..outlook() };
    assert_eq!(said(&berlin("30 2 * * *"), &later).len(), 1);
    let wild = choosing("*/15 * * * *", "Europe/Berlin", Dst { gap: Some(DstGap::RunAfter), overlap: None });
    assert_eq!(said(&wild, &outlook()).len(), 2);
}

#[test]
fn day_fields_are_remarked_upon() {
    let either = "either_day: day_of_month `13` and day_of_week `5` are both set: a date that matches either is due, as in cron; write `+5` if both must match";
    assert_eq!(in_utc("0 0 13 * 5"), [either]);
    let both = "both_days: a date must match day_of_month `13` and, because of the `+`, day_of_week `+5` too; cron itself takes either";
    assert_eq!(in_utc("0 0 13 * +5"), [both]);
    let months = "February, April, June, September and November";
    let missing =
        format!("missing_day: there is no 31st in {months}, which it passes over; `L` is the last day of every month");
    assert_eq!(in_utc("0 0 31 * *"), [missing]);
    assert_eq!(in_utc("0 0 30 1-3 *")[0].split(" in ").nth(1).unwrap().split(',').next(), Some("February"));
    assert_eq!(in_utc("0 0 29 2 *"), ["leap_day: 29 February comes only in leap years"]);
    assert_eq!(in_utc("0 0 29 * *"), ["leap_day: in February the 29th comes only in leap years"]);
    for fine in ["0 0 31 1,3 *", "0 0 L * *", "0 0 28 * *", "0 0 * * 5", "0 0 1-31 * *"] {
        assert_eq!(in_utc(fine), [""; 0], "{fine}");
    }
}

#[test]
fn an_uneven_step_is_told_with_its_short_gap() {
    for (text, told) in [
        ("*/7 * * * *", "minute `*/7` is uneven: from 56 to 0 it is 4 minutes, not 7; an interval is even"),
        ("0 */5 * * *", "hour `*/5` is uneven: from 20 to 0 it is 4 hours, not 5; an interval is even"),
        ("0 0 */2 * *", "day_of_month `*/2` starts over in each month: from the 31st to the 1st it is not 2 days"),
        ("0 0 1 */5 *", "month_of_year `*/5` is uneven: from 11 to 1 it is 2 months, not 5; an interval is even"),
        ("0 0 * * */2", "day_of_week `*/2` is uneven: from 6 to 0 it is 1 day, not 2; an interval is even"),
    ] {
        assert_eq!(in_utc(text), [format!("uneven_step: {told}")], "{text}");
    }
    for even in ["*/15 * * * *", "0 */4 * * *", "0 0 1 */3 *", "0-30/7 * * * *", "0,7 * * * *"] {
        assert_eq!(in_utc(even), [""; 0], "{even}");
    }
    let hashed = |text: &str| {
        let crontab = Crontab::new(&parse_expression(text).unwrap(), Some(1)).unwrap();
        said(&Cadence::Crontab { crontab, zone: Zone::UTC, dst: Dst::default() }, &outlook())
    };
    assert_eq!(hashed("H/15 * * * *"), [""; 0]);
    assert!(hashed("H/7 * * * *")[0].starts_with("uneven_step: minute `H/7` is uneven"));
}

#[test]
fn what_fires_often_or_never_is_told() {
    let anchor = at("2026-01-01T00:00:00Z");
    let interval = |every, period| Cadence::Interval(Interval::new(every, period, anchor).unwrap());
    assert_eq!(in_utc("* * * * * *")[0], "very_often: fires every second: up to 86400 jobs a day");
    assert_eq!(in_utc("*/5 * * * * *")[0], "very_often: fires every 5 seconds: up to 17280 jobs a day");
    assert_eq!(
        in_utc("30 0 12 * * *"),
        ["seconds_used: fires at second `30`; cron itself has five fields and knows no seconds"]
    );
    assert_eq!(
        said(&interval(9, Period::Seconds), &outlook())[0],
        "very_often: fires every 9 seconds: up to 9600 jobs a day"
    );
    assert_eq!(said(&interval(10, Period::Seconds), &outlook()), [""; 0]);
    let slow = Outlook { usual_duration: Some(Duration::from_secs(95)), ..outlook() };
    let overlaps = "shorter_than_task: comes due again after 1 minute, but a job of this task usually takes 95 seconds: it will overlap with the one before";
    assert_eq!(said(&interval(1, Period::Minutes), &slow), [overlaps]);
    assert_eq!(said(&in_zone("0,1 3 * * *", "UTC"), &slow), [overlaps]);
    assert_eq!(said(&interval(2, Period::Minutes), &slow), [""; 0]);

    let past = Cadence::Clocked(at("2026-01-01T00:00:00Z"));
    assert_eq!(said(&past, &outlook()), ["never_due: never fires: 2026-01-01T00:00:00Z has passed"]);
    let ended = Outlook { expires: Some(at("2026-11-23T12:00:00Z")), ..outlook() };
    let late = "never_due: never fires: it would next be due at 2026-11-23T13:00:00Z, but expires before that";
    assert_eq!(said(&in_zone("0 13 * * *", "UTC"), &ended), [late]);
    let noon = Cadence::Solar(Solar::new(SolarEvent::DawnAstronomical, 90.0, 0.0).unwrap());
    assert_eq!(said(&noon, &outlook()), [""; 0]);
    assert_eq!(said(&Cadence::Manual, &outlook()), [""; 0]);
}
