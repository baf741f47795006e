//! Enough of regular expressions to tell escaped text from unescaped.

/// One step of an expression: a character, or any, once or as often as possible.
struct Step {
    character: Option<char>,
    repeated: bool,
}

/// Whether `pattern` occurs in `text`, in whatever case: `.`, `*`, `^`, `$` and backslashes mean what they always do.
///
/// What else an expression may contain matches nothing, so that a reader who forgets to escape it is found out.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let pattern = pattern.to_lowercase();
    let (pattern, from_start) = match pattern.strip_prefix('^') {
        Some(rest) => (rest, true),
        None => (pattern.as_str(), false),
    };
    let Some((steps, to_end)) = steps(pattern) else { return false };
    let starts = if from_start { 0..=0 } else { 0..=text.len() };
    starts.into_iter().any(|start| here(&steps, &text[start..], to_end))
}

fn steps(pattern: &str) -> Option<(Vec<Step>, bool)> {
    let mut steps: Vec<Step> = Vec::new();
    let mut characters = pattern.chars().peekable();
    while let Some(c) = characters.next() {
        let character = match c {
            '$' if characters.peek().is_none() => return Some((steps, true)),
            '*' => {
                steps.last_mut()?.repeated = true;
                continue;
            }
            '.' => None,
            '\\' => Some(characters.next().filter(|c| !c.is_alphanumeric())?),
            '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' => return None,
            other => Some(other),
        };
        steps.push(Step { character, repeated: false });
    }
    Some((steps, false))
}

fn here(steps: &[Step], text: &[char], to_end: bool) -> bool {
    let Some((step, rest)) = steps.split_first() else { return !to_end || text.is_empty() };
    let fits = |c: &char| step.character.is_none_or(|wanted| wanted == *c);
    if step.repeated {
        let most = text.iter().take_while(|c| fits(c)).count();
        return (0..=most).any(|taken| here(rest, &text[taken..], to_end));
    }
    text.split_first().is_some_and(|(c, text)| fits(c) && here(rest, text, to_end))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn punctuation_means_something_unless_escaped() {
        for (pattern, text, expected) in [
            ("core", "par-CORE-1", true),
            ("^core", "par-core-1", false),
            ("a.c", "abc", true),
            (r"a\.c", "abc", false),
            (r"a\.c", "a.c", true),
            (".*", "", true),
            (r"\.\*", "anything", false),
            ("a(b", "a(b", false),
            (r"a\(b", "a(b", true),
            ("1$", "core-12", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
        }
    }
}
