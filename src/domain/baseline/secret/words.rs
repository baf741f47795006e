//! The words of a line, and where they stand.

/// One word: what it says, and where. What stands in quotation marks is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'l> {
    /// Without quotation marks, and without the sign that ends a statement.
    pub(super) text: &'l str,
    /// Where it begins, in bytes, with its quotation mark.
    pub(super) from: usize,
    /// Where it ends, likewise.
    pub(super) to: usize,
    /// Whether it stood in quotation marks, or is a mark: what follows is no part of it.
    pub(super) quoted: bool,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    /// A short number, as those that say how a secret is written.
    pub(super) fn is_number(&self) -> bool {
        const LONGEST: usize = 4;
        (1..=LONGEST).contains(&self.text.len()) && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// The words of a line.
pub(super) struct Words<'l> {
    pub(super) all: Vec<Word<'l>>,
    /// Whether Junos says that the line has a secret in it.
    pub(super) is_told: bool,
}

impl<'l> Words<'l> {
    pub(super) fn of(line: &'l str) -> Self {
        /// What Junos writes behind its secrets.
        const TOLD: &str = "## SECRET-DATA";
        let end = line.find(TOLD);
        let body = &line[..end.unwrap_or(line.len())];
        Self { all: split(body), is_told: end.is_some() }
    }
}

/// What may stand behind a word in quotation marks.
const CLOSING: &[char] = &[';', ',', ']', '}'];

fn split(line: &str) -> Vec<Word<'_>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| !c.is_whitespace()).map(|next| at + next) {
        let quote = line[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let closing = quote.and_then(|quote| line[start + 1..].find(quote).map(|end| start + 1 + end));
        if let Some(end) = closing.filter(|end| is_end(&line[end + 1..])) {
            all.push(Word { text: &line[start + 1..end], from: start, to: end + 1, quoted: true });
            at = end + 1;
            continue;
        }
        let end = line[start..].find(char::is_whitespace).map_or(line.len(), |end| start + end);
        // `;` ends a statement of Junos, `{` opens one; alone they are no words.
        let text = line[start..end].trim_end_matches(';');
        let bare = text.trim_end_matches(CLOSING);
        let text = if super::is_mark(bare) { bare } else { text };
        if !text.is_empty() && !matches!(text, "{" | "}") {
            all.push(Word { text, from: start, to: start + text.len(), quoted: super::is_mark(text) });
        }
        at = end;
    }
    all
}

/// Whether a word may end before this.
fn is_end(rest: &str) -> bool {
    rest.trim_start_matches(CLOSING).chars().next().is_none_or(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_they_are_told_to_stand() {
        let line = "  secret \"my own\"; key 7 0822; { \"open";
        let words = split(line);
        let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
        assert_eq!(texts, ["secret", "my own", "key", "7", "0822", "\"open"]);
        // None of these is a mark.
        let inside = |word: &Word<'_>| usize::from(word.quoted);
        assert!(words.iter().all(|word| &line[word.from + inside(word)..word.to - inside(word)] == word.text));
        assert!(Words::of("x \"$9$a\"; ## SECRET-DATA").is_told);
    }
}
