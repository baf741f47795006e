//! Percentiles, medians, and the table they end in.

use std::fmt;
use std::time::Duration;

/// The figures, each beside its aim.
pub(crate) struct Table(Vec<[String; 4]>);

impl Table {
    pub(crate) fn new() -> Self {
        Self(vec![["measured", "got", "aim", "how"].map(str::to_owned)])
    }

    pub(crate) fn row(
        &mut self,
        what: impl Into<String>,
        got: impl Into<String>,
        aim: impl Into<String>,
        how: impl Into<String>,
    ) {
        let row = [what.into(), got.into(), aim.into(), how.into()];
        // Told at once as well: the whole takes minutes.
        eprintln!("  {}: {}", row[0], row[1]);
        self.0.push(row);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |column: usize| self.0.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths = [width(0), width(1), width(2)];
        for (nth, [what, got, aim, how]) in self.0.iter().enumerate() {
            let [a, b, c] = widths;
            writeln!(f, "{what:<a$}  {got:>b$}  {aim:>c$}  {how}")?;
            if nth == 0 {
                writeln!(f, "{}", "-".repeat(a + b + c + 4))?;
            }
        }
        Ok(())
    }
}

/// The times of several rounds.
#[derive(Default)]
pub(crate) struct Rounds(Vec<Vec<Duration>>);

impl Rounds {
    pub(crate) fn add(&mut self, mut times: Vec<Duration>) {
        if !times.is_empty() {
            times.sort_unstable();
            self.0.push(times);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The median over the rounds of their `percent` percentile.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let of_round = |times: &Vec<Duration>| {
            // The smallest that at least so many percent do not exceed.
            let rank = (times.len() * percent).div_ceil(100).max(1);
            times[rank - 1]
        };
        median(self.0.iter().map(of_round).collect())
    }

    /// p50 and p99 in milliseconds.
    pub(crate) fn told(&self) -> String {
        if self.0.is_empty() {
            return "-".to_owned();
        }
        format!("{} / {} ms", millis(self.percentile(50)), millis(self.percentile(99)))
    }
}

pub(crate) fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1e3)
}

/// The middle one; of an even number the lower one.
pub(crate) fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap());
    values[(values.len() - 1) / 2]
}
