//! Whatever is printed, it is read: without a panic, in no time, and with few lines kept.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::device::platform::Reading;
use crate::domain::network::Answer;

/// More than the slowest of them needs here a hundred times over: only what grows faster than its input reaches it.
const LONG: Duration = Duration::from_secs(20);

/// Reads, and holds the reading to what is promised of it.
fn read(platform: &Platform, step: Step, outputs: &[&str]) -> Reading {
    let began = Instant::now();
    let reading = platform.read(step, outputs);
    assert!(began.elapsed() < LONG, "{} {} took {:?}", platform.name, step.as_str(), began.elapsed());
    assert!(reading.unknown.len() <= Reading::MOST_UNKNOWN);
    let nothing = Reading::nothing(step).answer;
    assert_eq!(std::mem::discriminant(&reading.answer), std::mem::discriminant(&nothing));
    assert!(no_text_is_empty(&serde_json::to_value(&reading.answer).unwrap()), "{:?}", reading.answer);
    reading
}

fn no_text_is_empty(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => !text.is_empty() && text.trim() == text,
        serde_json::Value::Array(all) => all.iter().all(no_text_is_empty),
        serde_json::Value::Object(object) => object.values().all(no_text_is_empty),
        _ => true,
    }
}

/// Every platform with every step.
fn everywhere(mut each: impl FnMut(&'static Platform, Step)) {
    for platform in ALL {
        for step in Step::ALL {
            each(platform, step);
        }
    }
}

/// A character boundary at or before this place.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn silence_and_refusals_say_nothing() {
    let none =
        ["", "\n", "\r\n\r\n", "% LLDP is not enabled\r\n", "% CDP is not enabled\n\n", "Total entries displayed: 0"];
    everywhere(|platform, step| {
        assert_eq!(read(platform, step, &[]), Reading::nothing(step));
        for output in none {
            assert_eq!(read(platform, step, &[output, output]), Reading::nothing(step), "{} {output:?}", platform.name);
        }
    });
}

#[test]
fn an_error_is_kept_as_it_stands() {
    let error = "Segmentation fault (core dumped)";
    everywhere(|platform, step| {
        if !platform.commands(step).is_empty() {
            let reading = read(platform, step, &[error]);
            assert_eq!(reading.unknown, [error], "{} {}", platform.name, step.as_str());
        }
    });
}

#[test]
fn what_another_platform_prints_is_read_without_harm() {
    for sample in all_samples() {
        let outputs: Vec<&str> = sample.outputs.iter().map(String::as_str).collect();
        everywhere(|platform, step| {
            read(platform, step, &outputs);
        });
    }
}

#[test]
fn ends_of_lines_of_any_kind_are_the_same() {
    for sample in all_samples() {
        let outputs: Vec<String> = sample.outputs.iter().map(|output| output.replace('\n', "\r\n")).collect();
        let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
        assert_eq!(read(sample.platform, sample.step, &outputs), sample.read(), "{}", sample.path.display());
    }
}

#[test]
fn lines_that_stand_before_json_are_kept_and_it_is_read() {
    for sample in all_samples().filter(|sample| sample.outputs.iter().any(|output| output.starts_with('{'))) {
        let outputs: Vec<String> = sample.outputs.iter().map(|output| format!("Notice: a warning\n{output}")).collect();
        let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
        let reading = read(sample.platform, sample.step, &outputs);
        assert_eq!(reading.answer, sample.read().answer, "{}", sample.path.display());
        assert_eq!(reading.unknown[0], "Notice: a warning");
    }
}

#[test]
fn a_sample_may_end_anywhere() {
    for sample in all_samples() {
        for (which, output) in sample.outputs.iter().enumerate() {
            // Each place of a short one; some of a long one.
            let step = (output.len() / 50).max(1);
            for at in (0..output.len()).step_by(step) {
                let mut outputs: Vec<&str> = sample.outputs.iter().map(String::as_str).collect();
                outputs[which] = &output[..boundary(output, at)];
                read(sample.platform, sample.step, &outputs);
            }
        }
    }
}

#[test]
fn a_sample_many_times_over_takes_no_longer_than_it_is_long() {
    for sample in all_samples() {
        let outputs: Vec<String> =
            sample.outputs.iter().map(|output| output.repeat(1 + 30_000 / (output.len() + 1))).collect();
        let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
        let reading = read(sample.platform, sample.step, &outputs);
        if !matches!(reading.answer, Answer::Identity(_)) {
            assert!(reading.answer.count() >= sample.read().answer.count(), "{}", sample.path.display());
        }
    }
}

#[test]
fn a_long_line_takes_no_longer_than_many_short_ones() {
    for part in ["a", "{", "[", "1.", " ", "-", "(", "\"", "{\"a\":", "10.0.0.0/8 [1/0] via ", "ü"] {
        let line = part.repeat(20_000 / part.len());
        everywhere(|platform, step| {
            read(platform, step, &[&line]);
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_is_read(text in "(?s).{0,400}", lines in prop::collection::vec("[ -~\t]{0,60}", 0..20)) {
        let lines = lines.join("\n");
        everywhere(|platform, step| {
            read(platform, step, &[&text, &lines]);
        });
    }

    #[test]
    fn any_damage_to_a_sample_is_survived(which: Index, damages in prop::collection::vec((0..4, any::<Index>(), any::<Index>()), 1..8)) {
        let samples: Vec<Sample> = all_samples().collect();
        let sample = which.get(&samples);
        let outputs: Vec<String> = sample.outputs.iter().map(|output| damaged(output, &damages)).collect();
        let outputs: Vec<&str> = outputs.iter().map(String::as_str).collect();
        read(sample.platform, sample.step, &outputs);
    }
}

/// A text with lines dropped, doubled, swapped or cut.
fn damaged(output: &str, damages: &[(i32, Index, Index)]) -> String {
    let mut lines: Vec<&str> = output.lines().collect();
    for (kind, one, other) in damages {
        if lines.is_empty() {
            break;
        }
        let (one, at) = (one.index(lines.len()), other.index(lines.len()));
        match kind {
            0 => drop(lines.remove(one)),
            1 => lines.insert(at, lines[one]),
            2 => lines.swap(one, at),
            _ => lines[one] = &lines[one][..boundary(lines[one], other.index(lines[one].len() + 1))],
        }
    }
    lines.join("\n")
}
