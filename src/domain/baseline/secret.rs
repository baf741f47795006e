//! Secrets in what devices print, and marks in their place.
//!
//! What follows a word such as `password`, `key` or `community` is taken for one, up to the end of the line, unless the
//! grammar of that line goes on behind it: rather too much is marked than too little. Hashes are secrets as well: they
//! can be tried out. A mark is the same for the same secret, so that a secret that changed shows as a change.

mod grammar;
mod words;

use std::sync::LazyLock;

use regex::{Captures, Regex};

use self::words::Words;

/// Gives the digest that stands for a secret: hexadecimal digits, by a key that only the house has.
pub type Mark<'m> = &'m (dyn Fn(&str) -> String + Sync);

const BEGIN: &str = "*secret:";
const END: &str = "*";

/// A secret with a mark in its place; a mark stays what it is.
pub(super) fn marked(secret: &str, mark: Mark<'_>) -> String {
    if is_mark(secret) { secret.to_owned() } else { format!("{BEGIN}{}{END}", mark(secret)) }
}

fn is_mark(text: &str) -> bool {
    let digest = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
    digest.is_some_and(|digest| !digest.is_empty() && digest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A text with marks in the place of secrets.
pub(super) fn mask(text: &str, mark: Mark<'_>) -> String {
    let mut masker = Masker::new(mark);
    if !text.contains('\n') {
        return masker.one(text);
    }
    let mut lines: Vec<String> = text.split('\n').filter_map(|line| masker.line(line)).collect();
    lines.extend(masker.finish());
    lines.join("\n")
}

/// Goes through the lines of an output.
pub(super) struct Masker<'m> {
    mark: Mark<'m>,
    /// How far the block of SNMP that is open is indented, in curly braces or in XML.
    snmp: Option<usize>,
    /// The lines of a private key that is open.
    key: Option<Vec<String>>,
}

impl<'m> Masker<'m> {
    pub(super) fn new(mark: Mark<'m>) -> Self {
        Self { mark, snmp: None, key: None }
    }

    /// The line with marks; `None` where it is part of a private key, of which one mark is left in the end.
    pub(super) fn line(&mut self, line: &str) -> Option<String> {
        if let Some(key) = &mut self.key {
            if !line.contains("-----END ") {
                key.push(line.trim().to_owned());
                return None;
            }
            let whole = self.key_mark();
            self.key = None;
            return Some(whole.map_or_else(|| line.to_owned(), |whole| format!("{whole}\n{line}")));
        }
        if line.contains("-----BEGIN ") && line.contains("PRIVATE KEY") {
            self.key = Some(Vec::new());
            return Some(line.to_owned());
        }
        Some(self.one(line))
    }

    /// The mark of a private key that never ended.
    pub(super) fn finish(mut self) -> Option<String> {
        let whole = self.key_mark();
        self.key = None;
        whole
    }

    fn key_mark(&self) -> Option<String> {
        let lines = self.key.as_ref().filter(|lines| !lines.is_empty())?;
        Some(marked(&lines.join("\n"), self.mark))
    }

    fn one(&mut self, line: &str) -> String {
        self.follow_blocks(line);
        let said = self.of_words(line);
        self.of_shapes(&said)
    }

    /// Whether what follows is about SNMP, where a community is a secret; elsewhere it is one of BGP.
    fn follow_blocks(&mut self, line: &str) {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        match self.snmp {
            None if words == "snmp {" || words == "<snmp>" => self.snmp = Some(indent),
            Some(outer) if indent <= outer && (words.starts_with('}') || words == "</snmp>") => self.snmp = None,
            _ => {}
        }
    }

    /// What the words before it say is a secret.
    fn of_words(&self, line: &str) -> String {
        let words = Words::of(line);
        let mut out = String::with_capacity(line.len());
        let mut done = 0;
        for (from, to) in grammar::secrets(&words, self.snmp.is_some()) {
            out.push_str(&line[done..from]);
            // In quotation marks it is the same secret.
            out.push_str(&marked(line[from..to].trim_matches(['"', '\'']), self.mark));
            done = to;
        }
        out.push_str(&line[done..]);
        out
    }

    /// What looks like a secret wherever it stands: hashes, passwords in addresses, the insides of XML elements.
    fn of_shapes(&self, line: &str) -> String {
        static HASH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\$[0-9a-z]{1,8}\$[^\s";,<>]{4,}"#).ok());
        static ADDRESS: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r#"([a-z][a-z0-9+.-]*://[^\s/:@]+:)([^\s/@]+)(@)"#).ok());
        static ELEMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"(?i)(<[a-z0-9:_-]*(?:passw|secret|passphrase|community|key|psk)[a-z0-9:_-]*(?: [^<>]*)?>)([^<>\s][^<>]*)(</)").ok()
        });
        static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(<name>)([^<>\s][^<>]*)(</)").ok());
        let mut line = line.to_owned();
        let inside = |found: &Captures<'_>| {
            let part = |at| found.get(at).map_or("", |part| part.as_str());
            format!("{}{}{}", part(1), marked(part(2), self.mark), part(3))
        };
        let shapes = [(&ADDRESS, true), (&ELEMENT, true), (&NAME, self.snmp.is_some())];
        for (shape, holds) in shapes {
            if let Some(shape) = shape.as_ref().filter(|_| holds) {
                line = shape.replace_all(&line, inside).into_owned();
            }
        }
        if let Some(hash) = &*HASH {
            line = hash.replace_all(&line, |found: &Captures<'_>| marked(&found[0], self.mark)).into_owned();
        }
        line
    }
}

#[cfg(test)]
mod tests;
