//! From the bytes that a device sends to a terminal to the text that a person would see there.

/// The text of `bytes`: lines end in `\n`, what was overwritten or erased is gone, and so is what only moves the
/// cursor or colours. Bytes that are no UTF-8 become `�`. No line ends in spaces.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut screen = Screen::default();
    let decoded = String::from_utf8_lossy(bytes);
    let mut chars = decoded.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => screen.escape(&mut chars),
            '\n' => screen.end_line(),
            '\r' => screen.column = 0,
            '\u{8}' => screen.column = screen.column.saturating_sub(1),
            '\t' => screen.put('\t'),
            c if c.is_control() => {}
            c => screen.put(c),
        }
    }
    screen.flush();
    screen.done
}

/// No terminal is wider: a cursor that is sent further stays there, whatever a device asks for.
const WIDEST: usize = 100_000;

#[derive(Default)]
struct Screen {
    done: String,
    line: Vec<char>,
    column: usize,
}

impl Screen {
    fn put(&mut self, c: char) {
        if self.column < self.line.len() {
            self.line[self.column] = c;
        } else {
            self.line.resize(self.column, ' ');
            self.line.push(c);
        }
        self.column += 1;
    }

    fn flush(&mut self) {
        let kept = self.line.iter().rposition(|c| *c != ' ').map_or(0, |last| last + 1);
        self.done.extend(&self.line[..kept]);
        self.line.clear();
        self.column = 0;
    }

    fn end_line(&mut self) {
        self.flush();
        self.done.push('\n');
    }

    fn escape(&mut self, chars: &mut std::str::Chars<'_>) {
        match chars.next() {
            Some('[') => self.control(chars),
            // A title of a window, up to its end.
            Some(']') => {
                while let Some(c) = chars.next() {
                    if c == '\u{7}' || (c == '\u{1b}' && chars.next().is_some()) {
                        break;
                    }
                }
            }
            // A set of characters, named by the next one.
            Some('(' | ')' | '#' | '%') => {
                chars.next();
            }
            _ => {}
        }
    }

    /// A control sequence (ECMA-48, 5.4): parameters, then the letter that says what it is.
    fn control(&mut self, chars: &mut std::str::Chars<'_>) {
        let mut parameters = String::new();
        for c in chars.by_ref() {
            if ('\u{40}'..='\u{7e}').contains(&c) {
                let number: Option<usize> = parameters.split(';').next().and_then(|first| first.parse().ok());
                return self.obey(c, number);
            }
            parameters.push(c);
        }
    }

    fn obey(&mut self, letter: char, number: Option<usize>) {
        match letter {
            // Erases to the end of the line or of the screen, up to here, or all.
            'K' | 'J' => match number.unwrap_or(0) {
                0 => self.line.truncate(self.column),
                1 => {
                    let until = self.column.min(self.line.len());
                    self.line[..until].fill(' ');
                }
                _ => self.line.clear(),
            },
            'D' => self.column = self.column.saturating_sub(number.unwrap_or(1).max(1)),
            'C' => self.column = self.column.saturating_add(number.unwrap_or(1).max(1)).min(WIDEST),
            'G' => self.column = number.unwrap_or(1).saturating_sub(1).min(WIDEST),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_person_would_see_is_kept() {
        for (bytes, seen) in [
            (&b"one\r\ntwo\r\n"[..], "one\ntwo\n"),
            (b"one\n\rtwo\r\r\nthree", "one\ntwo\nthree"),
            (b"--More--\x08\x08\x08\x08\x08\x08\x08\x08        \x08\x08\x08\x08\x08\x08\x08\x08next", "next"),
            (b" --More-- \r          \rnext line\r\n", "next line\n"),
            (b"--More--\x1b[8D\x1b[Knext", "next"),
            (b"\x1b[1;31mred\x1b[0m \x1b]0;title\x07text", "red text"),
            (b"\x1b]0;title\x1b\\text", "text"),
            (b"\x1b(Bplain\x00\x07", "plain"),
            (b"a\xffb", "a\u{fffd}b"),
            ("Zürich   \r\n".as_bytes(), "Zürich\n"),
            (b"abc\x1b[2Kx", "   x"),
            (b"broken \x1b[12", "broken"),
            (b"a\tb", "a\tb"),
            (b"\x1b[99999999999999999999Cx", " x"),
        ] {
            assert_eq!(text(bytes), seen, "{:?}", String::from_utf8_lossy(bytes));
        }
        assert!(text(b"\x1b[9999999Cx").len() <= WIDEST + 1);
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes: Vec<u8>) {
            text(&bytes);
        }

        #[test]
        fn plain_text_stays(lines in proptest::collection::vec("[a-zA-Z0-9,.]{0,30}", 0..10)) {
            prop_assert_eq!(text(lines.join("\r\n").as_bytes()), lines.join("\n"));
        }
    }
}
