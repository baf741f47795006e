//! Calendars as RFC 5545 writes them.
//!
//! Some eighty lines instead of a library: a feed needs events with five properties, and what a library would add are
//! the parts that are not used here.

use std::fmt::Write;

use crate::domain::Timestamp;
use crate::domain::forecast::{Basis, Entry, Subject};

/// The longest line, in octets, without its end.
const LONGEST: usize = 75;

/// A calendar called `name`; `cut`: it says that there would be more.
pub(super) fn calendar(name: &str, subjects: &[Subject], entries: &[Entry], cut: bool) -> String {
    let mut text = String::with_capacity(entries.len() * 300 + 300);
    for (property, value) in [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//NOC Canvas Scheduler//Calendar//EN"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        line(&mut text, property, value);
    }
    line(&mut text, "X-WR-CALNAME", &escaped(name));
    // How often it is worth asking.
    line(&mut text, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    // What is said of the calendar stands before what is in it.
    if cut {
        line(&mut text, "X-NOC-CUT", &format!("{} events are shown\\, there are more", entries.len()));
    }
    if entries.is_empty() {
        utc(&mut text);
    }
    for entry in entries {
        event(&mut text, entry, subjects);
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

/// A zone that no event names: a calendar has one component at least, and strict readers refuse one that has none.
fn utc(text: &mut String) {
    for (property, value) in [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", "Etc/UTC"),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19700101T000000"),
        ("TZOFFSETFROM", "+0000"),
        ("TZOFFSETTO", "+0000"),
        ("TZNAME", "UTC"),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ] {
        line(text, property, value);
    }
}

fn event(text: &mut String, entry: &Entry, subjects: &[Subject]) {
    let (Entry::Run { subject, .. } | Entry::Day { subject, .. }) = entry;
    let Some(subject) = subjects.get(*subject) else { return };
    let (schedule, d) = (&subject.schedule, &subject.schedule.definition);
    line(text, "BEGIN", "VEVENT");
    // What is told last changed with the schedule.
    line(text, "DTSTAMP", &instant(schedule.effective_at));
    match entry {
        Entry::Run { start, due, duration, .. } => {
            line(text, "UID", &format!("{}-{}@noc-scheduler", schedule.id, due.as_micros()));
            line(text, "DTSTART", &instant(*start));
            line(text, "DURATION", &format!("PT{}S", duration.as_secs().max(1)));
            line(text, "SUMMARY", &escaped(&d.name));
        }
        Entry::Day { start, runs, .. } => {
            let day = date(*start);
            line(text, "UID", &format!("{}-{day}@noc-scheduler", schedule.id));
            line(text, "DTSTART;VALUE=DATE", &day);
            line(text, "DURATION", "P1D");
            line(text, "SUMMARY", &escaped(&format!("{} ({runs} runs)", d.name)));
        }
    }
    let basis = match subject.expected.by {
        Basis::Schedule => "by its past jobs",
        Basis::Task => "by past jobs of its task",
        Basis::Default | Basis::Given => "as nothing is known yet",
    };
    let seconds = subject.expected.duration.as_secs_f64().ceil();
    let about = format!("Task {}, queue {}.\nExpected to take {seconds} s, {basis}.", d.task, d.queue);
    line(text, "DESCRIPTION", &escaped(&about));
    // Nobody is busy because a job runs.
    line(text, "TRANSP", "TRANSPARENT");
    line(text, "END", "VEVENT");
}

/// `20270104T023000Z`
fn instant(at: Timestamp) -> String {
    let at = time::OffsetDateTime::from(at);
    format!("{}T{:02}{:02}{:02}Z", date(at.into()), at.hour(), at.minute(), at.second())
}

/// `20270104`
fn date(at: Timestamp) -> String {
    let at = time::OffsetDateTime::from(at);
    format!("{:04}{:02}{:02}", at.year(), u8::from(at.month()), at.day())
}

/// Text as a value: what separates values is escaped, a line's end is `\n`, other control characters are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// One line, folded so that none is longer than 75 octets; never within a character.
fn line(text: &mut String, property: &str, value: &str) {
    let whole = format!("{property}:{value}");
    let mut room = LONGEST;
    for c in whole.chars() {
        if c.len_utf8() > room {
            text.push_str("\r\n ");
            room = LONGEST - 1;
        }
        room -= c.len_utf8();
        text.push(c);
    }
    let _ = text.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_within_75_octets_and_never_within_a_character() {
        let mut text = String::new();
        line(&mut text, "SUMMARY", &"ä€😀x".repeat(60));
        assert!(text.ends_with("\r\n"));
        let lines: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(lines.len() > 5 && lines.iter().all(|line| line.len() <= 75), "{lines:?}");
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "ä€😀x".repeat(60)));
    }

    #[test]
    fn what_separates_values_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r\u{7}"), "a\\,b\\;c\\\\d\\ne");
        let at = Timestamp::parse("2027-01-04T02:30:05.9Z").unwrap();
        assert_eq!((instant(at), date(at)), ("20270104T023005Z".to_owned(), "20270104".to_owned()));
    }
}
