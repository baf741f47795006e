//! Refuses what no crontab should say, field by field; what the rest means is for croner.
//!
//! The grammar is that of POSIX `crontab` (numbers, ranges, lists, `*`), with
//! steps and names as in Vixie cron and `L`, `W`, `#` as in Quartz. croner
//! takes more (`1,,2`, `JAN` for a minute), and its errors name no field. What
//! only some programs accept (`5/10`, `?`, ranges that run backwards), or read
//! otherwise than croner (`sun-sun`, `L,LW`), is refused with the unambiguous
//! way to write it.

/// One field cannot be used; says which, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", if .field.is_empty() { String::new() } else { format!("{field}: ") })]
pub struct FieldError {
    /// The field's name in the API, such as `day_of_month`; empty where it is all of them together.
    pub field: &'static str,
    /// What is wrong, as a clause that follows the field's name.
    pub message: String,
}

/// What a field may hold.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) least: u8,
    pub(super) most: u8,
    names: &'static [&'static str],
}

pub(super) const SECOND: Field = Field { name: "second", least: 0, most: 59, names: &[] };
pub(super) const MINUTE: Field = Field { name: "minute", least: 0, most: 59, names: &[] };
pub(super) const HOUR: Field = Field { name: "hour", least: 0, most: 23, names: &[] };
pub(super) const DAY_OF_MONTH: Field = Field { name: "day_of_month", least: 1, most: 31, names: &[] };
pub(super) const MONTH_OF_YEAR: Field = Field {
    name: "month_of_year",
    least: 1,
    most: 12,
    names: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};
/// 0 and 7 are both Sunday.
pub(super) const DAY_OF_WEEK: Field =
    Field { name: "day_of_week", least: 0, most: 7, names: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"] };

/// Longer than every minute written out; keeps what is stored and repeated in errors small.
pub(super) const LONGEST: usize = 256;

impl Field {
    pub(super) fn error(&self, message: impl Into<String>) -> FieldError {
        FieldError { field: self.name, message: message.into() }
    }

    /// Whether `text` is well formed and names nothing outside the field's bounds.
    pub(super) fn check(&self, text: &str) -> Result<(), FieldError> {
        if text.len() > LONGEST {
            return Err(self.error(format!("is longer than {LONGEST} characters")));
        }
        if text.is_empty() {
            return Err(self.error("is empty; write `*` for every value"));
        }
        if text.contains(char::is_whitespace) {
            return Err(self.error(format!("`{text}` has a space in it; commas separate values")));
        }
        let lower = text.to_ascii_lowercase();
        let entries: Vec<_> = lower.split(',').collect();
        // croner would take the first for the second.
        if entries.contains(&"l") && entries.contains(&"lw") {
            return Err(self.error("`L` and `LW` cannot stand in one list"));
        }
        entries.iter().try_for_each(|entry| self.entry(entry, entries.len() > 1)).map_err(|m| self.error(m))
    }

    fn entry(&self, entry: &str, listed: bool) -> Result<(), String> {
        if entry.is_empty() {
            return Err("has nothing between two commas, or before or after one".into());
        }
        let (values, step) = match entry.split_once('/') {
            Some((values, step)) => (values, Some(self.step(entry, step)?)),
            None => (entry, None),
        };
        if self.special(values)? {
            return match step {
                None => Ok(()),
                Some(_) => Err(format!("`{entry}` has a step, which only `*` and ranges can have")),
            };
        }
        if values == "*" {
            return match step {
                None if listed => Err("`*` is every value already and cannot stand in a list".into()),
                _ => Ok(()),
            };
        }
        if let Some((from, to)) = values.split_once('-') {
            return self.range(values, from, to);
        }
        let value = self.value(values)?;
        match step {
            None => Ok(()),
            Some(step) => Err(format!("`{entry}` steps from a single value; write `{value}-{}/{step}`", self.most)),
        }
    }

    fn step(&self, entry: &str, step: &str) -> Result<u8, String> {
        // Weekdays are seven, though eight numbers name them.
        let values = self.most - self.least.max(u8::from(self.name == DAY_OF_WEEK.name)) + 1;
        match number(step) {
            Some(0) => Err(format!("`{entry}` has step 0")),
            Some(step) if step <= u32::from(values) => Ok(u8::try_from(step).unwrap_or(values)),
            Some(_) => Err(format!("`{entry}` steps further than the {values} values there are")),
            None => Err(format!("`{entry}` has no number after the `/`")),
        }
    }

    fn range(&self, range: &str, from: &str, to: &str) -> Result<(), String> {
        let (first, last) = (self.value(from)?, self.value(to)?);
        match (first, to) {
            (0, "sun") => Err(format!("`{range}` may be one day or a whole week; write `sun` or `*`")),
            // `fri-sun`: at the end of a range Sunday is 7.
            (_, "sun") => Ok(()),
            _ if first <= last => Ok(()),
            _ => Err(format!("`{range}` runs backwards; write `{from}-{},{}-{to}`", self.most, self.least)),
        }
    }

    pub(super) fn value(&self, text: &str) -> Result<u8, String> {
        let (least, most) = (self.least, self.most);
        if let Some(index) = self.names.iter().position(|name| *name == text) {
            return Ok(u8::try_from(index).unwrap_or(0) + least);
        }
        match number(text).map(u8::try_from) {
            Some(Ok(value)) if (least..=most).contains(&value) => Ok(value),
            Some(_) => Err(format!("`{text}` is outside {least}-{most}")),
            None => {
                let names = match (self.names.first(), self.names.last()) {
                    (Some(first), Some(last)) => format!(" nor a name from {first} to {last}"),
                    _ => String::new(),
                };
                Err(format!("`{text}` is not a number from {least} to {most}{names}"))
            }
        }
    }

    /// Whether the entry is one of those that depend on the month, which two fields have.
    fn special(&self, entry: &str) -> Result<bool, String> {
        if self.name == DAY_OF_MONTH.name {
            return match (entry, entry.strip_suffix('w')) {
                ("l" | "lw", _) => Ok(true),
                (_, Some(day)) => self.value(day).map(|_| true),
                _ => Ok(false),
            };
        }
        if self.name != DAY_OF_WEEK.name {
            return Ok(false);
        }
        if entry == "l" {
            return Err("`L` needs a weekday before it, such as `5L` for the month's last Friday".into());
        }
        if let Some(weekday) = entry.strip_suffix('l') {
            return self.value(weekday).map(|_| true);
        }
        let Some((weekday, nth)) = entry.split_once('#') else { return Ok(false) };
        match number(nth) {
            Some(1..=5) => self.value(weekday).map(|_| true),
            _ => Err(format!("`{entry}` needs a number from 1 to 5 after the `#`")),
        }
    }
}

/// Digits only: Rust's own parser also takes `+5`.
pub(super) fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}
