//! Where settings come from: options before the environment before a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ConfigError;
use super::variables::{VARIABLES, Variable, resembling};

/// A value and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) text: String,
    pub(super) origin: Origin,
}

/// Where a value stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On the command line.
    Flag,
    /// In the environment.
    Environment,
    /// In the file named by `--config`.
    File {
        /// The file.
        path: PathBuf,
        /// Its line.
        line: usize,
    },
    /// Nowhere: the default, or something missing.
    Nowhere,
}

/// All that was said. An empty value counts as not said, as in a unit file that leaves one open.
#[derive(Default)]
pub struct Layers {
    flags: BTreeMap<&'static str, String>,
    environment: BTreeMap<String, String>,
    file: BTreeMap<String, Given>,
    wrong: Vec<ConfigError>,
}

impl std::fmt::Debug for Layers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Secrets are among the values.
        f.debug_struct("Layers").field("flags", &self.flags.keys()).finish_non_exhaustive()
    }
}

impl Layers {
    /// What an environment says.
    pub fn environment(variables: impl IntoIterator<Item = (String, String)>) -> Self {
        let ours = variables.into_iter().filter(|(name, value)| name.starts_with("NOC_") && !value.is_empty());
        Self { environment: ours.collect(), ..Self::default() }
    }

    /// With an option of the command line, named as in [`Variable::flag`].
    #[must_use]
    pub fn with_flag(mut self, flag: &'static str, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.flags.insert(flag, value);
        }
        self
    }

    /// With a file of `NAME=value` lines as systemd reads them; comments begin with `#` or `;`.
    #[must_use]
    pub fn with_file(mut self, path: &Path) -> Self {
        match std::fs::read_to_string(path) {
            Ok(text) => self.read_lines(path, &text),
            Err(e) => self.wrong.push(ConfigError {
                name: "--config",
                origin: Origin::Flag,
                problem: format!("{} cannot be read: {e}", path.display()),
            }),
        }
        self
    }

    fn read_lines(&mut self, path: &Path, text: &str) {
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            let origin = Origin::File { path: path.to_owned(), line: i + 1 };
            match line.split_once('=').map(|(name, value)| (name.trim(), unquoted(value.trim()))) {
                Some((name, Some(text))) if !name.is_empty() && !name.contains(char::is_whitespace) => {
                    if !text.is_empty() {
                        self.file.insert(name.to_owned(), Given { text, origin });
                    }
                }
                // The line itself is not repeated: it may be a password that slipped.
                _ => self.wrong.push(ConfigError {
                    name: "--config",
                    origin,
                    problem: "is no line of the form NAME=value".to_owned(),
                }),
            }
        }
    }

    /// What is said about `variable`, by whoever goes first.
    pub(super) fn get(&self, variable: &Variable) -> Option<Given> {
        let flag = variable.flag.and_then(|flag| self.flags.get(flag));
        let flag = flag.map(|text| Given { text: text.clone(), origin: Origin::Flag });
        let environment = || self.environment.get(variable.name);
        flag.or_else(|| environment().map(|text| Given { text: text.clone(), origin: Origin::Environment }))
            .or_else(|| self.file.get(variable.name).cloned())
    }

    /// Mistakes met while reading them.
    pub(super) fn wrong(&self) -> &[ConfigError] {
        &self.wrong
    }

    /// Names like ours that are none of ours, each with a sentence.
    pub(super) fn unknown(&self) -> Vec<String> {
        let mut names: Vec<&str> = self.environment.keys().chain(self.file.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| name.starts_with("NOC_") && VARIABLES.iter().all(|v| v.name != *name));
        let told = |name: &str| match resembling(name) {
            Some(meant) => format!("there is no setting {name}; did you mean {meant}?"),
            None => format!("there is no setting {name}"),
        };
        names.into_iter().map(told).collect()
    }
}

/// A value without its quotes; `None` when they do not close.
fn unquoted(value: &str) -> Option<String> {
    match value.chars().next() {
        Some('\'') => Some(value.strip_prefix('\'')?.strip_suffix('\'')?.to_owned()),
        Some('"') => {
            let mut inner = value.strip_prefix('"')?.chars();
            let mut text = String::new();
            loop {
                match inner.next()? {
                    '"' => return inner.as_str().is_empty().then_some(text),
                    '\\' => text.push(inner.next()?),
                    c => text.push(c),
                }
            }
        }
        _ => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_taken_off_as_systemd_does() {
        for (value, expected) in [
            ("plain # text", Some("plain # text")),
            ("'single \" one'", Some("single \" one")),
            (r#""a \"b\" \\ c""#, Some(r#"a "b" \ c"#)),
            (r#""open"#, None),
            (r#""closed" too"#, None),
            ("'", None),
            ("", Some("")),
        ] {
            assert_eq!(unquoted(value).as_deref(), expected, "{value}");
        }
    }
}
