//! Labs beside each other, what is left of them, and where there can be none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid};
use tempfile::TempDir;

use crate::rig::{CANNOT, Lab, script, text};

#[test]
fn two_labs_share_nothing_and_nothing_is_left_of_them() {
    let Some(one) = Lab::up() else { return };
    let Some(two) = Lab::up() else { panic!("a second cannot be started") };
    let seen = |field: &str| -> BTreeSet<String> {
        let devices = one.devices().iter().chain(two.devices());
        devices.map(|device| text(&device[field]).to_owned()).collect()
    };
    for field in ["address", "chassis", "host_key"] {
        assert_eq!(seen(field).len(), 12, "{field}");
    }
    let (of_one, of_two) = (text(&one.plan["bridge"]), text(&two.plan["bridge"]));
    assert!(is_there(of_one) && is_there(of_two));
    assert_eq!((processes(&one).len(), processes(&two).len()), (12, 12));

    // As badly as it can end: without a word, and then without its directory's files.
    for pid in processes(&one) {
        // Its namespace's first may have taken it along.
        let _ = kill(pid, Signal::SIGKILL);
    }
    fs::remove_dir_all(one.dir()).unwrap();
    one.down();
    assert!(!is_there(of_one));
    assert_eq!(processes(&one), []);

    assert!(is_there(of_two), "the other was taken down with it");
    two.down();
    assert!(!is_there(of_two));
    assert_eq!(processes(&two), []);
    assert!(!two.dir().join("lab.json").exists());
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap();
    assert!(!mounts.contains(one.dir().to_str().unwrap()) && !mounts.contains(two.dir().to_str().unwrap()), "{mounts}");
}

#[test]
fn where_no_lab_can_be_it_says_so_in_one_line() {
    let dir = TempDir::new().unwrap();
    // Root without root's powers is what root often is in a container.
    let output = if Uid::effective().is_root() {
        Command::new("setpriv")
            .args(["--bounding-set=-all", "--inh-caps=-all"])
            .arg(script())
            .arg("up")
            .arg(dir.path())
            .output()
    } else {
        Command::new(script()).arg("up").arg(dir.path()).output()
    };
    let output = output.unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(CANNOT), "{said}");
    assert!(said.starts_with("The lab of real devices needs ") && said.lines().count() == 1, "{said}");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

fn is_there(bridge: &str) -> bool {
    Path::new("/sys/class/net").join(bridge).exists()
}

/// The holder and the first process of each device.
fn processes(lab: &Lab) -> Vec<Pid> {
    let mark = text(&lab.plan["mark"]).as_bytes();
    let of_lab = |pid: &i32| {
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).any(|argument| argument == mark)
    };
    let entries = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    entries.filter(of_lab).map(Pid::from_raw).collect()
}
