//! Templates that somebody else wrote: an installed ntc-templates.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

use super::{Template, Unknown};

/// Longest index, in bytes. That of ntc-templates has a twentieth of it.
const LONGEST_INDEX: u64 = 4 * 1024 * 1024;
/// How large one pattern of a command may become. A command is a short line.
const LARGEST_PATTERN: usize = 256 * 1024;

/// Where the index may be below the directory that was named: in it, or in the package of Python.
const PLACES: [&str; 4] = ["", "templates", "ntc_templates/templates", "ntc_templates"];

/// Why there are no templates.
#[derive(Debug, thiserror::Error)]
pub enum CannotLoad {
    /// It is nowhere.
    #[error("there is no file named index in {0}, nor in its ntc_templates/templates")]
    NoIndex(PathBuf),
    /// It is there, and cannot be read.
    #[error("cannot read {0}")]
    Read(PathBuf, #[source] io::Error),
    /// It is far larger than any index.
    #[error("{0} is larger than {LONGEST_INDEX} bytes")]
    TooLong(PathBuf),
    /// It does not say which column is which.
    #[error("{0} has no line that names the columns Template, Platform and Command")]
    NoColumns(PathBuf),
}

/// The templates of a directory, by platform and command.
#[derive(Debug)]
pub struct Templates {
    place: PathBuf,
    platforms: HashMap<String, Vec<Line>>,
    skipped: Vec<String>,
    compiled: Mutex<HashMap<String, Arc<Result<Template, String>>>>,
}

/// The rows of an output, and the lines that no row was made of.
pub type Rows = (Vec<Map<String, Value>>, Vec<String>);

/// One line of the index.
#[derive(Debug)]
struct Line {
    template: String,
    command: Regex,
}

impl Templates {
    /// Reads the index; the templates themselves are read when they are first needed.
    ///
    /// # Errors
    /// When there is no index, or it is none.
    pub fn load(directory: &Path) -> Result<Self, CannotLoad> {
        let place = PLACES.iter().map(|place| directory.join(place)).find(|place| place.join("index").is_file());
        let place = place.ok_or_else(|| CannotLoad::NoIndex(directory.to_owned()))?;
        let index = place.join("index");
        let length = fs::metadata(&index).map_err(|error| CannotLoad::Read(index.clone(), error))?.len();
        if length > LONGEST_INDEX {
            return Err(CannotLoad::TooLong(index));
        }
        let text = fs::read_to_string(&index).map_err(|error| CannotLoad::Read(index.clone(), error))?;
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let columns = lines.next().and_then(Columns::read).ok_or(CannotLoad::NoColumns(index))?;
        let mut templates = Self { place, platforms: HashMap::new(), skipped: Vec::new(), compiled: Mutex::default() };
        for line in lines {
            match columns.line(line) {
                Some((platform, line)) => templates.platforms.entry(platform).or_default().push(line),
                None => templates.skipped.push(line.to_owned()),
            }
        }
        Ok(templates)
    }

    /// Lines of the index that were not understood.
    #[must_use]
    pub fn skipped(&self) -> &[String] {
        &self.skipped
    }

    /// The platforms that there are templates for.
    pub fn platforms(&self) -> impl Iterator<Item = &str> {
        self.platforms.keys().map(String::as_str)
    }

    /// Whether there is a template for this command.
    #[must_use]
    pub fn knows(&self, platform: &str, command: &str) -> bool {
        self.name(platform, command).is_some()
    }

    /// Reads an output; `None` when there is no template for it.
    ///
    /// Bounded in memory, and within some seconds in time, whatever the template; nothing to do on the threads of
    /// an asynchronous runtime.
    pub fn parse(&self, platform: &str, command: &str, output: &str) -> Option<Result<Rows, String>> {
        let name = self.name(platform, command)?;
        let mut unknown = Unknown::default();
        Some(match self.template(name).as_ref() {
            Ok(template) => match template.read(output, &mut unknown) {
                Ok(rows) => {
                    if rows.is_empty() {
                        // Made for another version of the software, it would seem.
                        unknown.lines(output);
                    }
                    Ok((rows.into_iter().map(super::Row::into_json).collect(), unknown.into_lines()))
                }
                Err(why) => Err(format!("{name}: {why}")),
            },
            Err(why) => Err(format!("{name}: {why}")),
        })
    }

    fn name(&self, platform: &str, command: &str) -> Option<&str> {
        let lines = self.platforms.get(&platform.trim().to_ascii_lowercase())?;
        // Between words, devices take any space for one.
        let command = command.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.iter().find(|line| line.command.is_match(&command)).map(|line| line.template.as_str())
    }

    fn template(&self, name: &str) -> Arc<Result<Template, String>> {
        let known = self.compiled.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        known.unwrap_or_else(|| {
            let read = fs::read_to_string(self.place.join(name)).map_err(|error| error.to_string());
            let template = Arc::new(read.and_then(|text| Template::compile(&text)));
            let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
            compiled.entry(name.to_owned()).or_insert(template).clone()
        })
    }
}

/// Which column of the index is which.
struct Columns {
    template: usize,
    platform: usize,
    command: usize,
    count: usize,
}

impl Columns {
    fn read(line: &str) -> Option<Self> {
        let names: Vec<&str> = line.split(',').map(str::trim).collect();
        let at = |name: &str| names.iter().position(|is| is.eq_ignore_ascii_case(name));
        let platform = at("Platform").or_else(|| at("Vendor"))?;
        Some(Self { template: at("Template")?, platform, command: at("Command")?, count: names.len() })
    }

    fn line(&self, line: &str) -> Option<(String, Line)> {
        // What the last column has may have commas of its own.
        let columns: Vec<&str> = line.splitn(self.count, ',').map(str::trim).collect();
        let template = *columns.get(self.template)?;
        // A name, and not a way out of the directory. Several templates for one output (`a:b`) are not merged.
        if template.is_empty() || template.contains(['/', '\\', ':']) || template.starts_with('.') {
            return None;
        }
        let platform = columns.get(self.platform)?.to_ascii_lowercase();
        Some((platform, Line { template: template.to_owned(), command: command(columns.get(self.command)?)? }))
    }
}

/// A command of the index: `sh[[ow]] ver[[sion]]` is any of `sh`, `sho`, `show`, with any of `ver`, …, `version`.
fn command(text: &str) -> Option<Regex> {
    let mut pattern = String::from("^(?:");
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[[") {
        let (optional, after) = after.split_once("]]")?;
        pattern.push_str(before);
        for character in optional.chars() {
            pattern.push_str("(?:");
            pattern.push_str(&regex::escape(character.encode_utf8(&mut [0; 4])));
        }
        pattern.push_str(&")?".repeat(optional.chars().count()));
        rest = after;
    }
    pattern.push_str(rest);
    pattern.push_str(")$");
    RegexBuilder::new(&pattern).size_limit(LARGEST_PATTERN).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(index: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, Templates) {
        let directory = tempfile::tempdir().unwrap();
        let place = directory.path().join("ntc_templates/templates");
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join("index"), index).unwrap();
        for (name, text) in files {
            fs::write(place.join(name), text).unwrap();
        }
        let templates = Templates::load(directory.path()).unwrap();
        (directory, templates)
    }

    const INDEX: &str = "# made up\n\nTemplate, Hostname, Platform, Command\n\n\
                         acme_show_ports.textfsm, .*, acme_os, sh[[ow]] po[[rts]]( detail){0,1}\n\
                         acme_broken.textfsm, .*, acme_os, show broken\n\
                         acme_gone.textfsm, .*, acme_os, show gone\n\
                         ../escape.textfsm, .*, acme_os, show escape\n\
                         acme_x.textfsm, .*, acme_os, show (\n\
                         a.textfsm:b.textfsm, .*, acme_os, show both\n";

    #[test]
    fn a_template_is_found_by_its_command_however_short() {
        let ports = "Value PORT (\\S+)\n\nStart\n  ^port ${PORT} -> Record\n";
        let (_kept, templates) =
            library(INDEX, &[("acme_show_ports.textfsm", ports), ("acme_broken.textfsm", "Start")]);
        for command in ["show ports", "sh po", "sho  por detail ", "show po detail"] {
            let (rows, _) = templates.parse("Acme_OS", command, "port a\nport b\n").unwrap().unwrap();
            let ports: Vec<&Value> = rows.iter().map(|row| &row["PORT"]).collect();
            assert_eq!(ports, ["a", "b"], "{command}");
        }
        for command in ["show portsx", "s po", "show escape", "show (", "show both", ""] {
            assert!(templates.parse("acme_os", command, "").is_none(), "{command}");
        }
        assert!(!templates.knows("other", "show ports"));
        assert_eq!(templates.skipped().len(), 3);
    }

    #[test]
    fn a_template_that_is_none_says_so_by_name() {
        let (_kept, templates) = library(INDEX, &[("acme_broken.textfsm", "Value")]);
        for (command, name) in [("show broken", "acme_broken.textfsm: "), ("show gone", "acme_gone.textfsm: ")] {
            let why = templates.parse("acme_os", command, "x").unwrap().unwrap_err();
            assert!(why.starts_with(name), "{why}");
        }
    }

    #[test]
    fn a_directory_without_an_index_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        assert!(matches!(Templates::load(directory.path()), Err(CannotLoad::NoIndex(_))));
        fs::write(directory.path().join("index"), "# nothing\na, b\n").unwrap();
        assert!(matches!(Templates::load(directory.path()), Err(CannotLoad::NoColumns(_))));
    }
}
