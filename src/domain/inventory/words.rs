//! The words in which syncs keep what they changed.

use std::fmt;
use std::str::FromStr;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$word_doc:meta])* $variant:ident => $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$word_doc])* $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let found = Self::ALL.iter().copied().find(|word| word.as_str() == text);
                found.ok_or_else(|| {
                    let known: Vec<_> = Self::ALL.iter().map(|word| word.as_str()).collect();
                    format!("`{text}` is no {}; known are {}", $what, known.join(", "))
                })
            }
        }
    };
}

pub(super) use words;

words! {
    /// What a sync reads.
    SyncKind, "kind of sync" {
        /// Devices, from Nautobot.
        Device => "device",
        /// Hosts, from CheckMK.
        Host => "host",
    }
}

words! {
    /// What a sync did to one thing.
    ChangeKind, "change" {
        /// It was seen for the first time.
        Added => "added",
        /// It is described otherwise than before.
        Changed => "changed",
        /// It was stale and is there again.
        Returned => "returned",
        /// Its source no longer has it; it is kept here.
        Stale => "stale",
        /// Its source no longer has it, and it was dropped here.
        Deleted => "deleted",
    }
}
