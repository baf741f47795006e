//! A crontab on one line.

use super::crontab::CrontabFields;
use super::field::FieldError;

/// Names for a whole crontab, with the fields they stand for.
const NICKNAMES: [(&str, &str); 7] = [
    ("@hourly", "0 * * * *"),
    ("@daily", "0 0 * * *"),
    ("@midnight", "0 0 * * *"),
    ("@weekly", "0 0 * * 0"),
    ("@monthly", "0 0 1 * *"),
    ("@yearly", "0 0 1 1 *"),
    ("@annually", "0 0 1 1 *"),
];

/// Splits five or six fields (six: seconds first) or a nickname into the fields.
///
/// What stands in them is for [`super::Crontab::new`] to check.
///
/// # Errors
/// When there are fewer or more of them, or no such nickname.
pub fn parse_expression(text: &str) -> Result<CrontabFields, FieldError> {
    let text = text.trim();
    if text.starts_with('@') {
        return nickname(text);
    }
    let fields: Vec<_> = text.split_whitespace().collect();
    let six = match *fields.as_slice() {
        [minute, hour, day, month, weekday] => ["0", minute, hour, day, month, weekday],
        [second, minute, hour, day, month, weekday] => [second, minute, hour, day, month, weekday],
        ref other => {
            let count = other.len();
            return Err(error(format!(
                "has {count} field{}; five are minute, hour, day of month, month and weekday, and six begin with the second",
                if count == 1 { "" } else { "s" }
            )));
        }
    };
    let [second, minute, hour, day_of_month, month_of_year, day_of_week] = six.map(str::to_owned);
    Ok(CrontabFields { second, minute, hour, day_of_month, month_of_year, day_of_week })
}

fn nickname(text: &str) -> Result<CrontabFields, FieldError> {
    if let Some((_, fields)) = NICKNAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return parse_expression(fields);
    }
    if text.eq_ignore_ascii_case("@reboot") {
        return Err(error("`@reboot` names no time: a schedule belongs to no machine that could start".to_owned()));
    }
    let known = NICKNAMES.map(|(name, _)| name).join(", ");
    let shown: String = text.chars().take(20).collect();
    Err(error(format!("`{shown}` is no nickname; known are {known}")))
}

fn error(message: String) -> FieldError {
    FieldError { field: "expression", message }
}
