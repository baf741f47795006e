//! Crontabs on one line.
use super::*;

#[test]
fn five_fields_six_fields_and_nicknames_are_read() {
    for (text, fields) in [
        ("*/5 0 * * *", "0 */5 0 * * *"),
        (" 30  0\t12 * * 1-5 ", "30 0 12 * * 1-5"),
        ("@hourly", "0 0 * * * *"),
        ("@daily", "0 0 0 * * *"),
        ("@Midnight", "0 0 0 * * *"),
        ("@weekly", "0 0 0 * * 0"),
        ("@monthly", "0 0 0 1 * *"),
        ("@yearly", "0 0 0 1 1 *"),
        ("@ANNUALLY", "0 0 0 1 1 *"),
    ] {
        assert_eq!(parse_expression(text).unwrap().text(), fields, "{text}");
    }
}

#[test]
fn anything_else_is_told_with_what_there_is() {
    for (text, said) in [
        ("", "has 0 fields; five are minute"),
        ("5", "has 1 field; five are minute"),
        ("* * * *", "has 4 fields; five are minute"),
        (
            "0 0 0 1 1 * 2027",
            "has 7 fields; five are minute, hour, day of month, month and weekday, and six begin with the second",
        ),
        ("@reboot", "`@reboot` names no time: a schedule belongs to no machine that could start"),
        ("@every 5m", "`@every 5m` is no nickname; known are @hourly, @daily, @midnight, @weekly,"),
    ] {
        let told = parse_expression(text).unwrap_err().to_string();
        assert!(told.starts_with(&format!("expression: {said}")), "{text}: {told}");
    }
    assert!(parse_expression(&format!("@{}", "x".repeat(1_000_000))).unwrap_err().to_string().len() < 200);
}

#[test]
fn a_crontab_with_seconds_fires_at_them() {
    let cadence = in_zone("15,45 59 23 31 12 *", "UTC");
    let told = due(&cadence, "2026-01-01T00:00:00Z", "2027-12-31T23:59:15Z");
    assert_eq!(told, ["2026-12-31T23:59:15Z", "2026-12-31T23:59:45Z", "2027-12-31T23:59:15Z"]);
    let every = in_zone("* * * * * *", "Europe/Berlin");
    let span = every.span(None, at("2026-03-28T00:00:00Z"), at("2026-03-30T00:00:00Z")).unwrap();
    assert_eq!((span.count, span.last), (2 * 86_400, at("2026-03-30T00:00:00Z")));
}
