//! TextFSM: tables out of text, by a template.
//!
//! The engine is `textfsm-rs`; the loop that turns it is ours, because its own never returns from a template whose
//! rule says `Continue Start`, and because a rule named [`UNKNOWN`] tells here what no other rule knew.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use textfsm_rs::{DataRecord, NextState, ParseStatus, TextFSM, Value};

use super::{Unknown, clean};

/// The value into which a template puts the lines that it does not know. It is no part of a row.
const UNKNOWN: &str = "UNKNOWN";
/// Longest template, in bytes. The longest of ntc-templates has a tenth of it.
const LONGEST: usize = 256 * 1024;
/// How deep parentheses may stand in one another: the grammar of the engine goes down with them.
const DEEPEST: usize = 32;
/// The longest line that is read, in bytes. No line of a table takes more; it bounds what one regular expression has
/// to do.
const LONGEST_LINE: usize = 4096;
/// How often rules may send one line to another state: no true template has so many states.
const MOST_ROUNDS: usize = 64;
/// How long the reading of one output may take. A table of 100,000 lines takes a second or two.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much the rows of one output may hold, in bytes: a list that is filled down grows with every row.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// A template that was read, ready to be applied.
pub(crate) struct Template {
    /// Engines that wait for work. A copy costs more than a small table, so they are used again.
    idle: Mutex<Vec<TextFSM>>,
    pattern: TextFSM,
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row(HashMap<String, Value>);

impl Template {
    /// Reads a template.
    pub(crate) fn compile(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("a template has at most {LONGEST} bytes, this one has {}", text.len()));
        }
        if let Some(line) = text.lines().position(|line| depth(line) > DEEPEST) {
            return Err(format!("line {}: parentheses stand more than {DEEPEST} deep in one another", line + 1));
        }
        // The engine panics where it did not expect something.
        let pattern = catch_unwind(|| TextFSM::from_string(text))
            .map_err(|_| "the engine gave up on this template".to_owned())?
            .map_err(|error| error.to_string())?;
        Ok(Self { idle: Mutex::default(), pattern })
    }

    /// The rows of an output. Lines that the template sends to its value `UNKNOWN` are kept there.
    pub(crate) fn read(&self, output: &str, unknown: &mut Unknown) -> Result<Vec<Row>, String> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut engine = idle.unwrap_or_else(|| self.pattern.clone());
        let read = catch_unwind(AssertUnwindSafe(|| read(&mut engine, &clean(output), unknown)));
        // One that has panicked is not used again.
        let read = read.map_err(|_| "the engine gave up on this output".to_owned())?;
        engine.reset();
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(engine);
        read
    }
}

/// How deep parentheses stand in one another, escaped or not, as the grammar of the engine sees them.
fn depth(line: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    for byte in line.bytes() {
        match byte {
            b'(' => now += 1,
            b')' => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

fn read(engine: &mut TextFSM, output: &str, unknown: &mut Unknown) -> Result<Vec<Row>, String> {
    let until = Instant::now() + PATIENCE;
    let (mut bytes, mut counted) = (0, 0);
    for line in output.lines() {
        if Instant::now() > until {
            return Err(format!("reading took longer than {} s", PATIENCE.as_secs()));
        }
        turn(engine, beginning(line), unknown)?;
        if engine.records.len() > counted {
            bytes += engine.records.iter().skip(counted).map(size).sum::<usize>();
            counted = engine.records.len();
        }
        if bytes > MOST_BYTES {
            return Err(format!("its rows hold more than {MOST_BYTES} bytes"));
        }
        if matches!(engine.curr_state.as_str(), "EOF" | "End") {
            break;
        }
    }
    if engine.curr_state != "End" {
        engine.set_curr_state("EOF").map_err(|error| error.to_string())?;
        engine.parse_line("").map_err(|error| error.to_string())?;
    }
    Ok(engine.records.drain(..).map(|record| Row(record.fields)).collect())
}

/// As much of a line as is read.
fn beginning(line: &str) -> &str {
    let end = (0..=line.len().min(LONGEST_LINE)).rev().find(|at| line.is_char_boundary(*at));
    &line[..end.unwrap_or_default()]
}

/// Gives one line to the rules, again while they send it to another state.
fn turn(engine: &mut TextFSM, line: &str, unknown: &mut Unknown) -> Result<(), String> {
    for _ in 0..MOST_ROUNDS {
        let (next, done) = match engine.parse_line(line).map_err(|error| error.to_string())? {
            ParseStatus::NextLine(next) => (next, true),
            ParseStatus::SameLine(next) => (next, false),
        };
        if let Some(Value::Single(line)) = engine.curr_record.fields.remove(UNKNOWN) {
            unknown.line(&line);
        }
        match next {
            None => {}
            Some(NextState::NamedState(state)) => engine.set_curr_state(&state).map_err(|error| error.to_string())?,
            Some(NextState::Error(why)) => {
                return Err(why.unwrap_or_else(|| "the template knows no such line".to_owned()));
            }
        }
        if done {
            return Ok(());
        }
    }
    Err(format!("the rules send one line round in circles, from state {}", engine.curr_state))
}

fn size(record: &DataRecord) -> usize {
    let of = |value: &Value| match value {
        Value::Single(text) => text.len(),
        Value::List(all) => all.iter().map(|text| text.len() + size_of::<String>()).sum(),
    };
    record.fields.iter().map(|(name, value)| name.len() + of(value) + 2 * size_of::<String>()).sum()
}

impl Row {
    /// What stands under this name, if anything does.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        match self.0.get(name)? {
            Value::Single(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::List(all) => all.first().map(|text| text.trim()).filter(|text| !text.is_empty()),
        }
    }

    /// As [`get`](Self::get), without what stands for nothing: `not advertised`.
    pub(crate) fn some(&self, name: &str) -> Option<String> {
        super::said::some(self.get(name)?)
    }

    /// As [`get`](Self::get), read.
    pub(crate) fn read<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    /// All that stands under this name.
    pub(crate) fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        let all = match self.0.get(name) {
            Some(Value::List(all)) => all.as_slice(),
            Some(Value::Single(one)) => std::slice::from_ref(one),
            None => &[],
        };
        all.iter().map(|text| text.trim()).filter(|text| !text.is_empty())
    }

    /// The row as JSON: texts, and lists of texts.
    pub(crate) fn into_json(self) -> serde_json::Map<String, serde_json::Value> {
        let value = |value| match value {
            Value::Single(text) => serde_json::Value::String(text),
            Value::List(all) => all.into(),
        };
        self.0.into_iter().filter(|(name, _)| name != UNKNOWN).map(|(name, one)| (name, value(one))).collect()
    }
}

impl std::fmt::Debug for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Template").finish_non_exhaustive()
    }
}

/// A template that is built in.
pub(crate) struct BuiltIn {
    text: &'static str,
    template: std::sync::OnceLock<Option<Template>>,
}

impl BuiltIn {
    /// The template of this text.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, template: std::sync::OnceLock::new() }
    }

    /// The rows of an output; where they cannot be told, none, and its lines are not understood.
    pub(crate) fn rows(&self, output: &str, unknown: &mut Unknown) -> Vec<Row> {
        let template = self.template.get_or_init(|| Template::compile(self.text).ok());
        let rows = template.as_ref().and_then(|template| template.read(output, unknown).ok());
        rows.unwrap_or_else(|| {
            unknown.lines(output);
            Vec::new()
        })
    }

    /// The rows of several outputs.
    pub(crate) fn all_rows(&self, outputs: &[&str], unknown: &mut Unknown) -> Vec<Row> {
        outputs.iter().flat_map(|output| self.rows(output, unknown)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(template: &str, output: &str) -> Result<(Vec<Row>, Vec<String>), String> {
        let mut unknown = Unknown::default();
        let rows = Template::compile(template)?.read(output, &mut unknown)?;
        Ok((rows, unknown.into_lines()))
    }

    const PORTS: &str = "Value Required PORT (\\S+)\nValue List VLAN (\\d+)\nValue UNKNOWN (.+)\n\nStart\n  \
                         ^port -> Continue.Record\n  ^port ${PORT}\\s*$$\n  ^ vlan ${VLAN}$$\n  ^${UNKNOWN}$$\n";

    #[test]
    fn a_table_is_read_and_what_no_rule_knows_is_kept() {
        let (rows, unknown) = rows(PORTS, "hello\nport a\n vlan 1\n vlan 2\n\nport b\n what?\n").unwrap();
        assert_eq!(unknown, ["hello", " what?"]);
        assert_eq!(rows.iter().map(|row| row.get("PORT")).collect::<Vec<_>>(), [Some("a"), Some("b")]);
        assert_eq!(rows[0].list("VLAN").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(rows[1].list("VLAN").count(), 0);
        assert_eq!(serde_json::to_string(&rows[1].clone().into_json()).unwrap(), r#"{"PORT":"b","VLAN":[]}"#);
    }

    #[test]
    fn an_engine_that_was_used_remembers_nothing() {
        let template = Template::compile(PORTS).unwrap();
        for _ in 0..2 {
            let rows = template.read("port a\n", &mut Unknown::default()).unwrap();
            assert_eq!(rows.len(), 1);
        }
        assert_eq!(template.read(" vlan 7\n", &mut Unknown::default()).unwrap(), []);
    }

    #[test]
    fn a_template_that_goes_round_in_circles_is_stopped() {
        let circle = "Value A (x)\n\nStart\n  ^. -> Continue Other\n\nOther\n  ^. -> Continue Start\n";
        assert_eq!(rows(circle, "x").unwrap_err(), "the rules send one line round in circles, from state Start");
    }

    #[test]
    fn a_line_without_an_end_is_cut() {
        let template = "Value A (.*)\n\nStart\n  ^${A} -> Record\n";
        let (rows, _) = rows(template, &format!("{}\nnext", "ü".repeat(LONGEST_LINE))).unwrap();
        let lengths: Vec<usize> = rows.iter().map(|row| row.get("A").unwrap().len()).collect();
        assert_eq!(lengths, [LONGEST_LINE, 4]);
    }

    #[test]
    fn a_template_that_is_none_is_refused() {
        for text in ["", "Value A (\n\nStart\n  ^a\n", "Value A (x)\n\nOther\n  ^a\n", "Value A (x)\n\nStart\n  ^(\n"] {
            assert!(Template::compile(text).is_err(), "{text}");
        }
        let deep = format!("Value A {}x{}\n\nStart\n  ^$A\n", "(".repeat(10_000), ")".repeat(10_000));
        assert!(Template::compile(&deep).is_err());
        assert!(Template::compile(&"#".repeat(LONGEST + 1)).is_err());
    }

    #[test]
    fn a_list_that_is_filled_down_for_ever_is_stopped() {
        let template = "Value Filldown,List A (\\S+)\n\nStart\n  ^${A} -> Record\n";
        let text = format!("{}\n", "x".repeat(2000)).repeat(3000);
        assert_eq!(rows(template, &text).unwrap_err(), format!("its rows hold more than {MOST_BYTES} bytes"));
    }

    #[test]
    fn a_pattern_that_explodes_is_stopped() {
        // Only a pattern with look-around goes to the engine that tries again and again.
        let template = "Value A ((?:a+)+b(?=c))\n\nStart\n  ^${A}$$ -> Record\n";
        let began = Instant::now();
        let (rows, _) = rows(template, &format!("{}\n", "a".repeat(4000)).repeat(3)).unwrap();
        assert_eq!(rows, []);
        assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    }
}
