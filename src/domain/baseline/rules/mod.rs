//! Lines that change by themselves, by family. Each table is one list of patterns; a new one is a line.

mod cisco;
mod eos;
mod junos;
mod linux;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

use super::Family;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    /// Of which lines.
    on: On,
    /// What such a line has in it.
    pattern: &'static str,
    /// What becomes of it.
    does: Does,
}

/// Which outputs a rule is for. A configuration says what is meant to be: nothing in it is a timer but its own head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    Configuration,
    State,
}

#[derive(Clone, Copy, Debug)]
enum Does {
    /// The line goes.
    Drop,
    /// What was found is put in other words; `$1` is what the first parentheses hold.
    Say(&'static str),
}

const fn head(pattern: &'static str) -> Rule {
    Rule { on: On::Configuration, pattern, does: Does::Drop }
}

const fn drop(pattern: &'static str) -> Rule {
    Rule { on: On::State, pattern, does: Does::Drop }
}

const fn say(pattern: &'static str, words: &'static str) -> Rule {
    Rule { on: On::State, pattern, does: Does::Say(words) }
}

/// The rules of one family for one kind of output, ready to be used.
pub(super) struct Ready {
    any: RegexSet,
    all: Vec<(Regex, Does)>,
}

impl Ready {
    fn of(tables: &[&[Rule]], on: On) -> Self {
        let mut patterns = Vec::new();
        let mut all = Vec::new();
        for rule in tables.iter().copied().flatten().filter(|rule| rule.on == on) {
            // Every pattern is tried by a test; one that is none could only be left out here.
            if let Ok(regex) = Regex::new(rule.pattern) {
                patterns.push(rule.pattern);
                all.push((regex, rule.does));
            }
        }
        Self { any: RegexSet::new(patterns).unwrap_or_else(|_| RegexSet::empty()), all }
    }

    /// The line without what changes by itself; `None` where nothing of it is left.
    pub(super) fn apply<'l>(&self, line: &'l str) -> Option<Cow<'l, str>> {
        let mut line = Cow::Borrowed(line);
        for at in self.any.matches(&line).into_iter().collect::<Vec<_>>() {
            let Some((regex, does)) = self.all.get(at) else { continue };
            match does {
                Does::Drop if regex.is_match(&line) => return None,
                Does::Drop => {}
                Does::Say(words) => line = Cow::Owned(regex.replace_all(&line, *words).into_owned()),
            }
        }
        Some(line)
    }
}

/// The rules of a family for configurations, or for everything else.
pub(super) fn of(family: Family, is_configuration: bool) -> &'static Ready {
    static READY: LazyLock<[[Ready; 2]; 6]> = LazyLock::new(|| {
        Family::ALL.map(|family| [On::State, On::Configuration].map(|on| Ready::of(tables(family), on)))
    });
    let at = Family::ALL.iter().position(|known| *known == family).unwrap_or_default();
    &READY[at][usize::from(is_configuration)]
}

fn tables(family: Family) -> &'static [&'static [Rule]] {
    match family {
        Family::Ios => &[cisco::CONFIGURATION, cisco::STATE, cisco::IOS],
        Family::Nxos => &[cisco::CONFIGURATION, cisco::STATE, cisco::NXOS],
        Family::Xr => &[cisco::CONFIGURATION, cisco::STATE, cisco::XR],
        Family::Eos => &[cisco::CONFIGURATION, cisco::STATE, eos::EOS],
        Family::Junos => &[junos::JUNOS],
        Family::Linux => &[cisco::CONFIGURATION, linux::LINUX],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one_and_every_rule_is_in_force() {
        for family in Family::ALL {
            let rules: Vec<&Rule> = tables(family).iter().copied().flatten().collect();
            for rule in &rules {
                assert!(Regex::new(rule.pattern).is_ok(), "{}", rule.pattern);
            }
            let ready = of(family, false).all.len() + of(family, true).all.len();
            assert_eq!(ready, rules.len(), "{family:?}");
        }
    }
}
