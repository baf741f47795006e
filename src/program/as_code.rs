//! Schedules as code, from the command line: export, plan, apply.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use reqwest::Method;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::remote_api::{Refusal, RemoteApi};
use super::{Program, ProgramError};
use crate::cli::{Export, FromFiles};
use crate::command::as_code::{Item, SchedulesFile};
use crate::domain::draft::FieldError;

/// YAML nodes in a file: twenty thousand schedules have half a million.
const MOST_NODES: usize = 4_000_000;

/// Writes schedules as YAML.
pub(super) async fn export(program: &Program, what: &Export) -> Result<(), ProgramError> {
    let api = RemoteApi::new(&program.settings)?;
    let mut query = Vec::new();
    for (name, value) in [("search", &what.search), ("tag", &what.tag), ("managed_by", &what.managed_by)] {
        query.extend(value.as_deref().map(|value| (name, value)));
    }
    if what.drifted {
        query.push(("drifted", "true"));
    }
    if what.owners {
        query.push(("owners", "true"));
    }
    let answer = api.ask(Method::GET, "/api/scheduler/export", &query, None).await?;
    let exported = answer.map_err(|refusal| ProgramError::RemoteApi(refusal.detail))?;
    let text = if program.out.json { exported.to_string() } else { to_yaml(&exported)? };
    match &what.output {
        None => program.out.text(text.trim_end()),
        Some(path) => std::fs::write(path, format!("{}\n", text.trim_end())).map_err(|e| in_file(path, &e))?,
    }
    Ok(())
}

/// Says what would change.
pub(super) async fn plan(program: &Program, files: &FromFiles) -> Result<(), ProgramError> {
    let plan = send(program, files, json!({"dry_run": true})).await?;
    program.out.say(words(&plan).trim_end(), &plan);
    match plan["refuse"].as_u64() {
        Some(0) | None => Ok(()),
        Some(refused) => {
            let says = format!("{refused} of the schedules cannot be as their file says; nothing would be changed");
            Err(ProgramError::RemoteApi(says))
        }
    }
}

/// Makes it so.
pub(super) async fn apply(
    program: &Program,
    files: &FromFiles,
    note: Option<&str>,
    expect: Option<&str>,
) -> Result<(), ProgramError> {
    let applied = send(program, files, json!({"note": note, "expect": expect})).await?;
    program.out.say(words(&applied).trim_end(), &applied);
    Ok(())
}

async fn send(program: &Program, from: &FromFiles, more: Value) -> Result<Value, ProgramError> {
    let mut files = Vec::new();
    for path in &from.files {
        files.push(read(path)?);
    }
    let api = RemoteApi::new(&program.settings)?;
    let mut body = json!({"files": files, "take_over": from.take_over});
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    match api.ask(Method::POST, "/api/scheduler/apply", &[], Some(&body)).await? {
        Ok(plan) => Ok(plan),
        Err(Refusal { detail, errors }) => {
            for (pointer, detail) in &errors {
                eprintln!("{}: {detail}", place(pointer, &from.files, &body));
            }
            Err(ProgramError::RemoteApi(detail))
        }
    }
}

fn in_file(path: &Path, e: &dyn std::fmt::Display) -> ProgramError {
    ProgramError::SchedulesFile { place: path.display().to_string(), reason: e.to_string() }
}

/// Reads a file of schedules, of YAML or JSON, which is YAML too. Its name stands in it, or is that of the file.
pub(super) fn read(path: &Path) -> Result<Value, ProgramError> {
    let text = if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let read = from_yaml(&text.map_err(|e| in_file(path, &e))?).map_err(|e| in_file(path, &e))?;
    let Value::Object(mut file) = read else {
        return Err(in_file(path, &"is no mapping; it begins with `schedules:` and a list of them"));
    };
    if file.get("name").is_none_or(Value::is_null) {
        // Whatever comes in by a pipe would pass for one file, and each for all that the others have said.
        let named = path.file_name().filter(|_| path != Path::new("-"));
        let name = named.ok_or_else(|| in_file(path, &"needs a `name:` in it, by which its schedules are managed"))?;
        file.insert("name".to_owned(), name.to_string_lossy().into());
    }
    Ok(Value::Object(file))
}

/// Files that were read here, without asking any API.
pub(super) struct FilesRead<'a> {
    paths: &'a [PathBuf],
    values: Vec<Value>,
    /// What they say.
    pub(super) files: Vec<SchedulesFile>,
}

impl<'a> FilesRead<'a> {
    /// Reads them, and names everything that does not fit.
    pub(super) fn new(paths: &'a [PathBuf]) -> Result<Self, ProgramError> {
        let values = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
        let said = SchedulesFile::read_all(&values);
        let read = Self { paths, values, files: said.as_ref().cloned().unwrap_or_default() };
        read.refuse(&said.err().unwrap_or_default())?;
        Ok(read)
    }

    /// Names what cannot be as the files say, of a plan made from them.
    pub(super) fn check(&self, items: &[Item]) -> Result<(), ProgramError> {
        let refused = items.iter().filter_map(|item| {
            let nth = self.files.iter().position(|file| file.name == item.file)?;
            let FieldError { pointer, detail } = item.refusal.clone()?;
            let within = item.index.map_or_else(String::new, |index| format!("/schedules/{index}"));
            Some(FieldError::new(format!("/files/{nth}{within}{pointer}"), detail))
        });
        self.refuse(&refused.collect::<Vec<_>>())
    }

    fn refuse(&self, wrong: &[FieldError]) -> Result<(), ProgramError> {
        if wrong.is_empty() {
            return Ok(());
        }
        let body = json!({"files": self.values});
        for FieldError { pointer, detail } in wrong {
            eprintln!("{}: {detail}", place(pointer, self.paths, &body));
        }
        Err(ProgramError::FilesRefused(wrong.len()))
    }
}

/// Reads YAML, within bounds that a file of schedules keeps.
fn from_yaml(text: &str) -> Result<Value, String> {
    let budget = serde_saphyr::budget! { max_nodes: MOST_NODES, max_events: 2 * MOST_NODES };
    // As YAML 1.2 has it, and the editors that know the schema: `on` and `no` are texts.
    let options = serde_saphyr::options! { budget: budget, strict_booleans: true };
    serde_saphyr::from_str_with_options(text, options).map_err(|e| e.without_snippet().to_string())
}

/// What a reader looks for first, in this order; other fields follow by name.
const FIRST: [&str; 16] = [
    "id",
    "name",
    "description",
    "task",
    "kwargs",
    "schedule_type",
    "interval",
    "crontab",
    "clocked",
    "solar",
    "timezone",
    "minute",
    "hour",
    "day_of_month",
    "month_of_year",
    "day_of_week",
];

/// A value whose fields are written in the order of [`FIRST`].
struct InOrder<'a>(&'a Value);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(fields) => {
                let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
                // Stable, and a map goes by name.
                fields.sort_by_key(|(name, _)| FIRST.iter().position(|first| first == name).unwrap_or(FIRST.len()));
                serializer.collect_map(fields.into_iter().map(|(name, value)| (name, InOrder(value))))
            }
            Value::Array(items) => serializer.collect_seq(items.iter().map(InOrder)),
            plain => plain.serialize(serializer),
        }
    }
}

fn to_yaml(value: &Value) -> Result<String, ProgramError> {
    serde_saphyr::to_string(&InOrder(value))
        .map_err(|e| ProgramError::RemoteApi(format!("cannot be written as YAML: {e}")))
}

/// A place in the body, in words: `core.yaml, schedule 3 (Nautobot sync), crontab.minute`.
fn place(pointer: &str, paths: &[PathBuf], body: &Value) -> String {
    let mut parts = pointer.split('/').skip(1);
    let (Some("files"), Some(nth)) = (parts.next(), parts.next().and_then(|nth| nth.parse::<usize>().ok())) else {
        return pointer.trim_start_matches('/').replace('/', ".");
    };
    let mut words = paths.get(nth).map_or_else(String::new, |path| path.display().to_string());
    let mut rest: Vec<&str> = parts.collect();
    if let [at, index, ..] = rest.as_slice()
        && *at == "schedules"
    {
        let schedule = body.pointer(&format!("/files/{nth}/schedules/{index}/name")).and_then(Value::as_str);
        let _ = write!(words, ", schedule {}", index.parse::<usize>().map_or(0, |index| index + 1));
        let _ = schedule.map(|name| write!(words, " ({name})"));
        rest.drain(..2);
    }
    if !rest.is_empty() {
        let _ = write!(words, ", {}", rest.join("."));
    }
    words
}

/// A plan for people: what is to be done to which schedule, field by field.
fn words(plan: &Value) -> String {
    let mut text = String::new();
    let items = plan["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    for item in items {
        let field = |field: &str| item[field].as_str().unwrap_or_default();
        let sign = match field("action") {
            "add" => "+ add",
            "restore" => "+ bring back",
            "change" => "~ change",
            "remove" => "- remove",
            _ => "! cannot",
        };
        let _ = write!(text, "{sign} {} ({})", field("name"), field("file"));
        if !field("taken_from").is_empty() {
            let _ = write!(text, ", taken over from {}", field("taken_from"));
        }
        if !field("detail").is_empty() {
            let at = field("pointer").trim_start_matches('/').replace('/', ".");
            let _ =
                write!(text, ": {}{}", if at.is_empty() { String::new() } else { format!("{at}: ") }, field("detail"));
        }
        text.push('\n');
        if matches!(field("action"), "change" | "restore") {
            differences(&mut text, &item["differences"], "    ");
        }
        if let Some(effect) = effect(item) {
            let _ = writeln!(text, "    {effect}");
        }
        if let Value::Object(drift) = &item["drift"] {
            let said = |field: &str| drift.get(field).and_then(Value::as_str).unwrap_or_default();
            let note = if said("note").is_empty() { String::new() } else { format!(" ({})", said("note")) };
            let _ = writeln!(text, "    by hand, {} at {}{note}:", said("actor"), said("time"));
            differences(&mut text, &drift["differences"], "      ");
        }
    }
    let number = |field: &str| plan[field].as_u64().unwrap_or(0);
    let done = plan["dry_run"] == false;
    let [add, change, restore, remove] = ["add", "change", "restore", "remove"].map(number);
    let _ = match done {
        true => write!(text, "applied: {add} added, {change} changed, {restore} brought back, {remove} removed"),
        false => write!(text, "plan: {add} to add, {change} to change, {restore} to bring back, {remove} to remove"),
    };
    let _ = write!(text, "; {} as they are to be", number("unchanged"));
    if number("drifted") > 0 {
        let _ = write!(text, "; {} changed by hand", number("drifted"));
    }
    match plan["change_set"].as_str() {
        Some(set) => drop(writeln!(text, "\nchange set {set}")),
        None if !done => drop(writeln!(text, "\ndigest {}", plan["digest"].as_str().unwrap_or_default())),
        None => text.push('\n'),
    }
    text
}

fn differences(text: &mut String, differences: &Value, margin: &str) {
    for difference in differences.as_array().map(Vec::as_slice).unwrap_or_default() {
        let field = difference["field"].as_str().unwrap_or_default();
        let _ = writeln!(text, "{margin}{field}: {} -> {}", plain(&difference["before"]), plain(&difference["after"]));
    }
}

/// A value without the quotes that JSON puts round a text.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What it does to the runs: their number in a week, and the next one.
fn effect(item: &Value) -> Option<String> {
    let (before, after) = (item["runs_before"].as_u64(), item["runs_after"].as_u64());
    let next = |field: &str| item[field].as_str().unwrap_or("never").to_owned();
    match (before, after) {
        (Some(before), Some(after)) => Some(format!(
            "runs in a week: {before} -> {after}; next: {} -> {}",
            next("next_run_before"),
            next("next_run_after")
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_keeps_what_json_says() {
        let value = json!({"schedules": [{
            "name": "on: off", "crontab": {"minute": "0", "hour": "02", "day_of_week": "*/2"},
            "kwargs": {"a": null, "b": [1, 2.5, true, "true", "1e3", "~", "", "a\nb\n", " x", "é#"], "c": {}},
            "start_at": "2027-01-01T00:00:00Z"
        }]});
        let text = to_yaml(&value).unwrap();
        assert_eq!(from_yaml(&text).unwrap(), value, "{text}");
        let at = |field: &str| text.find(field).unwrap();
        assert!(at("name:") < at("kwargs:") && at("kwargs:") < at("crontab:") && at("minute:") < at("hour:"), "{text}");
    }

    #[test]
    fn plain_words_and_numbers_are_what_yaml_1_2_has_them_be() {
        let text = "a: [on, no, y, Off]\nb: [true, ~, 012, 1e3, 2027-01-01, 3:20]\n";
        let value = from_yaml(text).unwrap();
        assert_eq!(value["a"], json!(["on", "no", "y", "Off"]));
        assert_eq!(value["b"], json!([true, null, 12.0, 1e3, "2027-01-01", "3:20"]));
    }

    #[test]
    fn what_is_no_yaml_is_told_with_its_place() {
        let told = from_yaml("schedules:\n  - name: a\n   task: b\n").unwrap_err();
        assert!(told.contains("line 3"), "{told}");
        assert!(from_yaml("a: 1\na: 2\n").unwrap_err().contains("duplicate"), "a key given twice is a slip");
    }

    #[test]
    fn a_place_in_the_body_is_one_in_the_files() {
        let paths = ["a.yaml".into(), "dir/b.yaml".into()];
        let body = json!({"files": [{}, {"schedules": [{}, {"name": "Nightly"}]}]});
        let said = |pointer: &str| place(pointer, &paths, &body);
        assert_eq!(said("/files/1/schedules/1/crontab/minute"), "dir/b.yaml, schedule 2 (Nightly), crontab.minute");
        assert_eq!(said("/files/0/schedules/0"), "a.yaml, schedule 1");
        assert_eq!(said("/files/0/defaults/id"), "a.yaml, defaults.id");
        assert_eq!(said("/note"), "note");
    }
}
