//! Output as it comes from a terminal.

/// The lines of an output as a person sees them: ends of lines of any kind, no colours, no control characters.
pub(crate) fn clean(output: &str) -> String {
    let mut clean = String::with_capacity(output.len());
    let mut characters = output.chars().peekable();
    while let Some(character) = characters.next() {
        let character = match character {
            // CSI: up to its final letter.
            '\u{1b}' => {
                if characters.next_if_eq(&'[').is_some() {
                    while characters.next_if(|next| matches!(next, ' '..='?')).is_some() {}
                    let _ = characters.next_if(|next| matches!(next, '@'..='~'));
                }
                continue;
            }
            '\r' => {
                let _ = characters.next_if_eq(&'\n');
                '\n'
            }
            '\n' | '\t' => character,
            control if control.is_control() => continue,
            other => other,
        };
        clean.push(character);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_takes_for_itself_is_gone() {
        assert_eq!(clean("a\r\nb\rc\n\u{1b}[1;32mgreen\u{1b}[0m\u{8}\u{7}\t.\u{1b}"), "a\nb\nc\ngreen\t.");
    }
}
