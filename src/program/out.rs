//! What goes to standard output: answers, and the lines that say "ready".

use std::io::Write;

use serde_json::Value;

/// Standard output, for people or for programs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Out {
    /// One JSON object a line.
    pub(crate) json: bool,
}

impl Out {
    /// Says something in words, or as an object.
    pub(crate) fn say(self, text: &str, object: &Value) {
        if self.json { self.text(&object.to_string()) } else { self.text(text) }
    }

    /// Says it as it stands.
    pub(crate) fn text(self, text: &str) {
        let mut out = std::io::stdout().lock();
        // Whoever has closed our output has heard enough; a role goes on without listeners.
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    }

    /// The one line by which a role says that it works: `details` are names and values.
    pub(crate) fn ready(self, role: &str, details: &[(&str, Value)]) {
        let version = env!("CARGO_PKG_VERSION");
        let words: Vec<String> = details.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect();
        let text = format!("noc-scheduler {version} {role} ready: {}", words.join("; "));
        let mut object = serde_json::Map::new();
        object.insert("ready".to_owned(), role.into());
        object.insert("version".to_owned(), version.into());
        object.extend(details.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        self.say(&text, &Value::Object(object));
    }
}

/// A value in words: lists with commas, texts without quotes.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
