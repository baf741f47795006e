//! From what stood on the screen after a command to the command's own output.

use super::prompt::Prompt;
use super::trouble::words;

/// A refusal is short. What has more lines is an answer, even if one of them speaks of an error.
const REFUSAL_LINES: usize = 6;
/// Log lines that may stand before the echo.
const LINES_BEFORE_ECHO: usize = 20;
/// The end of a command by which its echo is known, where the device scrolled its beginning out of sight.
const TAIL: usize = 10;

/// Takes echo and prompts off. `screen` is what stood there from the sending of the command to the prompt.
pub(super) fn trim(screen: &str, command: &str, prompt: &Prompt) -> String {
    // Without an echo there is still the end of the line that was sent.
    let without_echo = || screen.strip_prefix('\n').unwrap_or(screen);
    let body = after_echo(screen, command, prompt).unwrap_or_else(without_echo);
    let mut lines: Vec<&str> = body.lines().collect();
    while take_prompt(&mut lines, prompt) {}
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Whether the prompt stands at the end, and right above it once more.
pub(super) fn ends_in_two_prompts(screen: &str, prompt: &Prompt) -> bool {
    let mut lines: Vec<&str> = screen.lines().collect();
    // A line is only begun where the cursor stands behind its end.
    !screen.ends_with('\n') && take_prompt(&mut lines, prompt) && take_prompt(&mut lines, prompt)
}

/// Takes empty lines and a prompt off the end, with what belongs above it; whether there was one.
fn take_prompt(lines: &mut Vec<&str>, prompt: &Prompt) -> bool {
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    if !lines.last().is_some_and(|line| prompt.is(line)) {
        return false;
    }
    lines.pop();
    for above in prompt.above.iter().rev() {
        if lines.last().is_some_and(|line| line.trim() == above) {
            lines.pop();
        }
    }
    true
}

/// What follows the echo of a command; `None` where there is none.
pub(super) fn after_echo<'a>(screen: &'a str, command: &str, prompt: &Prompt) -> Option<&'a str> {
    let mut start = 0;
    for line in screen.split_inclusive('\n').take(LINES_BEFORE_ECHO) {
        let rest = &screen[start..];
        let with_prompt = (!prompt.line.is_empty()).then(|| rest.strip_prefix(prompt.line.as_str())).flatten();
        if let Some(after) = with_prompt.and_then(|rest| echoed(rest, command)).or_else(|| echoed(rest, command)) {
            return Some(after);
        }
        start += line.len();
    }
    // Scrolled: the line shows `$` and the end of the command.
    let (first, after) = screen.split_once('\n')?;
    let length = command.chars().count();
    let tail: String = command.chars().skip(length.saturating_sub(TAIL)).collect();
    (length > TAIL && first.contains('$') && first.trim_end().ends_with(&tail)).then_some(after)
}

/// What follows `command` at the start of `text`, whatever spaces and line ends a terminal has put into it.
fn echoed<'a>(text: &'a str, command: &str) -> Option<&'a str> {
    let mut wanted = command.chars().filter(|c| !c.is_whitespace()).peekable();
    for (at, c) in text.char_indices() {
        match wanted.peek() {
            Some(next) if *next == c => {
                wanted.next();
            }
            Some(_) if c.is_whitespace() => {}
            Some(_) => return None,
            // The rest of its line is empty, or it is the beginning of a longer word.
            None if c == '\n' => return Some(&text[at + 1..]),
            None if c.is_whitespace() => {}
            None => return None,
        }
    }
    wanted.peek().is_none().then_some("")
}

/// The line with which the device refused, if it did.
pub(super) fn refusal(output: &str, signs: &[&str]) -> Option<String> {
    let lines: Vec<&str> = output.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > REFUSAL_LINES {
        return None;
    }
    let is_refusal = |line: &&&str| {
        let line = line.to_lowercase();
        signs.iter().any(|sign| line.contains(sign))
    };
    lines.iter().find(is_refusal).map(|line| words(line))
}

/// Takes the line off with which IOS-XR says what time it is.
pub(super) fn without_time(output: &str) -> &str {
    let Some((first, rest)) = output.trim_start_matches('\n').split_once('\n') else { return output };
    if is_time(first) { rest } else { output }
}

/// `Tue Mar 12 10:21:33.123 UTC`.
fn is_time(line: &str) -> bool {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let [day, month, number, clock, ..] = parts[..] else { return false };
    parts.len() <= 6
        && ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&day)
        && month.len() == 3
        && number.parse::<u8>().is_ok()
        && clock.matches(':').count() == 2
        && clock.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn prompt(line: &str) -> Prompt {
        Prompt { line: line.to_owned(), above: Vec::new() }
    }

    #[test]
    fn echo_and_prompts_are_taken_off_however_they_come() {
        for (screen, output) in [
            ("show clock\n10:00\nsw1#", "10:00\n"),
            ("show clock\n10:00\n\nsw1#\nsw1#", "10:00\n"),
            ("sh\now clo\nck\n10:00\nsw1#", "10:00\n"),
            ("sw1#show clock\n10:00\nsw1#", "10:00\n"),
            ("\n%SYS-5-CONFIG_I: Configured\nsw1#show clock\n10:00\nsw1#", "10:00\n"),
            ("10:00\nsw1#", "10:00\n"),
            ("\n10:00\nsw1#", "10:00\n"),
            ("show clock\nsw1#", ""),
            ("show clock\n  indented\n\nlast\nsw1#", "  indented\n\nlast\n"),
            ("show clock detail\nx\nsw1#", "show clock detail\nx\n"),
        ] {
            assert_eq!(trim(screen, "show clock", &prompt("sw1#")), output, "{screen:?}");
        }
    }

    #[test]
    fn what_a_device_shows_above_its_prompt_is_taken_off() {
        let prompt = Prompt { line: "noc@r1>".into(), above: vec!["{master:0}".into()] };
        assert_eq!(trim("show x\nan answer\n\n{master:0}\nnoc@r1>", "show x", &prompt), "an answer\n");
    }

    #[test]
    fn a_prompt_that_answers_an_empty_line_stands_twice() {
        let plain = prompt("sw1#");
        for (screen, is_so) in [
            ("x\nsw1#\nsw1#", true),
            ("x\nsw1#\n\nsw1#", true),
            ("x\nsw1#", false),
            ("x\nsw1#\nsw1#\n", false),
            ("sw1#\nlog\nsw1#", false),
            ("sw1#log\nsw1#", false),
            ("", false),
        ] {
            assert_eq!(ends_in_two_prompts(screen, &plain), is_so, "{screen:?}");
        }
        let junos = Prompt { line: "noc@r1>".into(), above: vec!["{master:0}".into()] };
        assert!(ends_in_two_prompts("x\n\n{master:0}\nnoc@r1>\n{master:0}\nnoc@r1>", &junos));
    }

    #[test]
    fn a_scrolled_echo_is_known_by_its_end() {
        let command = "show running-config | include a very long expression";
        assert_eq!(trim("sw1#$ude a very long expression\nx\nsw1#", command, &prompt("sw1#")), "x\n");
    }

    #[test]
    fn a_refusal_is_told_from_an_answer_that_has_its_words() {
        let signs = ["% invalid input"];
        let refused = "show foo\n          ^\n% Invalid input detected at '^' marker.\n";
        assert_eq!(refusal(refused, &signs).unwrap(), "% Invalid input detected at '^' marker.");
        let long = format!("% Invalid input\n{}", "a line\n".repeat(6));
        assert_eq!(refusal(&long, &signs), None);
        assert_eq!(refusal("", &signs), None);
    }

    #[test]
    fn the_time_of_ios_xr_is_taken_off_and_nothing_else() {
        assert_eq!(without_time("Tue Mar 12 10:21:33.123 UTC\nan answer\n"), "an answer\n");
        assert_eq!(without_time("\nTue Mar 12 10:21:33.123 UTC\nan answer\n"), "an answer\n");
        assert_eq!(without_time("Tue Mar 12 is the day\nx\n"), "Tue Mar 12 is the day\nx\n");
        assert_eq!(without_time("one line"), "one line");
    }

    proptest! {
        #[test]
        fn nothing_panics(screen: String, command: String, line: String) {
            let trimmed = trim(&screen, &command, &prompt(&line));
            refusal(&trimmed, &["error"]);
            without_time(&trimmed);
        }
    }
}
