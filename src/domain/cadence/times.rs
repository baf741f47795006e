//! The times of day a crontab names.

/// Seconds in a civil day.
pub(super) const DAY: i64 = 86_400;

/// Times of day as three sets of bits; a time is in when its three parts are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) hours: u64,
    pub(super) minutes: u64,
    pub(super) seconds: u64,
}

impl Times {
    /// The earliest time at or after `time`, in seconds since midnight.
    pub(super) fn at_or_after(&self, time: i64) -> Option<i64> {
        let (hour, minute, second) = parts(time);
        if has(self.hours, hour) {
            if has(self.minutes, minute)
                && let Some(second) = lowest(self.seconds, second)
            {
                return Some(join(hour, minute, second));
            }
            if let Some(minute) = lowest(self.minutes, minute + 1) {
                return Some(join(hour, minute, lowest(self.seconds, 0)?));
            }
        }
        Some(join(lowest(self.hours, hour + 1)?, lowest(self.minutes, 0)?, lowest(self.seconds, 0)?))
    }

    /// The latest time at or before `time`.
    pub(super) fn at_or_before(&self, time: i64) -> Option<i64> {
        let (hour, minute, second) = parts(time);
        if has(self.hours, hour) {
            if has(self.minutes, minute)
                && let Some(second) = highest(self.seconds, second + 1)
            {
                return Some(join(hour, minute, second));
            }
            if let Some(minute) = highest(self.minutes, minute) {
                return Some(join(hour, minute, highest(self.seconds, 60)?));
            }
        }
        Some(join(highest(self.hours, hour)?, highest(self.minutes, 60)?, highest(self.seconds, 60)?))
    }

    /// How many times lie before `time`.
    pub(super) fn before(&self, time: i64) -> u64 {
        let (hour, minute, second) = parts(time);
        let mut count = below(self.hours, hour) * below(self.minutes, 60) * below(self.seconds, 60);
        if has(self.hours, hour) {
            count += below(self.minutes, minute) * below(self.seconds, 60);
            if has(self.minutes, minute) {
                count += below(self.seconds, second);
            }
        }
        count
    }

    /// How many times a whole day has.
    pub(super) fn a_day(&self) -> u64 {
        self.before(DAY)
    }
}

/// Hour (24 at the day's end), minute and second of a time within one day.
fn parts(time: i64) -> (u32, u32, u32) {
    let time = u32::try_from(time.clamp(0, DAY)).unwrap_or(0);
    (time / 3_600, time / 60 % 60, time % 60)
}

fn join(hour: u32, minute: u32, second: u32) -> i64 {
    i64::from(hour * 3_600 + minute * 60 + second)
}

fn has(set: u64, bit: u32) -> bool {
    set >> bit & 1 == 1
}

/// The lowest member that is at least `least`.
fn lowest(set: u64, least: u32) -> Option<u32> {
    let set = set >> least << least;
    (set != 0).then(|| set.trailing_zeros())
}

/// The highest member below `bound`.
fn highest(set: u64, bound: u32) -> Option<u32> {
    let set = set & ((1 << bound) - 1);
    (set != 0).then(|| set.ilog2())
}

/// How many members are below `bound`.
fn below(set: u64, bound: u32) -> u64 {
    u64::from((set & ((1 << bound) - 1)).count_ones())
}
