//! The house plan: which room may name which. One crate has no walls, so this test is them.
#![cfg(test)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each room, and the rooms it may name. As in the module docs of `lib.rs`.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("wheel", &[]),
    ("store", &["domain"]),
    ("queue", &["domain"]),
    ("command", &["domain", "store", "tasks"]),
    ("celery", &["domain", "store", "command"]),
    ("integrations", &["domain", "queue"]),
    ("vault", &[]),
    ("connections", &["domain", "integrations", "queue", "store", "vault"]),
    ("cache", &["domain", "queue", "integrations", "connections", "store"]),
    ("credentials", &["domain", "store", "vault"]),
    ("access", &["domain", "store", "credentials", "device"]),
    ("archive", &["domain", "store", "vault"]),
    ("device", &["domain"]),
    ("tasks", &["domain", "integrations", "connections", "cache", "store", "access", "archive", "device"]),
    ("simulate", &["domain"]),
    (
        "api",
        &[
            "domain",
            "store",
            "queue",
            "command",
            "tasks",
            "integrations",
            "connections",
            "cache",
            "credentials",
            "archive",
            "vault",
        ],
    ),
    ("beat", &["domain", "wheel", "store", "queue", "command", "integrations"]),
    ("worker", &["domain", "store", "queue", "command", "tasks"]),
    ("embedded", &[]),
    // Helpers that nearly everybody may name; they name next to nothing themselves.
    ("clock", &["domain"]),
    ("probe", &[]),
    ("process", &[]),
];

/// What every room may name, but those that are pure.
const FOR_ALL: &[&str] = &["clock", "probe", "process", "telemetry"];
/// No clock, no I/O, nothing.
const PURE: &[&str] = &["domain", "wheel"];
/// The program's edge names whatever it wires together; nobody else names it.
const EDGE: &[&str] = &["main", "lib", "program", "cli", "config", "doctor", "telemetry"];

#[test]
fn rooms_name_only_the_rooms_that_the_plan_allows() {
    let plan: BTreeMap<&str, &[&str]> = MAY_NAME.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in rust_files(&source()) {
        let room = room_of(&file);
        if EDGE.contains(&room.as_str()) {
            continue;
        }
        let Some(allowed) = plan.get(room.as_str()) else {
            wrong.push(format!("{}: `{room}` is not in the table; add it with what it may name", shown(&file)));
            continue;
        };
        for (line, named) in named_in(&std::fs::read_to_string(&file).unwrap()) {
            let is_helper = FOR_ALL.contains(&named.as_str()) && !PURE.contains(&room.as_str());
            let is_room = plan.contains_key(named.as_str()) || EDGE.contains(&named.as_str());
            if is_room && named != room && !is_helper && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{}:{line}: `{room}` may not name `{named}`", shown(&file)));
            }
        }
    }
    assert!(wrong.is_empty(), "the house plan is broken:\n{}\nThe table is in {}", wrong.join("\n"), file!());
}

#[test]
fn every_room_is_in_the_table_and_on_the_map() {
    let map = std::fs::read_to_string(source().join("lib.rs")).unwrap();
    for room in map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')) {
        let known = EDGE.contains(&room) || MAY_NAME.iter().any(|(name, _)| *name == room);
        assert!(known, "`{room}` is in no table of {}", file!());
        assert!(map.contains(&format!("[`{room}`]")), "`{room}` is missing from the docs of src/lib.rs");
    }
}

#[test]
fn the_reader_sees_what_code_names_and_not_what_comments_and_tests_do() {
    let source = "//! See crate::beat.\nuse crate::store::{self, x};\nuse crate::{api, queue::Redis, clock};\n\
                  fn f() { crate::wheel::Wheel::new(); } // crate::tasks\n#[cfg(test)]\nmod tests {\n    use crate::worker;\n}\n";
    let named: Vec<String> = named_in(source).into_iter().map(|(_, named)| named).collect();
    assert_eq!(named, ["store", "api", "queue", "clock", "wheel"]);
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn shown(file: &Path) -> String {
    format!("src/{}", file.strip_prefix(source()).unwrap_or(file).display())
}

/// `src/store/jobs/read.rs` and `src/store.rs` are both in the room `store`.
fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(source()).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && path.file_name().is_some_and(|name| name != "tests.rs")
        {
            files.push(path);
        }
    }
    files
}

/// The rooms that code names by `crate::`, with their lines. Tests stand at the end of
/// a file and may name what they like.
fn named_in(source: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let is_body = |at: &usize| source[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
    let end = source.match_indices("#[cfg(test)]\nmod ").map(|(at, _)| at).find(is_body);
    let code = &source[..end.unwrap_or(source.len())];
    // Comments become empty, so that lines keep their numbers.
    let lines: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = lines.join("\n");
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].lines().count().max(1);
        let rest = &code[at + "crate::".len()..];
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        match rest.strip_prefix('{') {
            Some(group) => named.extend(members(group).iter().map(|member| (line, word(member)))),
            None => named.push((line, word(rest))),
        }
    }
    named
}

/// The members of `{a, b::{c, d}, e}`, given what follows the first brace.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut members, mut current) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(std::mem::take(&mut current)),
            _ => {}
        }
        if !(c == ',' && depth == 0) {
            current.push(c);
        }
    }
    members.push(current);
    members.iter().map(|member| member.trim().to_owned()).filter(|member| !member.is_empty()).collect()
}
