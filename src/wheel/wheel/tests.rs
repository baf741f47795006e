//! The wheel beside a sorted map, and the edges of its slots.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

impl<T> Wheel<T> {
    /// Checks what the code relies on and no caller can see.
    fn check(&self) {
        assert!(self.hand <= self.now);
        let mut found = 0;
        for (number, level) in self.levels.iter().enumerate() {
            for slot in 0..64 {
                let timers = level.timers(slot);
                assert_eq!(level.is_occupied(slot), !timers.is_empty(), "level {number}, slot {slot}");
                for due in timers.dues(&self.slab) {
                    assert!(due >= self.hand, "due={due} is behind hand={}", self.hand);
                    assert!(due >= level.bound(slot), "due={due} is before bound={}", level.bound(slot));
                    let place = (level_of(self.hand, due), slot_of(number, due));
                    assert_eq!(place, (number, slot), "hand={:#b} due={due:#b}", self.hand);
                    found += 1;
                }
            }
        }
        for (&due, timers) in &self.past {
            assert!(due < self.hand);
            assert!(!timers.is_empty());
            found += timers.dues(&self.slab).inspect(|&each| assert_eq!(each, due)).count();
        }
        assert_eq!(found, self.len());
    }
}

/// What a wheel does, done by the simplest means: timers sorted by due tick,
/// then by order of insertion.
#[derive(Default)]
struct Model {
    timers: BTreeMap<(u64, usize), ()>,
    now: u64,
}

impl Model {
    fn advance_at_most(&mut self, now: u64, limit: usize) -> Vec<(u64, usize)> {
        self.now = self.now.max(now);
        let due: Vec<_> = self.timers.range(..=(self.now, usize::MAX)).map(|(&at, ())| at).take(limit).collect();
        due.iter().for_each(|at| _ = self.timers.remove(at));
        due
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Insert(Tick),
    /// Cancels the nth timer ever inserted, counted round.
    Cancel(usize),
    /// Cancels the timer that is due next.
    CancelNext,
    Advance(Tick),
    AdvanceAtMost(Tick, usize),
    NextDue,
}

/// A tick, relative to the state it is used in.
#[derive(Clone, Copy, Debug)]
enum Tick {
    /// That far from now.
    Ahead(u64),
    Behind(u64),
    /// Round about the next multiple of 2ⁿ after now: -1, 0 or 1 from it.
    Edge(u32, u64),
    /// When the next timer is due, or one tick to either side.
    Next(u64),
    At(u64),
}

impl Tick {
    fn given(self, model: &Model) -> u64 {
        match self {
            Self::Ahead(by) => model.now.saturating_add(by),
            Self::Behind(by) => model.now.saturating_sub(by),
            Self::Edge(bits, off) => {
                ((model.now >> bits).saturating_add(1) << bits).saturating_add(off).saturating_sub(1)
            }
            Self::Next(off) => {
                let next = model.timers.first_key_value().map_or(model.now, |(&(due, _), ())| due);
                next.saturating_add(off).saturating_sub(1)
            }
            Self::At(tick) => tick,
        }
    }
}

fn tick() -> impl Strategy<Value = Tick> {
    prop_oneof![
        4 => (0_u64..200).prop_map(Tick::Ahead),
        4 => (0_u32..30).prop_flat_map(|bits| 0..1_u64 << bits).prop_map(Tick::Ahead),
        1 => (0_u64..5_000).prop_map(Tick::Behind),
        3 => (0_u32..63, 0_u64..3).prop_map(|(bits, off)| Tick::Edge(bits, off)),
        4 => (0_u64..3).prop_map(Tick::Next),
    ]
}

/// Ticks to insert at; those to advance to leave out what ends all play.
fn due() -> impl Strategy<Value = Tick> {
    prop_oneof![9 => tick(), 1 => prop_oneof![any::<u64>(), Just(u64::MAX)].prop_map(Tick::At)]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => due().prop_map(Step::Insert),
        2 => any::<usize>().prop_map(Step::Cancel),
        2 => Just(Step::CancelNext),
        2 => tick().prop_map(Step::Advance),
        3 => (tick(), 0_usize..5).prop_map(|(now, limit)| Step::AdvanceAtMost(now, limit)),
        2 => Just(Step::NextDue),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_does_what_a_sorted_map_does(
        start in prop_oneof![Just(0), Just(1_800_000_000_000), any::<u64>()],
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut wheel = Wheel::starting_at(start);
        let mut model = Model { now: start, ..Model::default() };
        let mut keys = Vec::new();
        let mut out = Vec::new();
        for step in steps {
            match step {
                Step::Insert(due) => {
                    let due = due.given(&model);
                    model.timers.insert((due, keys.len()), ());
                    keys.push((due, wheel.insert(due, keys.len())));
                }
                Step::Cancel(_) if keys.is_empty() => {}
                Step::Cancel(nth) => {
                    let nth = nth % keys.len();
                    let (due, key) = keys[nth];
                    let waited = model.timers.remove(&(due, nth)).map(|()| nth);
                    prop_assert_eq!(wheel.cancel(key), waited);
                }
                Step::CancelNext => {
                    if let Some(((_, nth), ())) = model.timers.pop_first() {
                        prop_assert_eq!(wheel.cancel(keys[nth].1), Some(nth));
                    }
                }
                Step::Advance(now) => {
                    let now = now.given(&model);
                    wheel.advance(now, &mut out);
                    prop_assert_eq!(wheel.hand, wheel.now);
                    prop_assert_eq!(std::mem::take(&mut out), model.advance_at_most(now, usize::MAX));
                }
                Step::AdvanceAtMost(now, limit) => {
                    let now = now.given(&model);
                    wheel.advance_at_most(now, limit, &mut out);
                    prop_assert_eq!(std::mem::take(&mut out), model.advance_at_most(now, limit));
                }
                Step::NextDue => {
                    let next = model.timers.first_key_value().map(|(&(due, _), ())| due);
                    prop_assert_eq!(wheel.next_due(), next);
                }
            }
            wheel.check();
            prop_assert_eq!((wheel.now(), wheel.len()), (model.now, model.timers.len()));
        }
        // What is left comes too, however far away it is.
        wheel.advance(u64::MAX, &mut out);
        prop_assert_eq!(out, model.advance_at_most(u64::MAX, usize::MAX));
        prop_assert!(wheel.is_empty());
    }
}

#[test]
fn it_wakes_exactly_at_every_power_of_sixty_four() {
    for power in 0..11 {
        let edge = 1_u64 << (6 * power);
        for (start, due) in [edge - 1, edge, edge + 1]
            .into_iter()
            .flat_map(|tick| [(0, tick), (tick, tick), (tick, 2 * edge - 1), (tick, 2 * edge), (tick, 2 * edge + 1)])
            .filter(|(start, due)| start <= due)
        {
            let told = format!("64^{power}: start={start:#b} due={due:#b}");
            let mut wheel = Wheel::starting_at(start);
            let mut out = Vec::new();
            wheel.insert(due, ());
            assert_eq!(wheel.next_due(), Some(due), "{told}");
            if start < due {
                wheel.advance(due - 1, &mut out);
                assert_eq!(out, [], "early, {told}");
                assert_eq!(wheel.next_due(), Some(due), "one tick ahead, {told}");
            }
            wheel.advance(due, &mut out);
            assert_eq!(out, [(due, ())], "{told}");
        }
    }
}

#[test]
fn a_timer_behind_an_edge_does_not_come_before_one_ahead_of_it() {
    let (mut wheel, mut out) = (Wheel::starting_at(60), Vec::new());
    wheel.insert(66, 'b');
    wheel.insert(62, 'a');
    assert_eq!(wheel.next_due(), Some(62));
    wheel.advance(66, &mut out);
    assert_eq!(out, [(62, 'a'), (66, 'b')]);
}

#[test]
fn equal_dues_keep_the_order_of_insertion_from_whatever_level() {
    let (mut wheel, mut out) = (Wheel::starting_at(0), Vec::new());
    let due = 1 << 40;
    for (nth, ahead) in [1 << 40, 1 << 30, 1 << 20, 1 << 10, 1].into_iter().enumerate() {
        wheel.advance(due - ahead, &mut out);
        wheel.insert(due, nth);
    }
    wheel.advance_at_most(due, 0, &mut out);
    wheel.insert(due, 5);
    wheel.advance_at_most(due, 1, &mut out);
    wheel.insert(due, 6);
    wheel.advance(due, &mut out);
    assert_eq!(out, [0, 1, 2, 3, 4, 5, 6].map(|nth| (due, nth)));
}

#[test]
fn what_is_due_already_comes_with_the_next_advance() {
    let (mut wheel, mut out) = (Wheel::starting_at(1_000), Vec::new());
    for due in [1_000, 7, 999, 0, 7] {
        wheel.insert(due, due);
    }
    assert_eq!(wheel.next_due(), Some(0));
    wheel.advance(1_000, &mut out);
    assert_eq!(out.iter().map(|&(due, _)| due).collect::<Vec<_>>(), [0, 7, 7, 999, 1_000]);
}

#[test]
fn a_full_batch_leaves_the_rest_due_and_cancellable() {
    let (mut wheel, mut out) = (Wheel::starting_at(0), Vec::new());
    let keys: Vec<_> = (1..=5).map(|due| wheel.insert(due * 100, due)).collect();
    wheel.advance_at_most(1_000, 2, &mut out);
    assert_eq!((out.len(), wheel.len(), wheel.now(), wheel.next_due()), (2, 3, 1_000, Some(300)));
    assert_eq!(wheel.cancel(keys[3]), Some(4));
    // Between what was delivered and what was not, and still in its turn.
    wheel.insert(250, 9);
    wheel.insert(150, 8);
    wheel.advance_at_most(1_000, 4, &mut out);
    assert_eq!(out, [(100, 1), (200, 2), (150, 8), (250, 9), (300, 3), (500, 5)]);
}

#[test]
fn time_does_not_turn_back() {
    let (mut wheel, mut out) = (Wheel::starting_at(1_000), Vec::new());
    wheel.insert(1_005, ());
    wheel.advance(3, &mut out);
    assert_eq!((wheel.now(), wheel.next_due(), out.len()), (1_000, Some(1_005), 0));
}

#[test]
fn a_stale_key_cancels_nothing() {
    let (mut wheel, mut out) = (Wheel::starting_at(0), Vec::new());
    let delivered = wheel.insert(1, 'a');
    let cancelled = wheel.insert(2, 'b');
    assert_eq!(wheel.cancel(cancelled), Some('b'));
    wheel.advance(1, &mut out);
    wheel.insert(3, 'c');
    wheel.insert(4, 'd');
    assert_eq!((wheel.cancel(delivered), wheel.cancel(cancelled)), (None, None));
    assert_eq!(wheel.len(), 2);
}
