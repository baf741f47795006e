//! Two sets of instants: what came, what went, and what only moved.

use crate::domain::Timestamp;

/// Instants told of each kind.
const SHOWN: usize = 100;

/// Some instants: how many, and the first hundred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instants<T> {
    /// How many there are.
    pub count: u64,
    /// The first of them.
    pub first: Vec<T>,
}

impl<T> Default for Instants<T> {
    fn default() -> Self {
        Self { count: 0, first: Vec::new() }
    }
}

impl<T> Instants<T> {
    fn push(&mut self, one: T) {
        self.count += 1;
        if self.first.len() < SHOWN {
            self.first.push(one);
        }
    }
}

/// What differs between two sets of instants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Only in the second.
    pub added: Instants<Timestamp>,
    /// Only in the first.
    pub removed: Instants<Timestamp>,
    /// One only in the first and one only in the second, each the nearest of the other: from where to where.
    pub moved: Instants<(Timestamp, Timestamp)>,
}

impl Difference {
    /// How much differs.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.added.count + self.removed.count + self.moved.count
    }
}

/// What differs between two rising rows of instants.
#[must_use]
pub fn differ(before: &[Timestamp], after: &[Timestamp]) -> Difference {
    let (gone, come) = apart(before, after);
    // Of two equally near, the later for what is gone and the earlier for what came: what all moved by half its step
    // has moved forwards.
    let (of_gone, of_come) = (nearest(&gone, &come, true), nearest(&come, &gone, false));
    let mut found = Difference::default();
    // The partner of the nth of one row, if they are each other's nearest.
    let partner = |nth: usize, mine: &[Option<usize>], theirs: &[Option<usize>]| {
        let other = mine.get(nth).copied().flatten()?;
        (theirs.get(other).copied().flatten() == Some(nth)).then_some(other)
    };
    for (nth, from) in gone.iter().enumerate() {
        match partner(nth, &of_gone, &of_come).and_then(|other| come.get(other)) {
            Some(to) => found.moved.push((*from, *to)),
            None => found.removed.push(*from),
        }
    }
    for (nth, at) in come.iter().enumerate() {
        if partner(nth, &of_come, &of_gone).is_none() {
            found.added.push(*at);
        }
    }
    found
}

/// What is only in the first, and only in the second.
fn apart(before: &[Timestamp], after: &[Timestamp]) -> (Vec<Timestamp>, Vec<Timestamp>) {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (before.iter().copied().peekable(), after.iter().copied().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if x == y => {
                a.next();
                b.next();
            }
            (Some(x), y) if y.is_none_or(|y| x < y) => gone.extend(a.next()),
            (_, Some(_)) => come.extend(b.next()),
            (_, None) => return (gone, come),
        }
    }
}

/// For each of `of` the place of the nearest of `among`; `later`: of two equally near the later, else the earlier. Both rise.
fn nearest(of: &[Timestamp], among: &[Timestamp], later: bool) -> Vec<Option<usize>> {
    let distance = |a: Timestamp, b: Timestamp| a.as_micros().abs_diff(b.as_micros());
    let mut best = 0;
    let place = |at: &Timestamp| {
        let here = among.get(best).copied()?;
        let mut near = distance(*at, here);
        while let Some(next) = among.get(best + 1)
            && (distance(*at, *next) < near || later && distance(*at, *next) == near)
        {
            (best, near) = (best + 1, distance(*at, *next));
        }
        Some(best)
    };
    of.iter().map(place).collect()
}
