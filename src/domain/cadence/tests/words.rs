//! Cadences in words.
use super::*;

#[test]
fn a_crontab_reads_like_a_sentence() {
    for (text, words) in [
        ("* * * * *", "every minute"),
        ("*/15 * * * *", "every 15 minutes"),
        ("0,15,30,45 * * * *", "every 15 minutes"),
        ("*/7 * * * *", "every 7 minutes from minute 0 to 56 of every hour"),
        ("0 * * * *", "every hour on the hour"),
        ("5 * * * *", "every hour at 5 past"),
        ("7,37 * * * *", "at minutes 7 and 37 of every hour"),
        ("1,3,5 * * * *", "at minutes 1, 3 and 5 of every hour"),
        ("0 9-17/4 * * *", "at 09:00, 13:00 and 17:00 every day"),
        ("0-29 * * * *", "every minute from minute 0 to 29 of every hour"),
        ("0 */4 * * *", "every 4 hours from 00:00"),
        ("30 */5 * * *", "every 5 hours from 00:30 to 20:30"),
        ("5 9-17 * * 1-5", "every hour from 09:05 to 17:05 from Monday to Friday"),
        ("*/15 9-17 * * 1-5", "every 15 minutes from 09:00 to 17:45 from Monday to Friday"),
        ("* 2 * * *", "every minute from 02:00 to 02:59"),
        ("*/10 2,14 * * *", "every 10 minutes of the hours 2 and 14"),
        ("7,37 */2 * * *", "at minutes 7 and 37 of every 2nd hour"),
        ("0 0 * * *", "at 00:00 every day"),
        ("0 2 * * 1", "at 02:00 on Mondays"),
        ("0,30 2,3 * * *", "at 02:00, 02:30, 03:00 and 03:30 every day"),
        ("30 12,18 1 * *", "at 12:30 and 18:30 on the 1st of each month"),
        ("0 1,5,9,13,17,21 * * *", "at 01:00, 05:00, 09:00, 13:00, 17:00 and 21:00 every day"),
        ("0 9 * * 6,0", "at 09:00 on Saturdays and Sundays"),
        ("0 9 * * fri-sun", "at 09:00 from Friday to Sunday"),
        ("0 9 * * 0-6", "at 09:00 every day"),
        ("0 9 * 1,7 *", "at 09:00 every day in January and July"),
        ("0 9 1 jul *", "at 09:00 on the 1st of July"),
        ("0 9 * 6-8 mon", "at 09:00 on Mondays in June to August"),
        ("0 9 1,15 */3 *", "at 09:00 on the 1st and the 15th of January, April, July and October"),
        ("0 9 1-7 * *", "at 09:00 on the 1st to the 7th of each month"),
        ("0 9 */2 * *", "at 09:00 on every 2nd day from the 1st of each month"),
        ("0 9 L * *", "at 09:00 on the last day of each month"),
        ("0 9 LW * *", "at 09:00 on the last working day of each month"),
        ("0 9 15W 3 *", "at 09:00 on the working day nearest the 15th of March"),
        ("0 9 * * 5L", "at 09:00 on the last Friday of each month"),
        ("0 9 * * 1#2,3#4", "at 09:00 on the 2nd Monday and the 4th Wednesday of each month"),
        ("0 9 * * 1#2,5", "at 09:00 on Fridays and on the 2nd Monday of each month"),
        ("0 0 13 * 5", "at 00:00 on the 13th of each month and on Fridays"),
        ("0 0 13 * +5", "at 00:00 on the 13th of each month, if that is a Friday"),
        ("0 0 29 2 +1", "at 00:00 on the 29th of February, if that is a Monday"),
        ("0 0 1-7 * +1,2#1", "at 00:00 on the 1st to the 7th of each month, if that is a Monday or the 1st Tuesday"),
        ("* * * * * *", "every second"),
        ("*/10 * * * * *", "every 10 seconds"),
        ("15,45 * * * * *", "at seconds 15 and 45 of every minute"),
        ("*/10 5 * * * *", "every 10 seconds of minute 5 of every hour"),
        ("*/10 * 9-17 * * *", "every 10 seconds from 09:00 to 17:59:50"),
        ("30 0 12 * * *", "at 12:00:30 every day"),
        ("30 */5 * * * *", "every 5 minutes, at second 30"),
        ("30 5 * * * *", "every hour at 5 past and 30 seconds"),
        ("30 0 */4 * * *", "every 4 hours from 00:00:30"),
    ] {
        assert_eq!(in_zone(text, "UTC").words(), format!("{words}, UTC"), "{text}");
    }
    let hashed = Crontab::new(&parse_expression("H 2 * * *").unwrap(), Some(1)).unwrap();
    let minute = hashed.resolved().minute;
    let cadence =
        Cadence::Crontab { crontab: hashed, zone: Zone::parse("Europe/Berlin").unwrap(), dst: Dst::default() };
    assert_eq!(cadence.words(), format!("at 02:{minute:0>2} every day, Europe/Berlin"));
}

#[test]
fn the_other_kinds_do_so_too() {
    let anchor = at("2026-01-01T00:00:00Z");
    let interval = |every, period| Cadence::Interval(Interval::new(every, period, anchor).unwrap());
    let solar = |latitude, longitude| Cadence::Solar(Solar::new(SolarEvent::Sunrise, latitude, longitude).unwrap());
    for (cadence, words) in [
        (interval(15, Period::Minutes), "every 15 minutes"),
        (interval(1, Period::Weeks), "every week"),
        (Cadence::Clocked(at("2026-06-01T12:00:00Z")), "once at 2026-06-01 12:00:00 UTC"),
        (Cadence::Manual, "only when triggered"),
        (solar(52.52, 13.4), "at sunrise at 52.52° N, 13.40° E"),
        (solar(-33.87, -70.5), "at sunrise at 33.87° S, 70.50° W"),
    ] {
        assert_eq!(cadence.words(), words);
    }
}
