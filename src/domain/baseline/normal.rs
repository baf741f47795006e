//! The normal form of an output: what is the same when nothing but time went by.

use std::borrow::Cow;
use std::str::FromStr;

use super::Family;
use super::age::without_ages;
use super::json;
use super::rules::{self, Ready};
use super::secret::{Mark, Masker};
use crate::domain::network::Mac;

/// An output without what changes by itself, and with marks in the place of secrets.
///
/// Total and idempotent. Lines end in `\n` without spaces before it; those that no rule speaks of stay as they are, in
/// their order, except rows of tables whose order says nothing (ARP, MAC addresses). JSON is written anew, with its
/// names in order.
#[must_use]
pub fn normalise(family: Family, command: &str, output: &str, mark: Mark<'_>) -> String {
    let has_order = !is_unordered(command);
    if let Some(normal) = json::normal(output, has_order, mark) {
        return normal;
    }
    let is_state = !is_configuration(command);
    let rules = rules::of(family, !is_state);
    let mut masker = Masker::new(mark);
    let masked = output.lines().filter_map(|line| masker.line(line.trim_end()));
    let mut lines: Vec<String> = masked.filter_map(|line| settled(line, rules, is_state)).collect();
    lines.extend(masker.finish());
    if !has_order {
        sort_rows(&mut lines);
    }
    let text = joined(&lines);
    // Heads that are gone may leave JSON behind.
    json::normal(&text, has_order, mark).unwrap_or(text)
}

/// A line without what changes by itself; `None` where that is all of it.
fn settled(mut line: String, rules: &Ready, is_state: bool) -> Option<String> {
    /// What one rule leaves another may take; in the end nothing is left to take.
    const MOST_ROUNDS: usize = 8;
    for _ in 0..MOST_ROUNDS {
        let said = rules.apply(&line)?;
        let said = if is_state { Cow::Owned(without_ages(&said).into_owned()) } else { said };
        if said == line {
            break;
        }
        // The column that held a time was as wide as that time.
        line = closed_up(&said);
    }
    Some(line.trim_end().to_owned())
}

/// Without empty lines at the beginning and the end.
fn joined(lines: &[String]) -> String {
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    let mut text = lines[first..last].join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// A line with one space where several stood, but for those that it begins with.
fn closed_up(line: &str) -> String {
    let words = line.trim_start();
    let indent = &line[..line.len() - words.len()];
    let words: Vec<&str> = words.split_whitespace().collect();
    format!("{indent}{}", words.join(" "))
}

/// Whether a command shows what is meant to be, in which nothing is a timer: `show running-config`, `sh run`.
#[must_use]
pub fn is_configuration(command: &str) -> bool {
    /// Shorter ones are other words: `st` is `status` as well.
    const SHORTEST: usize = 3;
    const NAMES: [&str; 4] = ["running-config", "startup-config", "configuration", "candidate-config"];
    words(command).any(|word| word.len() >= SHORTEST && NAMES.iter().any(|name| name.starts_with(&word)))
}

/// Whether a command shows a table whose rows come in any order.
fn is_unordered(command: &str) -> bool {
    const NAMES: [&str; 8] =
        ["arp", "mac", "mac-address-table", "address-table", "fdb", "neigh", "neighbour", "ethernet-switching"];
    !is_configuration(command) && words(command).any(|word| NAMES.contains(&word.as_str()))
}

/// The words of a command up to the first filter.
fn words(command: &str) -> impl Iterator<Item = String> {
    let command = command.split('|').next().unwrap_or_default();
    command.split_whitespace().map(|word| word.trim_matches(['\'', '"']).to_ascii_lowercase())
}

/// Puts rows in order that stand together: lines with an address of the Ethernet.
fn sort_rows(lines: &mut [String]) {
    let is_row = |line: &str| line.split_whitespace().any(|word| Mac::from_str(word).is_ok());
    for run in lines.chunk_by_mut(|a, b| is_row(a) == is_row(b)) {
        if run.first().is_some_and(|line| is_row(line)) {
            run.sort_unstable();
        }
    }
}
