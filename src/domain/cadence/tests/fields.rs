//! What the five fields mean, and which are refused.
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

#[test]
fn what_cannot_be_read_is_told_with_its_field() {
    for (text, said) in [
        ("61 * * * *", "minute: `61` is outside 0-59"),
        ("-1 * * * *", "minute: `` is not a number from 0 to 59"),
        ("jan * * * *", "minute: `jan` is not a number from 0 to 59"),
        ("1,,2 * * * *", "minute: has nothing between two commas, or before or after one"),
        ("1, * * * *", "minute: has nothing between two commas, or before or after one"),
        ("*/0 * * * *", "minute: `*/0` has step 0"),
        ("*/90 * * * *", "minute: `*/90` steps further than the 60 values there are"),
        ("*/ * * * *", "minute: `*/` has no number after the `/`"),
        ("/5 * * * *", "minute: `` is not a number from 0 to 59"),
        ("5/10 * * * *", "minute: `5/10` steps from a single value; write `5-59/10`"),
        ("*,5 * * * *", "minute: `*` is every value already and cannot stand in a list"),
        ("+5 * * * *", "minute: `+5` is not a number from 0 to 59"),
        ("L * * * *", "minute: `l` is not a number from 0 to 59"),
        ("? * * * *", "minute: `?` is not a number from 0 to 59"),
        ("* 24 * * *", "hour: `24` is outside 0-23"),
        ("* 22-4 * * *", "hour: `22-4` runs backwards; write `22-23,0-4`"),
        ("* 1-2-3 * * *", "hour: `2-3` is not a number from 0 to 23"),
        ("* * 0 * *", "day_of_month: `0` is outside 1-31"),
        ("* * 32W * *", "day_of_month: `32` is outside 1-31"),
        ("* * L-3 * *", "day_of_month: `l` is not a number from 1 to 31"),
        ("* * L,15,LW * *", "day_of_month: `L` and `LW` cannot stand in one list"),
        ("* * L/2 * *", "day_of_month: `l/2` has a step, which only `*` and ranges can have"),
        ("* * * 13 *", "month_of_year: `13` is outside 1-12"),
        ("* * * mon *", "month_of_year: `mon` is not a number from 1 to 12 nor a name from jan to dec"),
        ("* * * * 8", "day_of_week: `8` is outside 0-7"),
        ("* * * * jan", "day_of_week: `jan` is not a number from 0 to 7 nor a name from sun to sat"),
        ("* * * * L", "day_of_week: `L` needs a weekday before it, such as `5L` for the month's last Friday"),
        ("* * * * 1#6", "day_of_week: `1#6` needs a number from 1 to 5 after the `#`"),
        ("* * * * fri-mon", "day_of_week: `fri-mon` runs backwards; write `fri-7,0-mon`"),
        ("* * * * sun-sun", "day_of_week: `sun-sun` may be one day or a whole week; write `sun` or `*`"),
        ("* * * * +0-Sun/2", "day_of_week: `0-sun` may be one day or a whole week; write `sun` or `*`"),
        ("* * * * +", "day_of_week: is empty; write `*` for every value"),
        ("* * * * 🦀", "day_of_week: `🦀` is not a number from 0 to 7 nor a name from sun to sat"),
    ] {
        assert_eq!(cron(text).map_err(|e| e.to_string()), Err(said.to_owned()), "{text}");
    }
    let two = CrontabFields { minute: "1 2".into(), ..CrontabFields::default() };
    assert_eq!(
        Crontab::new(&two, None).unwrap_err().to_string(),
        "minute: `1 2` has a space in it; commas separate values"
    );
    let long = CrontabFields { hour: "1,".repeat(500), ..CrontabFields::default() };
    assert_eq!(Crontab::new(&long, None).unwrap_err().to_string(), "hour: is longer than 256 characters");
}

#[test]
fn what_can_never_fire_is_refused_at_once() {
    let started = Instant::now();
    for (text, said) in [
        ("0 0 30 2 *", "day_of_month: `30` never comes in month `2`"),
        ("0 0 31 2,4,6,9,11 *", "day_of_month: `31` never comes in month `2,4,6,9,11`"),
        ("0 0 30W feb *", "day_of_month: `30W` never comes in month `feb`"),
        ("* * 30-31 2 +1-5", "day_of_month: `30-31` never comes in month `2`"),
        ("0 0 31 * +1#1", "day_of_week: `+1#1` never falls on `31` in month `*`"),
        ("0 0 LW * +sun", "day_of_week: `+sun` never falls on `LW` in month `*`"),
    ] {
        let told = cron(text).unwrap_err().to_string();
        assert_eq!(told, format!("{said}, so this would never fire"));
    }
    assert!(started.elapsed() < Duration::from_secs(1));
    for text in ["0 0 29 2 *", "0 0 29W 2 *", "0 0 30 2 1", "0 0 * 2 1#5", "0 0 29 2 +1", "0 0 31 12 +sun"] {
        assert!(cron(text).is_ok(), "{text}");
    }
}

#[test]
fn names_and_numbers_mean_the_same() {
    for (one, other) in [
        ("0 0 * JAN,mar-May *", "0 0 * 1,3-5 *"),
        ("0 0 * * Sun", "0 0 * * 0"),
        ("0 0 * * 7", "0 0 * * 0"),
        ("0 0 * * fri-sun", "0 0 * * 5,6,0"),
        ("0 0 * * 1-7", "0 0 * * *"),
        ("0 0 * * 7-sun", "0 0 * * 0"),
        ("0 0 * * FRIl", "0 0 * * 5L"),
        ("0 0 * * sun#2", "0 0 * * 7#2"),
        ("05 00 lw * *", "5 0 LW * *"),
        ("0 */24 * * *", "0 0 * * *"),
        ("0 0 * * +mon", "0 0 * * 1"),
    ] {
        let days = |text| due(&in_zone(text, "UTC"), "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        assert_eq!(days(one), days(other), "{one}");
    }
}

#[test]
fn two_restricted_day_fields_match_either_and_both_after_a_plus() {
    let march = |text| {
        let due = due(&in_zone(text, "UTC"), "2026-02-28T12:00:00Z", "2026-03-31T12:00:00Z");
        due.iter().map(|due| due[8..10].parse().unwrap()).collect::<Vec<u8>>()
    };
    assert_eq!(march("0 0 13 * 5"), [6, 13, 20, 27]);
    assert_eq!(march("0 0 14 * 5"), [6, 13, 14, 20, 27]);
    assert_eq!(march("0 0 */10 * 1"), [1, 2, 9, 11, 16, 21, 23, 30, 31]);
    assert_eq!(march("0 0 * * 1"), [2, 9, 16, 23, 30]);
    assert_eq!(march("0 0 13 * +5"), [13]);
    assert_eq!(march("0 0 14 * +5"), [0; 0]);
    assert_eq!(march("0 0 LW,14W * *"), [13, 31]);
    assert_eq!(march("0 0 * * 0L,1#1,2#5"), [2, 29, 31]);
}

#[test]
fn it_is_stored_as_five_named_fields_as_written_and_checked_when_read() {
    let read: Crontab = serde_json::from_str(r#"{"minute":" */5","day_of_week":"Mon-FRI"}"#).unwrap();
    let text = r#"{"minute":"*/5","hour":"*","day_of_month":"*","month_of_year":"*","day_of_week":"Mon-FRI"}"#;
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert_eq!(serde_json::from_str::<Crontab>(text).unwrap(), read);
    assert_eq!(read.to_string(), "*/5 * * * Mon-FRI");
    let told = serde_json::from_str::<Crontab>(r#"{"minute":"60"}"#).unwrap_err().to_string();
    assert!(told.contains("minute: `60` is outside 0-59"), "{told}");
    // A field of a later version must not pass for "not there".
    assert!(serde_json::from_str::<Crontab>(r#"{"year":"2027"}"#).is_err());
    let seconds =
        r#"{"second":"*/10","minute":"*","hour":"*","day_of_month":"*","month_of_year":"*","day_of_week":"*"}"#;
    let read: Crontab = serde_json::from_str(seconds).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), seconds);
    assert_eq!(read.to_string(), "*/10 * * * * *");
}

#[test]
fn a_hundred_thousand_schedules_stay_small() {
    assert_eq!((size_of::<Crontab>(), size_of::<Zone>(), size_of::<Cadence>()), (8, 8, 24));
    assert_eq!(cron("*/5 * * * *").unwrap().pattern() as *const _, cron("*/5 * * * *").unwrap().pattern() as *const _);
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_text_makes_it_panic(fields in proptest::array::uniform6(".{0,12}|[0-9a-zA-Z*/,#+-]{0,8}")) {
        let [second, minute, hour, day_of_month, month_of_year, day_of_week] = fields;
        let fields = CrontabFields { second, minute, hour, day_of_month, month_of_year, day_of_week };
        if let Ok(crontab) = Crontab::new(&fields, Some(7)) {
            let cadence = Cadence::Crontab { crontab, zone: Zone::UTC, dst: Dst::default() };
            prop_assert!(cadence.next_after(None, Timestamp::from_seconds(0)).is_some());
        }
    }

    #[test]
    fn what_one_field_may_say_croner_can_read(
        field in 0..5_usize, text in "([0-9]|1[0-9]|sun|SAT|feb|L|W|#|,|-|/|[*]|[+]){1,6}"
    ) {
        let mut fields = ["*"; 5];
        fields[field] = &text;
        if let Err(told) = cron(&fields.join(" ")) {
            prop_assert!(!told.field.is_empty(), "{}", told);
        }
    }
}
