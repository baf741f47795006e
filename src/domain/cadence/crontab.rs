//! A checked crontab.

use std::borrow::Borrow;
use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::field::{DAY_OF_MONTH, DAY_OF_WEEK, Field, FieldError, HOUR, MINUTE, MONTH_OF_YEAR, SECOND};
use super::hash;
use super::pattern::{self, Pattern};

/// The fields as they are written; `*` where absent, but for `second`, which is `0`.
///
/// An unknown field is refused: one written by a newer version must not be
/// read as if it were not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CrontabFields {
    /// 0-59; `0` unless said, and then not written out.
    #[serde(skip_serializing_if = "is_nought")]
    pub second: String,
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

fn is_nought(second: &str) -> bool {
    second == "0"
}

impl Default for CrontabFields {
    fn default() -> Self {
        let every = || "*".to_owned();
        Self {
            second: "0".to_owned(),
            minute: every(),
            hour: every(),
            day_of_month: every(),
            month_of_year: every(),
            day_of_week: every(),
        }
    }
}

impl CrontabFields {
    /// All six, seconds first, with a space between them.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { second, minute, hour, day_of_month, month_of_year, day_of_week } = self;
        format!("{second} {minute} {hour} {day_of_month} {month_of_year} {day_of_week}")
    }

    /// Each field put through `change`, which is told what the field may hold.
    pub(super) fn map<E>(&self, mut change: impl FnMut(&Field, &str) -> Result<String, E>) -> Result<Self, E> {
        Ok(Self {
            second: change(&SECOND, &self.second)?,
            minute: change(&MINUTE, &self.minute)?,
            hour: change(&HOUR, &self.hour)?,
            day_of_month: change(&DAY_OF_MONTH, &self.day_of_month)?,
            month_of_year: change(&MONTH_OF_YEAR, &self.month_of_year)?,
            day_of_week: change(&DAY_OF_WEEK, &self.day_of_week)?,
        })
    }

    /// The inverse of [`Self::text`].
    fn split(text: &str) -> Self {
        let mut fields = text.split(' ').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        Self {
            second: next(),
            minute: next(),
            hour: next(),
            day_of_month: next(),
            month_of_year: next(),
            day_of_week: next(),
        }
    }
}

/// A crontab that fires some time.
///
/// Eight bytes: equal ones share what is behind them (about 250 bytes). One
/// with an `H` is the only one of its kind, and shares its pattern (100 bytes).
#[derive(Clone)]
pub struct Crontab(Arc<Known>);

/// What a crontab says and what that means.
struct Known {
    /// The six fields in order with a space between them; then, if one has an
    /// `H`, [`SEED`] and the seed.
    text: Box<str>,
    pattern: Arc<Pattern>,
}

/// Stands between the fields and the seed; no field can hold a space.
const SEED: &str = " ~";

impl Crontab {
    /// Checks the fields. Space round a field is dropped, else they are kept as written.
    ///
    /// `seed` is what an `H` takes its number from, see [`hash::seed_of`]; it
    /// becomes part of a crontab that has one, and is dropped by one that has none.
    ///
    /// # Errors
    /// Names the first field that cannot be read, or says that no date matches,
    /// or that an `H` has no seed to take its number from.
    pub fn new(fields: &CrontabFields, seed: Option<u32>) -> Result<Self, FieldError> {
        let fields = fields.map(|_, text| Ok::<_, FieldError>(text.trim().to_owned()))?;
        let resolved = hash::resolve(&fields, seed)?;
        // Checked before it is looked up: joined, `1 2` in one field would pass for two.
        pattern::check(&resolved)?;
        let plain = Self::plain(&resolved)?;
        match seed {
            Some(seed) if resolved != fields => {
                let text = format!("{}{SEED}{seed}", fields.text()).into();
                Ok(Self(Arc::new(Known { text, pattern: Arc::clone(&plain.0.pattern) })))
            }
            _ => Ok(plain),
        }
    }

    /// One of numbers and names only, which have been checked.
    fn plain(fields: &CrontabFields) -> Result<Self, FieldError> {
        let text = fields.text();
        if let Some(same) = known().get(text.as_str()) {
            return Ok(Self(Arc::clone(&same.0)));
        }
        let pattern = Arc::new(Pattern::read(fields)?);
        Ok(Self(shared(Known { text: text.into(), pattern })))
    }

    /// The fields, as given to [`Self::new`].
    #[must_use]
    pub fn fields(&self) -> CrontabFields {
        CrontabFields::split(&self.0.text)
    }

    /// The fields with the number that each `H` stands for; those without one as given.
    #[must_use]
    pub fn resolved(&self) -> CrontabFields {
        let fields = self.fields();
        // Cannot fail: the same fields and seed passed in `new`.
        hash::resolve(&fields, self.seed()).unwrap_or(fields)
    }

    /// What its `H` takes its number from; none where no field has one.
    #[must_use]
    pub fn seed(&self) -> Option<u32> {
        self.0.text.split_once(SEED).and_then(|(_, seed)| seed.parse().ok())
    }

    /// The fields with a space between them: five, or six where the second is not `0`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let fields = self.0.text.split_once(SEED).map_or(&*self.0.text, |(fields, _)| fields);
        fields.strip_prefix("0 ").unwrap_or(fields)
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
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Crontab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

/// A crontab in an event: complete without the schedule's id.
#[derive(Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Stored {
    #[serde(skip_serializing_if = "is_nought")]
    second: String,
    minute: String,
    hour: String,
    day_of_month: String,
    month_of_year: String,
    day_of_week: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u32>,
}

impl Stored {
    fn new(fields: CrontabFields, seed: Option<u32>) -> Self {
        let CrontabFields { second, minute, hour, day_of_month, month_of_year, day_of_week } = fields;
        Self { second, minute, hour, day_of_month, month_of_year, day_of_week, seed }
    }
}

impl Default for Stored {
    fn default() -> Self {
        Self::new(CrontabFields::default(), None)
    }
}

impl Serialize for Crontab {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Stored::new(self.fields(), self.seed()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Crontab {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Stored { second, minute, hour, day_of_month, month_of_year, day_of_week, seed } =
            Stored::deserialize(deserializer)?;
        let fields = CrontabFields { second, minute, hour, day_of_month, month_of_year, day_of_week };
        Self::new(&fields, seed).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With the text (some 15 bytes), four counters and an entry in the set: about 250 bytes.
    #[test]
    fn what_a_crontab_points_to_is_small() {
        assert!(size_of::<Known>() <= 24, "{}", size_of::<Known>());
        assert!(size_of::<Pattern>() <= 144, "{}", size_of::<Pattern>());
    }
}
