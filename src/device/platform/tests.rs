//! What each platform makes of what its devices print.
//!
//! The samples are in `tests/device_samples/<platform>/<step>[.<variant>].txt`: what each command printed, after a
//! line that names it; beside it, in JSON, what is to be read from it.

mod any_output;
mod samples;

use std::path::PathBuf;
use std::{env, fs};

use super::{ALL, Platform};
use crate::domain::network::Step;

/// Stands before the name of a command.
const COMMAND: &str = "===== ";

/// One sample.
struct Sample {
    path: PathBuf,
    platform: &'static Platform,
    step: Step,
    commands: Vec<String>,
    outputs: Vec<String>,
}

impl Sample {
    fn read(&self) -> super::Reading {
        let outputs: Vec<&str> = self.outputs.iter().map(String::as_str).collect();
        self.platform.read(self.step, &outputs)
    }
}

/// Every sample of a platform, in the order of their names.
fn samples_of(platform: &'static Platform) -> Vec<Sample> {
    let place = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/device_samples").join(platform.name);
    // A platform without a sample has no directory; another test finds that.
    let mut paths: Vec<PathBuf> = fs::read_dir(&place)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.into_iter().map(|path| sample(platform, path)).collect()
}

fn sample(platform: &'static Platform, path: PathBuf) -> Sample {
    let name = path.file_name().unwrap().to_str().unwrap();
    let step = name.split('.').next().unwrap();
    let step = Step::ALL.into_iter().find(|one| one.as_str() == step).unwrap_or_else(|| panic!("{name}: no such step"));
    let text = fs::read_to_string(&path).unwrap();
    let (mut commands, mut outputs) = (Vec::new(), Vec::new());
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(COMMAND) {
            Some(command) => {
                commands.push(command.trim_end().to_owned());
                outputs.push(String::new());
            }
            None => outputs.last_mut().unwrap_or_else(|| panic!("{name}: begins without a command")).push_str(line),
        }
    }
    Sample { path, platform, step, commands, outputs }
}

fn all_samples() -> impl Iterator<Item = Sample> {
    ALL.into_iter().flat_map(samples_of)
}
