//! Schedules that a file says: which one, and whether somebody has changed them by hand since.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Definition, Phase};

/// Fields that are no part of what a file says: who manages it, and what an operator does at three in the morning.
const NOT_OF_FILES: [&str; 2] = ["managed", "snooze_until"];

/// The file that says what a schedule is, and what it last said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// The file's name.
    pub file: Box<str>,
    /// What the file calls the schedule.
    pub name: Box<str>,
    /// Whether the file has it switched on.
    pub enabled: bool,
    /// Of all else that the file says: the first half of a SHA-256, in hexadecimal.
    pub digest: Box<str>,
}

impl Managed {
    /// What is kept when `file` has said `definition`.
    #[must_use]
    pub fn by(file: &str, definition: &Definition, enabled: bool) -> Self {
        Self { file: file.into(), name: definition.name.clone(), enabled, digest: digest(definition) }
    }

    /// Whether a schedule is not as its file said. One that has expired or completed by itself is.
    #[must_use]
    pub fn has_drifted(&self, definition: &Definition, phase: Phase) -> bool {
        let switched = match phase {
            Phase::Enabled => !self.enabled,
            Phase::Disabled => self.enabled,
            Phase::Deleted => true,
            Phase::Expired | Phase::Completed => false,
        };
        switched || self.digest != digest(definition)
    }
}

fn digest(definition: &Definition) -> Box<str> {
    let mut fields = definition.to_fields();
    NOT_OF_FILES.iter().for_each(|field| drop(fields.remove(*field)));
    // A map of plain values has a canonical form, always.
    let canonical = serde_json_canonicalizer::to_vec(&fields).unwrap_or_default();
    let hash = Sha256::digest(canonical);
    hash.iter().take(16).fold(String::with_capacity(32), |text, byte| text + &format!("{byte:02x}")).into()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::Timestamp;
    use crate::domain::cadence::Zone;
    use crate::domain::schedule::{Fact, When, differences};

    #[test]
    fn only_what_the_file_said_counts_as_drift() {
        let said = Definition::plain("a", "test_job", When::Manual, Zone::UTC, Uuid::nil());
        let managed = Managed::by("core.yaml", &said, true);
        let kept = Definition { managed: Some(Box::new(managed.clone())), ..said.clone() };
        assert!(!managed.has_drifted(&kept, Phase::Enabled));
        let snoozed = Definition { snooze_until: Some(Timestamp::from_seconds(1)), ..kept.clone() };
        assert!(!managed.has_drifted(&snoozed, Phase::Enabled));
        for ended in [Phase::Expired, Phase::Completed] {
            assert!(!managed.has_drifted(&kept, ended));
        }
        let edited = Definition { description: Some("by hand".into()), ..kept.clone() };
        assert!(managed.has_drifted(&edited, Phase::Enabled));
        assert!(managed.has_drifted(&kept, Phase::Disabled) && managed.has_drifted(&kept, Phase::Deleted));
        let off = Managed::by("core.yaml", &said, false);
        assert!(!off.has_drifted(&kept, Phase::Disabled) && off.has_drifted(&kept, Phase::Enabled));
    }

    #[test]
    fn only_what_names_a_file_is_kept_from_programs_that_know_of_none() {
        let plain = Definition::plain("a", "test_job", When::Manual, Zone::UTC, Uuid::nil());
        let managed = Some(Box::new(Managed::by("core.yaml", &plain, true)));
        let said = Definition { managed, ..plain.clone() };
        assert_eq!((plain.format(), said.format()), (2, 3));
        let changes = differences(&plain, &said);
        assert_eq!(Fact::Updated { changes, enabled: None }.format(), 3);
        let renamed = Definition { name: "b".into(), ..said.clone() };
        assert_eq!(Fact::Updated { changes: differences(&said, &renamed), enabled: Some(true) }.format(), 2);
        assert_eq!(Fact::Created { definition: Box::new(said), enabled: true }.format(), 3);
        assert_eq!(Fact::Disabled.format(), 2);
    }
}
