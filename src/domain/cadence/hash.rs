//! `H` in a crontab: a number of the schedule's own.
//!
//! As in Jenkins: `H` is one number of the field, `H(0-29)` one of the range,
//! `H/15` every fifteenth from such a number on, `H(0-29)/10` both. It comes
//! from the schedule's id, so that it stays when the schedule is edited, and a
//! hundred hourly schedules spread over the hour. Each field of a schedule has
//! a number of its own; the entries of one list share it: `H(0-29),H(30-59)`
//! are half an hour apart.
//!
//! What a seed gives must stay for ever: it is the meaning of stored events.

use uuid::Uuid;

use super::crontab::CrontabFields;
use super::field::{DAY_OF_MONTH, DAY_OF_WEEK, Field, FieldError, LONGEST, number};

/// What the crontabs of the schedule with this id take the number for `H` from.
#[must_use]
pub fn seed_of(id: Uuid) -> u32 {
    let (high, low) = id.as_u64_pair();
    let mixed = mix(mix(high) ^ low);
    u32::try_from(mixed >> 32).unwrap_or(0)
}

/// The fields with a number for each `H`.
pub(super) fn resolve(fields: &CrontabFields, seed: Option<u32>) -> Result<CrontabFields, FieldError> {
    fields.map(|field, text| field.resolve(text, seed))
}

/// The finaliser of splitmix64: every bit of the input sways every bit of the output.
fn mix(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

impl Field {
    fn resolve(&self, text: &str, seed: Option<u32>) -> Result<String, FieldError> {
        let (plus, list) = match text.strip_prefix('+') {
            Some(rest) if self.name == DAY_OF_WEEK.name => ("+", rest),
            _ => ("", text),
        };
        // Too long a one is refused by the check that follows.
        if text.len() > LONGEST || !list.split(',').any(is_hash) {
            return Ok(text.to_owned());
        }
        let resolved = list.split(',').map(|entry| match is_hash(entry) {
            true => self.number_for(entry, seed).map_err(|message| self.error(message)),
            false => Ok(entry.to_owned()),
        });
        Ok(format!("{plus}{}", resolved.collect::<Result<Vec<_>, _>>()?.join(",")))
    }

    fn number_for(&self, entry: &str, seed: Option<u32>) -> Result<String, String> {
        let lower = entry.to_ascii_lowercase();
        let (values, step) = match lower.split_once('/') {
            Some((values, step)) => (values, Some(step)),
            None => (lower.as_str(), None),
        };
        let odd = || format!("`{entry}` is no `H`: write `H`, `H/5`, `H(1-9)` or `H(1-9)/5`");
        let (first, last) = match values.strip_prefix('h').ok_or_else(odd)? {
            "" => (self.least, self.last_for_all()),
            range => {
                let range = range.strip_prefix('(').and_then(|range| range.strip_suffix(')')).ok_or_else(odd)?;
                let (first, last) = range.split_once('-').ok_or_else(odd)?;
                (self.value(first)?, self.value(last)?)
            }
        };
        let count = last.checked_sub(first).ok_or_else(|| format!("`{entry}` has a range that runs backwards"))? + 1;
        let from_first = |of: u8| {
            let seed = seed.ok_or_else(|| {
                format!("`{entry}` takes its number from the schedule's id, and there is none; write a number, or send an `id`")
            })?;
            Ok::<_, String>(first + self.number_of(seed, of))
        };
        match step.map(number) {
            None => from_first(count).map(|value| value.to_string()),
            Some(None) => Err(format!("`{entry}` has no number after the `/`")),
            Some(Some(0)) => Err(format!("`{entry}` has step 0")),
            Some(Some(step)) => match u8::try_from(step).ok().filter(|step| *step <= count) {
                Some(step) => from_first(step).map(|value| format!("{value}-{last}/{step}")),
                None => Err(format!("`{entry}` steps further than the {count} values there are")),
            },
        }
    }

    /// The last value of a plain `H`: one that every month has, and Sunday once.
    fn last_for_all(&self) -> u8 {
        match self.name {
            name if name == DAY_OF_MONTH.name => 28,
            name if name == DAY_OF_WEEK.name => 6,
            _ => self.most,
        }
    }

    /// The number of this seed in this field, from 0 and below `count`.
    fn number_of(&self, seed: u32, count: u8) -> u8 {
        // The field's name sets it apart from the others.
        let name = self.name.bytes().fold(0, |hash: u64, byte| mix(hash ^ u64::from(byte)));
        let hash = mix(name ^ u64::from(seed));
        u8::try_from(hash % u64::from(count.max(1))).unwrap_or(0)
    }
}

/// No name of a month or weekday begins with this letter.
fn is_hash(entry: &str) -> bool {
    entry.starts_with(['H', 'h'])
}
