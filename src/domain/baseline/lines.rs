//! Which lines differ.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

/// What differs between two texts, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineDiff {
    /// Lines that only the second has.
    pub added: usize,
    /// Lines that only the first has.
    pub removed: usize,
    /// Where they are, with lines around them.
    pub hunks: Vec<Hunk>,
    /// Whether there are more hunks than were asked for.
    pub is_cut: bool,
}

/// A place where they differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The first of its lines in the first text, from 1; where it has none of them, the line that it stands before.
    pub before_start: usize,
    /// How many lines of the first text it has.
    pub before_lines: usize,
    /// The same in the second text.
    pub after_start: usize,
    /// How many lines of the second text it has.
    pub after_lines: usize,
    /// The lines, in order.
    pub lines: Vec<DiffLine>,
}

/// Which of the two has a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Both.
    Both,
    /// The first.
    Before,
    /// The second.
    After,
}

/// A line of a hunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    /// Who has it.
    pub side: Side,
    /// Which line of the first text, from 1.
    pub before: Option<usize>,
    /// Which line of the second.
    pub after: Option<usize>,
    /// The line.
    pub text: String,
}

/// Compares two texts. Each hunk has `context` lines that both have around it; there are at most `most` lines in all of
/// them together.
#[must_use]
pub fn compare_lines(before: &str, after: &str, context: usize, most: usize) -> LineDiff {
    let texts = [before.lines().collect::<Vec<_>>(), after.lines().collect()];
    let mut input = InternedInput::default();
    input.update_before(texts[0].iter().copied());
    input.update_after(texts[1].iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let mut told = LineDiff {
        added: diff.count_additions() as usize,
        removed: diff.count_removals() as usize,
        ..LineDiff::default()
    };
    let changes: Vec<Change> = diff.hunks().map(|hunk| (wide(&hunk.before), wide(&hunk.after))).collect();
    let mut room = most;
    for group in changes.chunk_by(|(before, _), (next, _)| next.start - before.end <= 2 * context) {
        let hunk = hunk(group, &texts, context);
        if hunk.lines.len() > room {
            told.is_cut = true;
            break;
        }
        room -= hunk.lines.len();
        told.hunks.push(hunk);
    }
    told
}

/// Lines of the first text that lines of the second stand in the place of.
type Change = (Range<usize>, Range<usize>);

fn wide(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Changes that are near each other, with what is around them.
fn hunk(changes: &[Change], texts: &[Vec<&str>; 2], context: usize) -> Hunk {
    let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return Hunk::empty() };
    // Both have the same number of lines in common before the first change, and after the last.
    let lead = context.min(first.0.start);
    let tail = context.min(texts[0].len() - last.0.end);
    let (start, end) = ((first.0.start - lead, first.1.start - lead), (last.0.end + tail, last.1.end + tail));
    let mut lines = Vec::new();
    let both = |at: (usize, usize)| DiffLine::of(Side::Both, Some(at.0), Some(at.1), texts[0][at.0]);
    let mut at = start;
    for (before, after) in changes {
        lines.extend((at.0..before.start).zip(at.1..after.start).map(both));
        lines.extend(before.clone().map(|line| DiffLine::of(Side::Before, Some(line), None, texts[0][line])));
        lines.extend(after.clone().map(|line| DiffLine::of(Side::After, None, Some(line), texts[1][line])));
        at = (before.end, after.end);
    }
    lines.extend((at.0..end.0).zip(at.1..end.1).map(both));
    Hunk {
        before_start: start.0 + 1,
        before_lines: end.0 - start.0,
        after_start: start.1 + 1,
        after_lines: end.1 - start.1,
        lines,
    }
}

impl Hunk {
    const fn empty() -> Self {
        Self { before_start: 1, before_lines: 0, after_start: 1, after_lines: 0, lines: Vec::new() }
    }
}

impl DiffLine {
    fn of(side: Side, before: Option<usize>, after: Option<usize>, text: &str) -> Self {
        Self { side, before: before.map(|line| line + 1), after: after.map(|line| line + 1), text: text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The first text with a diff done to it.
    fn applied(before: &str, diff: &LineDiff) -> Vec<String> {
        let before: Vec<&str> = before.lines().collect();
        let (mut out, mut at) = (Vec::new(), 0);
        for hunk in &diff.hunks {
            out.extend(before[at..hunk.before_start - 1].iter().map(|line| (*line).to_owned()));
            assert_eq!(out.len() + 1, hunk.after_start);
            out.extend(hunk.lines.iter().filter(|line| line.side != Side::Before).map(|line| line.text.clone()));
            at = hunk.before_start - 1 + hunk.before_lines;
        }
        out.extend(before[at..].iter().map(|line| (*line).to_owned()));
        out
    }

    #[test]
    fn a_changed_line_is_shown_where_it_is() {
        let before: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let after = before.replace("line 9\n", "line nine\n").replace("line 20\n", "");
        let diff = compare_lines(&before, &after, 2, 100);
        assert_eq!((diff.added, diff.removed, diff.hunks.len()), (1, 2, 2));
        let drawn: Vec<String> = diff.hunks[0]
            .lines
            .iter()
            .map(|line| {
                let sign = match line.side {
                    Side::Both => ' ',
                    Side::Before => '-',
                    Side::After => '+',
                };
                format!("{:?} {:?} {sign}{}", line.before.unwrap_or(0), line.after.unwrap_or(0), line.text)
            })
            .collect();
        let expected =
            ["7 7  line 7", "8 8  line 8", "9 0 -line 9", "0 9 +line nine", "10 10  line 10", "11 11  line 11"];
        assert_eq!(drawn, expected);
        assert_eq!((diff.hunks[1].before_start, diff.hunks[1].before_lines, diff.hunks[1].after_lines), (18, 3, 2));
    }

    #[test]
    fn what_is_too_much_is_counted_and_cut() {
        let before: String = (0..1_000).map(|n| format!("{n}\n\n\n\n")).collect();
        let diff = compare_lines(&before, &before.replace('9', "nine"), 1, 50);
        assert!(diff.is_cut && diff.hunks.len() < 20 && diff.added > 200, "{}", diff.added);
        assert_eq!(compare_lines("", "", 3, 10), LineDiff::default());
        let all = compare_lines("", "a\nb\n", 3, 10);
        assert_eq!((all.hunks[0].before_start, all.hunks[0].before_lines, all.added), (1, 0, 2));
    }

    #[test]
    fn tables_that_have_nothing_in_common_or_another_order_take_no_longer() {
        let many: Vec<String> =
            (0..60_000).map(|n| format!("10.{}.{}.0/24 via 10.0.0.1\n", n / 256, n % 256)).collect();
        let turned: String = many.iter().rev().cloned().collect();
        let other = many.concat().replace("10.0.0.1", "10.0.0.2");
        assert_eq!(compare_lines(&many.concat(), &other, 3, 10).added, 60_000);
        assert!(compare_lines(&many.concat(), &turned, 3, 10).added > 50_000);
    }

    proptest! {
        #[test]
        fn the_first_text_with_the_difference_is_the_second(
            before in "([ab ]{0,2}\n){0,30}", after in "([ab ]{0,2}\n){0,30}", context in 0_usize..4
        ) {
            let diff = compare_lines(&before, &after, context, 1_000);
            prop_assert_eq!(applied(&before, &diff), after.lines().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(diff == LineDiff::default(), before == after);
        }
    }
}
