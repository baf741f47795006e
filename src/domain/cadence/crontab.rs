//! A checked crontab.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::field::FieldError;
use super::pattern::{self, Pattern};

/// The five fields as they are written; `*` where absent.
///
/// An unknown field is refused: a `second` written by a newer version must not
/// be read as if it were not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrontabFields {
    /// 0-59
    pub minute: String,
    /// 0-23
    pub hour: String,
    /// 1-31, `L`, `LW`, `15W`
    pub day_of_month: String,
    /// 1-12 or jan-dec
    pub month_of_year: String,
    /// 0-7 or sun-sat, `5L`, `1#2`; a `+` in front: both day fields must match
    pub day_of_week: String,
}

impl Default for CrontabFields {
    fn default() -> Self {
        let every = || "*".to_owned();
        Self { minute: every(), hour: every(), day_of_month: every(), month_of_year: every(), day_of_week: every() }
    }
}

impl CrontabFields {
    /// All five with a space between them.
    pub(super) fn text(&self) -> String {
        let Self { minute, hour, day_of_month, month_of_year, day_of_week } = self;
        format!("{minute} {hour} {day_of_month} {month_of_year} {day_of_week}")
    }
}

/// A crontab that fires some time.
///
/// Eight bytes: equal ones share what is behind them (about 220 bytes).
#[derive(Clone)]
pub struct Crontab(Arc<Known>);

/// The fields in order with a space between them, and what they mean.
struct Known {
    text: Box<str>,
    pattern: Pattern,
}

impl Crontab {
    /// Checks the fields. Space round a field is dropped, else they are kept as written.
    ///
    /// # Errors
    /// Names the first field that cannot be read, or says that no date matches.
    pub fn new(fields: &CrontabFields) -> Result<Self, FieldError> {
        let trim = |field: &String| field.trim().to_owned();
        let fields = CrontabFields {
            minute: trim(&fields.minute),
            hour: trim(&fields.hour),
            day_of_month: trim(&fields.day_of_month),
            month_of_year: trim(&fields.month_of_year),
            day_of_week: trim(&fields.day_of_week),
        };
        // Checked before it is looked up: joined, `1 2` in one field would pass for two.
        pattern::check(&fields)?;
        let text = fields.text();
        if let Some(same) = known().get(text.as_str()) {
            return Ok(Self(Arc::clone(&same.0)));
        }
        let pattern = Pattern::read(&fields)?;
        Ok(Self(shared(Known { text: text.into(), pattern })))
    }

    /// The fields, as given to [`Self::new`].
    #[must_use]
    pub fn fields(&self) -> CrontabFields {
        let mut fields = self.0.text.split(' ').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        CrontabFields { minute: next(), hour: next(), day_of_month: next(), month_of_year: next(), day_of_week: next() }
    }

    /// The five fields with a space between them.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    pub(super) fn pattern(&self) -> &Pattern {
        &self.0.pattern
    }
}

/// Those that are known already, so that a hundred thousand schedules with a
/// few hundred crontabs hold, and have read, a few hundred.
fn known() -> MutexGuard<'static, HashSet<ByText>> {
    static KNOWN: LazyLock<Mutex<HashSet<ByText>>> = LazyLock::new(Mutex::default);
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Finds the equal one, or makes this one known.
///
/// When full the set starts over: those in use stay with who uses them, only
/// later ones are shared among themselves.
fn shared(new: Known) -> Arc<Known> {
    const MOST: usize = 8_192;
    let mut all = known();
    if let Some(same) = all.get(&*new.text) {
        return Arc::clone(&same.0);
    }
    if all.len() >= MOST {
        all.clear();
    }
    let new = Arc::new(new);
    all.insert(ByText(Arc::clone(&new)));
    new
}

/// Compared and hashed by its text.
struct ByText(Arc<Known>);

impl Borrow<str> for ByText {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq for ByText {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for ByText {}

impl Hash for ByText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl PartialEq for Crontab {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Crontab {}

impl Hash for Crontab {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl fmt::Display for Crontab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl fmt::Debug for Crontab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl Serialize for Crontab {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fields().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Crontab {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&CrontabFields::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With the text (some 15 bytes), two counters and an entry in the set: about 220 bytes.
    #[test]
    fn what_a_crontab_points_to_is_small() {
        assert!(size_of::<Known>() <= 160, "{}", size_of::<Known>());
    }
}
