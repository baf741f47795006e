//! Each sample is read exactly as stands beside it.

use serde_json::{Value, json};

use super::*;

#[test]
fn every_sample_is_read_as_stands_beside_it() {
    let mut wrong = String::new();
    for sample in all_samples() {
        let reading = sample.read();
        let read = json!({ "answer": reading.answer, "unknown": reading.unknown });
        let beside = sample.path.with_extension("json");
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        if serde_json::from_str::<Value>(&expected).ok().as_ref() != Some(&read) {
            wrong += &format!("{} should be\n{read:#}\n", beside.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_sample_names_the_commands_of_its_step() {
    for sample in all_samples() {
        assert_eq!(sample.commands, sample.platform.commands(sample.step), "{}", sample.path.display());
    }
}

#[test]
fn every_step_that_has_commands_has_a_sample() {
    for platform in ALL {
        let samples = samples_of(platform);
        for step in Step::ALL {
            let asked = !platform.commands(step).is_empty();
            let sampled = samples.iter().any(|sample| sample.step == step);
            assert_eq!(asked, sampled, "{} {}", platform.name, step.as_str());
        }
    }
}

#[test]
fn every_command_only_reads() {
    for platform in ALL {
        for step in Step::ALL {
            for command in platform.commands(step) {
                assert_eq!(crate::device::commands::check(platform, command, &[]), Ok(()), "{}", platform.name);
            }
        }
    }
}
