//! What devices are asked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::access::Access;
use crate::device::commands;
use crate::device::platform::Platform;

/// Commands of one device; more are a collection of logs, and no baseline.
const MOST: usize = 50;
/// Longest command, as devices take it.
const LONGEST: usize = 480;

/// What devices are asked: the usual things of their platform, these, or for each platform its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Commands {
    /// These, whatever the platform; none of them: the usual ones.
    All(Vec<String>),
    /// For each of these platforms these; the usual ones for others.
    ByPlatform(BTreeMap<String, Vec<String>>),
}

/// One command, and what it means that a device does not take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) command: String,
    /// Nobody asked for it by name, and some models do without.
    pub(super) may_be_unknown: bool,
}

impl Default for Commands {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Commands {
    pub(super) fn is_usual(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// Refuses too many commands.
    pub(super) fn understood(&self) -> Result<(), String> {
        match self.lists().into_iter().find(|(_, commands)| commands.len() > MOST) {
            Some((_, commands)) => Err(format!("`commands`: {MOST} are the most, not {}", commands.len())),
            None => Ok(()),
        }
    }

    /// Refuses names of platforms that there are not, and what is not let through to devices: of a platform, or, where
    /// none is named, of any. Without a way in to devices, it is the platforms' own lists that decide.
    pub(super) fn check(&self, access: Option<&Access>) -> Result<(), String> {
        let makes = access.map(|access| access.makes().clone()).unwrap_or_default();
        for (name, commands) in self.lists() {
            let platforms: Vec<&Platform> = match name {
                None => makes.names().filter_map(|name| makes.of_driver(name)).collect(),
                Some(name) => vec![makes.of_driver(name).ok_or_else(|| {
                    let known: Vec<&str> = makes.names().collect();
                    format!("`commands`: there is no platform `{name}`; known are {}", known.join(", "))
                })?],
            };
            for command in commands {
                let mut refused = platforms.iter().map(|platform| allowed(access, platform, command).err());
                let first = refused.next().flatten();
                if let Some(refusal) = first.filter(|_| refused.all(|refusal| refusal.is_some())) {
                    return Err(format!("`commands`: `{command}`: {refusal}"));
                }
            }
        }
        Ok(())
    }

    /// What a device of a platform is asked, each command once.
    pub(super) fn of(&self, platform: &'static Platform) -> Vec<Question> {
        let is_it = |(name, _): &(Option<&str>, &[String])| name.is_none_or(|name| platform.is_called(name));
        let asked = self.lists().into_iter().find(is_it).map(|(_, commands)| commands).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let asked = asked.iter().map(|command| command.trim()).filter(|command| seen.insert(*command));
        let asked: Vec<Question> = asked.map(|command| Question::new(command, false)).collect();
        if !asked.is_empty() {
            return asked;
        }
        let always = platform.usual.always.iter().map(|command| Question::new(command, false));
        always.chain(platform.usual.where_known.iter().map(|command| Question::new(command, true))).collect()
    }

    fn lists(&self) -> Vec<(Option<&str>, &[String])> {
        match self {
            Self::All(all) => vec![(None, all)],
            Self::ByPlatform(each) => each.iter().map(|(name, all)| (Some(name.as_str()), all.as_slice())).collect(),
        }
    }
}

/// Whether a command is let through to devices of a platform.
fn allowed(access: Option<&Access>, platform: &Platform, command: &str) -> Result<(), commands::Refusal> {
    match access {
        Some(access) => access.check(platform, command),
        None => commands::check(platform, command, &[]),
    }
}

impl Question {
    fn new(command: &str, may_be_unknown: bool) -> Self {
        Self { command: command.to_owned(), may_be_unknown }
    }
}

impl JsonSchema for Commands {
    fn schema_name() -> Cow<'static, str> {
        "Commands".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let list = json_schema!({
            "type": "array",
            "maxItems": MOST,
            "items": { "type": "string", "minLength": 1, "maxLength": LONGEST },
            "title": "a list of commands",
        });
        json_schema!({
            "anyOf": [
                list,
                { "type": "object", "additionalProperties": list, "title": "an object of platforms, each with its list" },
            ],
        })
    }
}
