//! The chain of seals over all events: each seal is a hash of an event and of the
//! seal before it, so that no event can be changed, added between or taken out
//! without every later seal telling.
//!
//! The hash is SHA-256 over the event as canonical JSON (RFC 8785). In that form
//! numbers are doubles: two whole numbers beyond 2^53 that differ by less than a
//! double can tell are one to it.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Timestamp;

/// A seal: 32 bytes, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first event.
    pub const NONE: Self = Self([0; 32]);

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash with these bytes; none where they are not 32.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Hash {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no seal: 64 hexadecimal digits");
        if text.len() != 64 || !text.is_ascii() {
            return Err(wrong());
        }
        let mut bytes = [0; 32];
        for (nth, byte) in bytes.iter_mut().enumerate() {
            let digits = text.get(nth * 2..nth * 2 + 2).ok_or_else(wrong)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| wrong())?;
        }
        Ok(Self(bytes))
    }
}

/// The end of a chain, shown as `1234:9f86…`: the position of an event, and its seal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The position; 0 before the first event.
    pub position: i64,
    /// The seal.
    pub hash: Hash,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

impl FromStr for Head {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (position, hash) = text.split_once(':').ok_or_else(|| format!("`{text}` is not POSITION:SEAL"))?;
        let position = position.parse().map_err(|_| format!("`{position}` is no position of an event"))?;
        Ok(Self { position, hash: hash.parse()? })
    }
}

/// Everything that a seal vouches for, by the names that events have in the database.
#[derive(Clone, Debug, Serialize)]
pub struct Sealed<'a> {
    /// Its place in the order of all events.
    pub position: i64,
    /// Whose it is.
    pub schedule_id: Uuid,
    /// The version it made.
    pub version: i32,
    /// The word for its kind.
    pub kind: &'a str,
    /// The form of `data`.
    pub format: i16,
    /// What happened.
    pub data: &'a Value,
    /// From when its version owns due times.
    pub effective_at: Timestamp,
    /// When it was appended.
    pub occurred_at: Timestamp,
    /// Who did it; none: the system.
    pub actor_id: Option<Uuid>,
    /// Their name then.
    pub actor: &'a str,
    /// Why.
    pub note: Option<&'a str>,
    /// What it was changed together with.
    pub change_set: Option<Uuid>,
}

impl Sealed<'_> {
    /// The seal of this event behind `before`.
    ///
    /// # Errors
    /// Never for what came out of JSON; a number that JSON cannot say, otherwise.
    pub fn seal(&self, before: Hash) -> Result<Hash, serde_json::Error> {
        #[derive(Serialize)]
        struct Link<'a, 'b> {
            #[serde(flatten)]
            event: &'a Sealed<'b>,
            before: String,
        }
        let canonical = serde_json_canonicalizer::to_vec(&Link { event: self, before: before.to_string() })?;
        Ok(Hash(Sha256::digest(canonical).into()))
    }
}

/// A link of the chain that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Break {
    /// The event is not as it was sealed, or one before it is not.
    Changed {
        /// Which.
        position: i64,
    },
    /// A seal without its event: that was taken out.
    Removed {
        /// Which.
        position: i64,
    },
    /// An event without a seal, with sealed ones behind it: put in by another hand.
    Inserted {
        /// Which.
        position: i64,
    },
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed { position } => write!(f, "event {position} is not as it was when it was sealed"),
            Self::Removed { position } => write!(f, "event {position} was sealed and is not there any more"),
            Self::Inserted { position } => write!(f, "event {position} was put in behind the program's back"),
        }
    }
}

/// What checking a chain has come to so far.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// The newest seal so far.
    head: Head,
    /// How many events hold.
    sealed: u64,
    /// Events without a seal, since the last that has one.
    unsealed: Vec<i64>,
    breaks: Vec<Break>,
}

/// The most breaks that are kept: after the first, the rest says little.
const MOST_BREAKS: usize = 100;

impl Check {
    /// Takes in the next event, with its seal.
    ///
    /// # Errors
    /// See [`Sealed::seal`].
    pub fn event(&mut self, event: &Sealed<'_>, seal: Option<Hash>) -> Result<(), serde_json::Error> {
        let Some(seal) = seal else {
            self.unsealed.push(event.position);
            return Ok(());
        };
        self.inserted();
        if event.seal(self.head.hash)? == seal {
            self.sealed += 1;
        } else {
            self.broken(Break::Changed { position: event.position });
        }
        // What follows was sealed behind this one, whatever it is worth.
        self.head = Head { position: event.position, hash: seal };
        Ok(())
    }

    /// Takes in a seal whose event is not there.
    pub fn without_event(&mut self, position: i64, seal: Hash) {
        self.inserted();
        self.broken(Break::Removed { position });
        self.head = Head { position, hash: seal };
    }

    /// Events without a seal are only late while nothing sealed comes behind them.
    fn inserted(&mut self) {
        for position in std::mem::take(&mut self.unsealed) {
            self.broken(Break::Inserted { position });
        }
    }

    fn broken(&mut self, link: Break) {
        if self.breaks.len() < MOST_BREAKS {
            self.breaks.push(link);
        }
    }

    /// The newest seal.
    #[must_use]
    pub const fn head(&self) -> Head {
        self.head
    }

    /// How many events are as they were sealed.
    #[must_use]
    pub const fn sealed(&self) -> u64 {
        self.sealed
    }

    /// The newest events that have no seal yet, as an older program leaves them.
    #[must_use]
    pub fn unsealed(&self) -> &[i64] {
        &self.unsealed
    }

    /// What does not hold, the first hundred.
    #[must_use]
    pub fn breaks(&self) -> &[Break] {
        &self.breaks
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(position: i64, data: &Value) -> Sealed<'_> {
        Sealed {
            position,
            schedule_id: Uuid::nil(),
            version: 1,
            kind: "updated",
            format: 1,
            data,
            effective_at: Timestamp::from_seconds(1_800_000_000),
            occurred_at: Timestamp::from_seconds(1_800_000_000 + position),
            actor_id: None,
            actor: "alice",
            note: Some("INC-1"),
            change_set: None,
        }
    }

    /// Events at 1, 2, 4 and 5 (a position may be left out: a transaction that failed drew it).
    fn chain() -> Vec<(i64, Value, Hash)> {
        let mut before = Hash::NONE;
        let of = |position: i64| (position, json!({"changes": {"name": format!("n{position}"), "x": [1.0, 2]}}));
        [1, 2, 4, 5]
            .map(of)
            .map(|(position, data)| {
                before = event(position, &data).seal(before).unwrap();
                (position, data, before)
            })
            .to_vec()
    }

    fn check(chain: &[(i64, Option<Value>, Option<Hash>)]) -> Check {
        let mut check = Check::default();
        for (position, data, seal) in chain {
            match (data, seal) {
                (Some(data), seal) => check.event(&event(*position, data), *seal).unwrap(),
                (None, Some(seal)) => check.without_event(*position, *seal),
                (None, None) => {}
            }
        }
        check
    }

    fn whole() -> Vec<(i64, Option<Value>, Option<Hash>)> {
        chain().into_iter().map(|(position, data, seal)| (position, Some(data), Some(seal))).collect()
    }

    #[test]
    fn an_untouched_chain_holds_and_has_a_head() {
        let found = check(&whole());
        assert_eq!((found.sealed(), found.breaks(), found.head().position), (4, &[][..], 5));
    }

    #[test]
    fn every_kind_of_tampering_shows() {
        let mut changed = whole();
        changed[1].1 = Some(json!({"changes": {"name": "other"}}));
        assert_eq!(check(&changed).breaks(), [Break::Changed { position: 2 }]);

        let mut removed = whole();
        removed[1].1 = None;
        assert_eq!(check(&removed).breaks(), [Break::Removed { position: 2 }]);

        // With its seal gone too, the one behind it no longer fits.
        let mut erased = whole();
        erased.remove(1);
        assert_eq!(check(&erased).breaks(), [Break::Changed { position: 4 }]);

        let mut inserted = whole();
        inserted.insert(2, (3, Some(json!({})), None));
        assert_eq!(check(&inserted).breaks(), [Break::Inserted { position: 3 }]);

        // Forged with a seal of its own, made in the right way, it does not fit what follows.
        let forged = event(3, &json!({})).seal(whole()[1].2.unwrap()).unwrap();
        inserted[2].2 = Some(forged);
        assert_eq!(check(&inserted).breaks(), [Break::Changed { position: 4 }]);
    }

    #[test]
    fn the_newest_events_may_still_wait_for_their_seal() {
        let mut late = whole();
        late[3].2 = None;
        let found = check(&late);
        assert_eq!((found.unsealed(), found.breaks()), (&[5][..], &[][..]));
    }

    #[test]
    fn every_field_of_an_event_is_under_the_seal() {
        let data = json!({"a": 1});
        let plain = event(1, &data);
        let sealed = plain.seal(Hash::NONE).unwrap();
        let other = json!({"a": 2});
        let id = Some(Uuid::from_u128(1));
        let others = [
            Sealed { position: 2, ..plain.clone() },
            Sealed { schedule_id: Uuid::from_u128(2), ..plain.clone() },
            Sealed { version: 2, ..plain.clone() },
            Sealed { kind: "created", ..plain.clone() },
            Sealed { format: 2, ..plain.clone() },
            Sealed { data: &other, ..plain.clone() },
            Sealed { effective_at: Timestamp::from_seconds(1), ..plain.clone() },
            Sealed { occurred_at: Timestamp::from_micros(1_800_000_001_000_001), ..plain.clone() },
            Sealed { actor_id: id, ..plain.clone() },
            Sealed { actor: "bob", ..plain.clone() },
            Sealed { note: None, ..plain.clone() },
            Sealed { change_set: id, ..plain.clone() },
        ];
        for other in others {
            assert_ne!(other.seal(Hash::NONE).unwrap(), sealed, "{other:?}");
        }
        assert_ne!(plain.seal(sealed).unwrap(), sealed);
    }

    #[test]
    fn a_seal_is_read_as_it_is_shown() {
        let hash = chain()[0].2;
        assert_eq!(hash.to_string().parse(), Ok(hash));
        let head = Head { position: 7, hash };
        assert_eq!(head.to_string().parse(), Ok(head));
        for wrong in ["7", "7:", "x:", ":"] {
            assert!(wrong.parse::<Head>().is_err(), "{wrong}");
        }
        for wrong in ["", "ab", &"g".repeat(64), &"é".repeat(32)] {
            assert!(wrong.parse::<Hash>().is_err(), "{wrong}");
        }
    }

    /// Recorded once: a change of the canonical form would call every stored chain broken.
    #[test]
    fn the_canonical_form_stays_what_it_is() {
        let data = json!({"b": 1.5, "a": {"é": "\u{1}", "10": 1e21}});
        assert_eq!(event(7, &data).seal(Hash::NONE).unwrap().to_string(), RECORDED);
    }

    const RECORDED: &str = "b28c9cfea6d0eacbdde2f3a76a28ea0eccd36402f736c179897baadd07f6db11";
}
