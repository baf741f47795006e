//! What the monitoring says of one host.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One host as CheckMK's setup describes it, without the secrets found there.
///
/// No field is ever an empty string: what has no value is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// The site that was asked; a name is unique in it.
    pub site: String,
    /// Its name there, in the case it is written in.
    pub name: String,
    /// Where it lies in the setup: `/network/par`, or `/`.
    pub folder: String,
    /// What people call it.
    pub alias: Option<String>,
    /// Its IPv4 address, or a name that has one; CheckMK asks DNS where there is neither.
    pub ip4: Option<String>,
    /// Its IPv6 address, or a name that has one.
    pub ip6: Option<String>,
    /// Its labels.
    pub labels: BTreeMap<String, String>,
    /// Its host tags, by their groups: `agent`, `address_family`.
    pub tags: BTreeMap<String, String>,
    /// Whether it stands for several others.
    pub is_cluster: bool,
    /// The hosts that a cluster stands for.
    pub cluster_nodes: Vec<String>,
    /// Whether it is kept in the setup without being monitored.
    pub is_offline: bool,
    /// The site that monitors it, where that is set.
    pub monitored_by: Option<String>,
    /// Whatever else is set on it. Never a secret.
    pub attributes: BTreeMap<String, Value>,
}

/// A folder of CheckMK's setup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// `/network/par`, or `/`.
    pub path: String,
    /// What people call it.
    pub title: Option<String>,
}
