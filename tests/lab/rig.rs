//! A lab for as long as a test lasts.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use noc_scheduler::device::platform::of_driver;
use noc_scheduler::device::session::{Limits, Login, Session, Target, connect};
use serde_json::Value;
use tempfile::TempDir;

/// What fails the test rather than the patience of whoever runs it.
const PATIENCE: Duration = Duration::from_secs(60);
/// How the script ends where no lab can be started.
pub(crate) const CANNOT: i32 = 3;

pub(crate) struct Lab {
    dir: TempDir,
    /// `lab.json`, as it was read last.
    pub(crate) plan: Value,
}

pub(crate) fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lab/lab.sh")
}

impl Lab {
    /// None where none can be started: the script's line is shown.
    pub(crate) fn up() -> Option<Self> {
        let mut lab = Self { dir: TempDir::new().unwrap(), plan: Value::Null };
        let output = lab.try_to("up", &[]);
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.code() == Some(CANNOT) {
            eprintln!("left out: {said}");
            return None;
        }
        assert!(output.status.success(), "{said}");
        lab.read();
        Some(lab)
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn cut(&mut self, link: &str) {
        self.change("cut", link);
    }

    pub(crate) fn mend(&mut self, link: &str) {
        self.change("mend", link);
    }

    pub(crate) fn down(&self) {
        let output = self.try_to("down", &[]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn devices(&self) -> &[Value] {
        self.plan["devices"].as_array().unwrap()
    }

    /// The links that are up, each by the end that names it.
    pub(crate) fn links_up(&self) -> BTreeSet<&str> {
        let links = self.plan["links"].as_array().unwrap();
        links.iter().filter(|link| link["up"] == true).map(|link| text(&link["name"])).collect()
    }

    fn change(&mut self, command: &str, link: &str) {
        let output = self.try_to(command, &[link]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.read();
    }

    fn read(&mut self) {
        let file = std::fs::read(self.dir.path().join("lab.json")).unwrap();
        self.plan = serde_json::from_slice(&file).unwrap();
    }

    fn try_to(&self, command: &str, more: &[&str]) -> Output {
        Command::new(script()).arg(command).arg(self.dir.path()).args(more).output().unwrap()
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        // Also of a test that has failed, and to say twice that it ends does no harm.
        let _ = self.try_to("down", &[]);
    }
}

/// Logs in to a device of the plan, as the scheduler does.
pub(crate) async fn session(device: &Value) -> Session {
    let target = Target {
        host: text(&device["address"]).to_owned(),
        port: device["port"].as_u64().unwrap().try_into().unwrap(),
        platform: of_driver("linux").unwrap(),
    };
    let login = Login {
        username: text(&device["user"]).to_owned(),
        password: Some(text(&device["password"]).into()),
        ..Login::default()
    };
    tokio::time::timeout(PATIENCE, connect(&target, &login, &[], &Limits::default())).await.unwrap().unwrap()
}

/// What a command prints there, which has to be JSON.
pub(crate) async fn asked(session: &mut Session, command: &str) -> Value {
    let output = tokio::time::timeout(PATIENCE, session.run(command)).await.unwrap().unwrap();
    serde_json::from_str(&output.text).unwrap_or_else(|e| panic!("{command}: {e}: {}", output.text))
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}
