//! A hierarchical timing wheel: when to look next.
//!
//! Holds what is due and when; knows no clock, no schedule, no database. Beat
//! turns it with [`Wheel::advance_at_most`] and sleeps until [`Wheel::next_due`].
//!
//! A timer is filed like a number in a radix sort, by the six bits that matter
//! now. Seen from the hand, the tick the wheel has turned to, the highest bit
//! in which a due tick differs picks the level, and the due tick's six bits
//! there pick one of its 64 slots. Each level thus finishes before the next one
//! begins. When the hand enters a slot, its timers are filed again, each at
//! least one level further down, until their slot is a single tick. So a timer
//! is touched a handful of times, however many others wait and however far
//! ahead it lies, and a bitmap of occupied slots lets the hand pass over years
//! in which nothing happens. With a tick of one millisecond:
//!
//! | level |        one slot |    the whole level |
//! |------:|----------------:|-------------------:|
//! |     0 |            1 ms |              64 ms |
//! |     1 |           64 ms |              4.1 s |
//! |     2 |           4.1 s |            4.4 min |
//! |     3 |         4.4 min |              4.7 h |
//! |     4 |           4.7 h |          12.4 days |
//! |     5 |       12.4 days |          2.2 years |
//! |     6 |       2.2 years |          139 years |
//! |     7 |       139 years |        8,919 years |
//! |     8 |     8,919 years |      570,833 years |
//! |     9 |   570,833 years |   36 million years |
//! |    10 | 36 million years | 584 million years |
//!
//! Eleven levels take every `u64`, so nothing overflows and there is no special
//! case for what is far away; the three that no date before the year 10000
//! reaches cost 3 KiB.
//!
//! After George Varghese and Tony Lauck, "Hashed and Hierarchical Timing
//! Wheels: Data Structures for the Efficient Implementation of a Timer
//! Facility", SOSP 1987. Theirs ticks; this one jumps.

mod level;
mod list;
mod slab;
#[expect(clippy::module_inception, reason = "the room is named after the one thing in it")]
mod wheel;

pub use self::slab::TimerKey;
pub use self::wheel::Wheel;
