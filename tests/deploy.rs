//! What is in `deploy/` would be accepted by those who read it.
#![cfg(test)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROLES: [&str; 3] = ["api", "beat", "worker"];
/// How long a role drains; whoever stops it must wait longer.
const DRAIN_SECONDS: u32 = 30;

fn deploy(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(file)
}

fn read(file: &str) -> String {
    fs::read_to_string(deploy(file)).unwrap()
}

/// `[section]` → name → value; enough for units and for Supervisor. The last of a name wins.
fn sections(text: &str) -> BTreeMap<&str, BTreeMap<&str, &str>> {
    let mut sections = BTreeMap::<_, BTreeMap<_, _>>::new();
    let mut section = "";
    for line in text.lines().filter(|line| !line.starts_with(['#', ';']) && !line.trim().is_empty()) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        } else {
            let (name, value) = line.split_once('=').unwrap();
            sections.entry(section).or_default().insert(name, value);
        }
    }
    sections
}

#[test]
fn every_role_has_a_unit_that_drains_restarts_and_is_not_root() {
    for role in ROLES {
        let text = read(&format!("systemd/noc-scheduler-{role}.service"));
        let unit = sections(&text);
        let service = &unit["Service"];
        assert_eq!(service["ExecStart"], format!("/usr/local/bin/noc-scheduler {role}"));
        assert_eq!(service["User"], "noc-scheduler");
        assert_eq!(service["Restart"], "always");
        assert_eq!(service["KillSignal"], "SIGTERM");
        let stop: u32 = service["TimeoutStopSec"].trim_end_matches('s').parse().unwrap();
        assert!(stop > DRAIN_SECONDS, "{role}: TimeoutStopSec={stop}");
    }
}

#[test]
fn supervisor_has_the_same_three_roles() {
    let text = read("supervisor/noc-scheduler.conf");
    let programs = sections(&text);
    assert_eq!(programs.keys().filter(|name| name.starts_with("program:")).count(), ROLES.len());
    for role in ROLES {
        let program = &programs[format!("program:noc-scheduler-{role}").as_str()];
        assert!(program["command"].ends_with(&format!("/usr/local/bin/noc-scheduler {role}")));
        assert_eq!((program["user"], program["autorestart"], program["stopsignal"]), ("noc-scheduler", "true", "TERM"));
        assert!(program["stopwaitsecs"].parse::<u32>().unwrap() > DRAIN_SECONDS);
        assert!(programs["group:noc-scheduler"]["programs"].contains(role));
    }
}

#[test]
fn systemd_accepts_the_units() {
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        eprintln!("systemd-analyze is not installed: units not verified");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    // It wants the program to exist; here any will do.
    let program = dir.path().join("noc-scheduler");
    fs::write(&program, "#!/bin/sh\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let units = ROLES.map(|role| {
        let name = format!("noc-scheduler-{role}.service");
        let unit = read(&format!("systemd/{name}"));
        let path = dir.path().join(name);
        fs::write(&path, unit.replace("/usr/local/bin/noc-scheduler", program.to_str().unwrap())).unwrap();
        path
    });
    let output = Command::new("systemd-analyze").arg("verify").args(&units).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    // A setting that it does not know is only a line on stderr.
    let ours: Vec<&str> = said.lines().filter(|line| line.contains("noc-scheduler")).collect();
    assert!(output.status.success() && ours.is_empty(), "{said}");
}

#[test]
fn the_environment_file_reaches_the_program_word_for_word() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("env");
    fs::write(
        &file,
        "# comment\n\nNOC_ONE=a b=$(id) `id` \\n#\nNOC_TWO=\"quoted $HOME\"\nNOC_THREE=\nNOC_FOUR='no newline'",
    )
    .unwrap();
    let output = Command::new(deploy("supervisor/run-with-env")).arg(&file).arg("env").output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    for line in ["NOC_ONE=a b=$(id) `id` \\n#", "NOC_TWO=quoted $HOME", "NOC_THREE=", "NOC_FOUR=no newline"] {
        assert!(printed.lines().any(|printed| printed == line), "{line} is not in\n{printed}");
    }
}

#[test]
fn a_broken_environment_file_is_refused_without_showing_the_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("env");
    for broken in ["hunter2", "NOC PASSWORD=hunter2", "=hunter2", "1NOC=hunter2"] {
        fs::write(&file, broken).unwrap();
        let output = Command::new(deploy("supervisor/run-with-env")).arg(&file).arg("env").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains("NAME=value") && !said.contains("hunter2"),
            "{broken}: {said}"
        );
    }
}
