//! What a million timers cost: the wheel beside the standard library's sorted map.
//!
//! `cargo bench --bench wheel` prints nanoseconds per timer, the medians of
//! [`ROUNDS`] rounds. Both see the same timers in the same order.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use noc_scheduler::wheel::{TimerKey, Wheel};

const TIMERS: u32 = 1_000_000;
const ROUNDS: usize = 7;
/// 2026-11-23T04:00:00Z in milliseconds, so that the bits are those of real dates.
const START: u64 = 1_795_406_400_000;
/// One day, in milliseconds.
const SPAN: u64 = 86_400_000;
/// As many as are settled in one transaction.
const BATCH: usize = 1_000;

/// What is timed, alike for both.
trait Timers {
    type Key: Copy;
    fn new() -> Self;
    fn insert(&mut self, due: u64, value: u32) -> Self::Key;
    fn cancel(&mut self, key: Self::Key) -> Option<u32>;
    fn next_due(&mut self) -> Option<u64>;
    fn advance_at_most(&mut self, now: u64, limit: usize, out: &mut Vec<(u64, u32)>);
}

impl Timers for Wheel<u32> {
    type Key = TimerKey;

    fn new() -> Self {
        Self::starting_at(START)
    }

    fn insert(&mut self, due: u64, value: u32) -> TimerKey {
        self.insert(due, value)
    }

    fn cancel(&mut self, key: TimerKey) -> Option<u32> {
        self.cancel(key)
    }

    fn next_due(&mut self) -> Option<u64> {
        self.next_due()
    }

    fn advance_at_most(&mut self, now: u64, limit: usize, out: &mut Vec<(u64, u32)>) {
        self.advance_at_most(now, limit, out);
    }
}

impl Timers for BTreeMap<(u64, u32), u32> {
    type Key = (u64, u32);

    fn new() -> Self {
        Self::new()
    }

    fn insert(&mut self, due: u64, value: u32) -> (u64, u32) {
        self.insert((due, value), value);
        (due, value)
    }

    fn cancel(&mut self, key: (u64, u32)) -> Option<u32> {
        self.remove(&key)
    }

    fn next_due(&mut self) -> Option<u64> {
        self.first_key_value().map(|(&(due, _), _)| due)
    }

    fn advance_at_most(&mut self, now: u64, limit: usize, out: &mut Vec<(u64, u32)>) {
        while out.len() < limit
            && let Some(entry) = self.first_entry().filter(|entry| entry.key().0 <= now)
        {
            let ((due, _), value) = entry.remove_entry();
            out.push((due, value));
        }
    }
}

/// Numbers without pattern, the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// One million timers over the day, in no order.
fn dues() -> Vec<u64> {
    let mut dice = Dice(1987);
    (0..TIMERS).map(|_| START + 1 + dice.below(SPAN)).collect()
}

fn filled<M: Timers>(dues: &[u64]) -> (M, Vec<M::Key>) {
    let mut timers = M::new();
    let keys = dues.iter().zip(0..).map(|(&due, value)| timers.insert(due, value)).collect();
    (timers, keys)
}

fn insert<M: Timers>(dues: &[u64]) -> Duration {
    let start = Instant::now();
    let held = filled::<M>(dues);
    let took = start.elapsed();
    drop(black_box(held));
    took
}

/// Cancels them all, in no order.
fn cancel<M: Timers>(dues: &[u64]) -> Duration {
    let (mut timers, mut keys) = filled::<M>(dues);
    let mut dice = Dice(1998);
    for last in (1..keys.len()).rev() {
        keys.swap(last, dice.below(last as u64 + 1) as usize);
    }
    let start = Instant::now();
    for key in keys {
        black_box(timers.cancel(key));
    }
    start.elapsed()
}

/// All due at once, as after a long standstill: taken in batches.
fn expire<M: Timers>(dues: &[u64]) -> Duration {
    let (mut timers, _) = filled::<M>(dues);
    let mut out = Vec::with_capacity(BATCH);
    let start = Instant::now();
    loop {
        timers.advance_at_most(START + SPAN, BATCH, &mut out);
        if black_box(&out).is_empty() {
            return start.elapsed();
        }
        out.clear();
    }
}

/// As beat does it all day: waking for each due tick and for nothing else.
fn follow<M: Timers>(dues: &[u64]) -> Duration {
    let (mut timers, _) = filled::<M>(dues);
    let mut out = Vec::with_capacity(BATCH);
    let start = Instant::now();
    while let Some(now) = timers.next_due() {
        timers.advance_at_most(now, BATCH, &mut out);
        black_box(&out);
        out.clear();
    }
    start.elapsed()
}

/// The wheel's worst: the earliest of a million in one slot is cancelled, then the next is asked for.
fn look_through_one_slot(_: &[u64]) -> Duration {
    let mut dice = Dice(2011);
    let far = START.next_multiple_of(1 << 36);
    let dues: Vec<u64> = (0..TIMERS).map(|_| far + 1 + dice.below(SPAN)).collect();
    let (mut wheel, _) = filled::<Wheel<u32>>(&dues);
    let earliest = wheel.insert(far, TIMERS);
    let start = Instant::now();
    wheel.cancel(earliest);
    black_box(wheel.next_due());
    start.elapsed()
}

fn median(dues: &[u64], round: fn(&[u64]) -> Duration) -> Duration {
    let mut took: Vec<Duration> = (0..ROUNDS).map(|_| round(dues)).collect();
    took.sort_unstable();
    took[ROUNDS / 2]
}

fn main() {
    type Map = BTreeMap<(u64, u32), u32>;
    let dues = dues();
    let line = |what: &str, wheel: fn(&[u64]) -> Duration, map: fn(&[u64]) -> Duration| {
        let each = |round| median(&dues, round).as_nanos() / u128::from(TIMERS);
        println!("{what:<24} {:>6} ns {:>6} ns", each(wheel), each(map));
    };
    println!("{TIMERS} timers in a day {:>5} {:>9}", "wheel", "BTreeMap");
    line("insert", insert::<Wheel<u32>>, insert::<Map>);
    line("cancel", cancel::<Wheel<u32>>, cancel::<Map>);
    line("expire, all overdue", expire::<Wheel<u32>>, expire::<Map>);
    line("expire, each in its time", follow::<Wheel<u32>>, follow::<Map>);
    let worst = median(&dues, look_through_one_slot);
    println!("cancel the earliest of a slot of {TIMERS} and find the next: {} µs, once", worst.as_micros());
}
