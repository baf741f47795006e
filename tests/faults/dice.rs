//! What is done to whom and when: thrown in advance, so that a seed repeats it.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// How many beats there are, and how many workers.
pub(crate) const BEATS: usize = 3;
pub(crate) const WORKERS: usize = 2;

/// Whom it hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// The beat that leads then.
    Leader,
    Beat(usize),
    Worker(usize),
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// SIGKILL; started again after a while.
    Kill(Whom, Duration),
    /// SIGSTOP; SIGCONT after a while.
    Stop(Whom, Duration),
    /// SIGKILL for every beat at once; started again after a while.
    KillBeats(Duration),
    /// SIGKILL for Redis, which forgets everything; started again after a while.
    KillRedis(Duration),
    /// An orderly restart of Redis, which forgets everything as well.
    RestartRedis,
    FlushAll,
    /// Immediate shutdown of Postgres, and recovery.
    CrashPostgres(Duration),
    RestartPostgres,
}

/// Everything that is done, in order.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<(Duration, Fault)>,
    pub(crate) lasts: Duration,
}

/// Longer than a leader may be silent (5 s on its lock), and than its standby may take (8 s).
pub(crate) const BEYOND_LEADERSHIP: Duration = Duration::from_millis(8_500);
/// Longer than a worker's lease lasts (30 s) and the leader takes to notice (2 s).
pub(crate) const BEYOND_LEASE: Duration = Duration::from_secs(36);

impl Plan {
    /// Throws the dice for `lasts`. Each kind of fault is in every plan, the long stops first.
    pub(crate) fn throw(seed: u64, lasts: Duration) -> Self {
        let mut dice = StdRng::seed_from_u64(seed);
        let at = Duration::from_millis;
        let mut steps = vec![
            (at(2_000), Fault::Stop(Whom::Worker(dice.random_range(0..WORKERS)), BEYOND_LEASE)),
            (at(4_000), Fault::Stop(Whom::Leader, BEYOND_LEADERSHIP)),
            (at(8_000), Fault::Kill(Whom::Worker(dice.random_range(0..WORKERS)), at(700))),
            (at(11_500), Fault::FlushAll),
            (at(15_000), Fault::Kill(Whom::Leader, at(1_500))),
            (at(18_000), Fault::KillRedis(at(800))),
            (at(21_000), Fault::CrashPostgres(at(300))),
            // So long that due times are missed, and of some schedules more than are made up for unasked.
            (at(26_000), Fault::KillBeats(at(dice.random_range(11_000..15_000)))),
        ];
        let mut now = at(3_000);
        loop {
            now += at(dice.random_range(500..2_500));
            if now >= lasts {
                break;
            }
            steps.push((now, Self::one(&mut dice)));
        }
        steps.sort_by_key(|(at, _)| *at);
        Self { steps, lasts }
    }

    fn one(dice: &mut StdRng) -> Fault {
        let whom = match dice.random_range(0..BEATS + WORKERS + 2) {
            n if n < BEATS => Whom::Beat(n),
            n if n < BEATS + WORKERS => Whom::Worker(n - BEATS),
            _ => Whom::Leader,
        };
        let ms = |dice: &mut StdRng, range: std::ops::Range<u64>| Duration::from_millis(dice.random_range(range));
        match dice.random_range(0..100) {
            0..34 => Fault::Kill(whom, ms(dice, 100..2_500)),
            34..54 => Fault::Stop(whom, ms(dice, 200..4_000)),
            54..60 => Fault::Stop(whom, ms(dice, 8_500..11_000)),
            60..72 => Fault::KillRedis(ms(dice, 0..2_000)),
            72..78 => Fault::RestartRedis,
            78..90 => Fault::FlushAll,
            90..95 => Fault::CrashPostgres(ms(dice, 0..1_500)),
            95..97 => Fault::CrashPostgres(ms(dice, 5_500..8_000)),
            _ => Fault::RestartPostgres,
        }
    }
}
