//! Celery's crontab fields, said in ours.
//!
//! Celery reads a field as comma-separated entries: `*`, a value, or a range,
//! the latter two and `*` with a step. It is more lenient than a crontab here:
//! ranges may run backwards and then wrap (`22-6`), steps may be longer than
//! the field (`*/90`), every field takes names of months and of weekdays (the
//! first three letters count), and what follows a well-formed range is ignored.
//! And it is stricter: Sunday is 0 and never 7, and there is no `?`, `L`, `W`,
//! `#` nor `5/10`. What Celery reads has a translation. What it does not read
//! never ran there, and is refused.
//!
//! A range stays a range and a step a step: when clocks change, an hour field
//! of numbers only keeps to the wall clock (`docs/moving-from-celery.md`).

/// One of the five fields, with the values it may have.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name, here and in Celery's tables.
    pub name: &'static str,
    least: u32,
    most: u32,
}

/// The minute.
pub const MINUTE: Field = Field { name: "minute", least: 0, most: 59 };
/// The hour.
pub const HOUR: Field = Field { name: "hour", least: 0, most: 23 };
/// The day of the month.
pub const DAY_OF_MONTH: Field = Field { name: "day_of_month", least: 1, most: 31 };
/// The month.
pub const MONTH_OF_YEAR: Field = Field { name: "month_of_year", least: 1, most: 12 };
/// The day of the week; Sunday is 0.
pub const DAY_OF_WEEK: Field = Field { name: "day_of_week", least: 0, most: 6 };

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// One entry of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// `*`
    All,
    /// `*/5`; the step is longer than 1.
    Every(u32),
    /// `5`, `1-5`, `22-6/2`: from the first value on, past the field's end where the last lies before the first.
    Range { first: u32, last: u32, step: u32 },
}

impl Field {
    /// The field's text as a crontab here says it.
    ///
    /// # Errors
    /// A sentence that says what Celery does not read in it.
    pub fn translate(self, text: &str) -> Result<String, String> {
        let entries = text.split(',').map(|entry| self.entry(entry)).collect::<Result<Vec<_>, _>>()?;
        let written: Vec<String> = entries.iter().flat_map(|entry| self.written(*entry)).collect();
        // A day field other than `*` restricts the days here, so one with every day in it has to be `*`.
        let is_day = matches!(self.name, "day_of_month" | "day_of_week");
        let all = entries.contains(&Entry::All) || (is_day && self.is_full(&entries));
        Ok(if all { "*".to_owned() } else { written.join(",") })
    }

    fn entry(self, entry: &str) -> Result<Entry, String> {
        let told = |why: String| format!("Celery cannot read `{entry}` in {}: {why}", self.name);
        if entry == "*" {
            return Ok(Entry::All);
        }
        if let Some(rest) = entry.strip_prefix("*/") {
            let step = step(rest).map_err(told)?;
            return Ok(if step == 1 { Entry::All } else { Entry::Every(step) });
        }
        // An entry that begins with a range is that range, whatever follows.
        if let Some((first, last, rest)) = range(entry) {
            let (first, last) = (self.value(first).map_err(told)?, self.value(last).map_err(told)?);
            let step = rest.strip_prefix('/').map_or(Ok(1), step).map_err(told)?;
            return Ok(Entry::Range { first, last, step });
        }
        let value = self.value(entry).map_err(told)?;
        Ok(Entry::Range { first: value, last: value, step: 1 })
    }

    /// A number, or a name by its first three letters: a month if it is one, else a weekday.
    fn value(self, text: &str) -> Result<u32, String> {
        let digits = text.trim();
        let value = match number(digits.strip_prefix('+').unwrap_or(digits)) {
            Some(value) => value,
            None => named(text).ok_or("it is no number and no name")?,
        };
        let Self { least, most, .. } = self;
        if (least..=most).contains(&value) { Ok(value) } else { Err(format!("{value} is outside {least}-{most}")) }
    }

    fn written(self, entry: Entry) -> Vec<String> {
        match entry {
            Entry::All => vec!["*".to_owned()],
            Entry::Every(step) if step > self.most - self.least => vec![self.least.to_string()],
            Entry::Every(step) => vec![format!("*/{step}")],
            Entry::Range { first, last, step } if first <= last => vec![run(first, last, step)],
            Entry::Range { first, last, step } => {
                let mut written = vec![run(first, self.most, step)];
                // Where the steps come out beyond the field's end.
                let over = step - 1 - (self.most - first) % step;
                written.extend((self.least + over <= last).then(|| run(self.least + over, last, step)));
                written
            }
        }
    }

    fn is_full(self, entries: &[Entry]) -> bool {
        (self.least..=self.most).all(|value| entries.iter().any(|entry| self.holds(*entry, value)))
    }

    fn holds(self, entry: Entry, value: u32) -> bool {
        match entry {
            Entry::All => true,
            Entry::Every(step) => (value - self.least).is_multiple_of(step),
            Entry::Range { first, last, step } => {
                let size = self.most - self.least + 1;
                let (far, length) = ((value + size - first) % size, (last + size - first) % size);
                far <= length && far.is_multiple_of(step)
            }
        }
    }
}

/// A run of values that does not wrap.
fn run(first: u32, last: u32, step: u32) -> String {
    match step {
        _ if step > last - first => first.to_string(),
        1 => format!("{first}-{last}"),
        _ => format!("{first}-{last}/{step}"),
    }
}

/// The two ends of a range that `entry` begins with, and what follows it.
fn range(entry: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = word(entry);
    let (last, rest) = word(rest.strip_prefix('-')?);
    (!first.is_empty() && !last.is_empty()).then_some((first, last, rest))
}

/// The number that `text` begins with, as a step.
fn step(text: &str) -> Result<u32, String> {
    number(word(text).0).filter(|step| *step > 0).ok_or_else(|| "the step is no number from 1 on".to_owned())
}

/// The letters, digits and underscores that `text` begins with, and the rest.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len()))
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

fn named(text: &str) -> Option<u32> {
    let name: String = text.chars().take(3).flat_map(char::to_lowercase).collect();
    let month = MONTHS.iter().position(|month| *month == name).map(|index| index + 1);
    month.or_else(|| WEEKDAYS.iter().position(|day| *day == name)).and_then(|index| index.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_read_alike_stays_as_it_is() {
        for (field, text) in [
            (MINUTE, "*"),
            (MINUTE, "*/15"),
            (MINUTE, "1,13,30-45,50-59/2"),
            (HOUR, "8-17"),
            (DAY_OF_MONTH, "1-7,15-21"),
            (MONTH_OF_YEAR, "*/3"),
            (DAY_OF_WEEK, "1-5"),
        ] {
            assert_eq!(field.translate(text).as_deref(), Ok(text), "{}", field.name);
        }
    }

    #[test]
    fn what_only_celery_writes_is_said_otherwise() {
        for (field, text, ours) in [
            (HOUR, "22-6", "22-23,0-6"),
            (HOUR, "22-6/2", "22,0-6/2"),
            (HOUR, "21-3/4", "21,1"),
            (HOUR, "23-0", "23,0"),
            (MINUTE, "*/90", "0"),
            (DAY_OF_MONTH, "*/40", "1"),
            (MINUTE, "1-5/10", "1"),
            (MINUTE, "*,5", "*"),
            (DAY_OF_WEEK, "fri-sun", "5-6,0"),
            (DAY_OF_WEEK, "Monday,wed", "1,3"),
            (DAY_OF_WEEK, "mar", "3"),
            (DAY_OF_WEEK, "sun-sat", "*"),
            (DAY_OF_WEEK, "3-2", "*"),
            (DAY_OF_MONTH, "*/1", "*"),
            (DAY_OF_MONTH, "1-31", "*"),
            (DAY_OF_WEEK, "0-2,3-6", "*"),
            (MONTH_OF_YEAR, "november-feb", "11-12,1-2"),
            (MINUTE, "0-59", "0-59"),
            (MINUTE, " 5", "5"),
            (MINUTE, "05", "5"),
            (MINUTE, "*/15-3", "*/15"),
            (MINUTE, "1-5#2", "1-5"),
        ] {
            assert_eq!(field.translate(text).as_deref(), Ok(ours), "{text} in {}", field.name);
        }
    }

    #[test]
    fn what_celery_does_not_read_is_refused_with_the_field_and_the_entry() {
        let told = MINUTE.translate("0,5/10").unwrap_err();
        assert_eq!(told, "Celery cannot read `5/10` in minute: it is no number and no name");
        assert!(DAY_OF_WEEK.translate("7").unwrap_err().ends_with("7 is outside 0-6"));
    }
}
