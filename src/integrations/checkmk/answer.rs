//! Reading what CheckMK answers: every field may be null or missing.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::secrets::{drop_secrets, is_secret};
use crate::domain::Host;
use crate::domain::host::Folder;
use crate::integrations::remote::{plain, text};

/// The answer of `/version`.
#[derive(Deserialize)]
pub(super) struct VersionAnswer {
    pub(super) site: Option<String>,
    pub(super) edition: Option<String>,
    pub(super) versions: Option<Versions>,
}

#[derive(Deserialize)]
pub(super) struct Versions {
    pub(super) checkmk: Option<String>,
}

/// One host, as a member of the list and alone.
#[derive(Deserialize)]
pub(super) struct HostAnswer {
    id: String,
    extensions: Option<HostExtensions>,
}

#[derive(Default, Deserialize)]
struct HostExtensions {
    folder: Option<String>,
    attributes: Option<Map<String, Value>>,
    effective_attributes: Option<Map<String, Value>>,
    is_cluster: Option<bool>,
    is_offline: Option<bool>,
    cluster_nodes: Option<Vec<String>>,
}

impl HostAnswer {
    /// The host, as one of this site; `None` when it has no name.
    pub(super) fn host(self, site: &str) -> Option<Host> {
        let extensions = self.extensions.unwrap_or_default();
        // Those that hold, where they were asked for; else those set on the host itself.
        let mut attributes = extensions.effective_attributes.or(extensions.attributes).unwrap_or_default();
        drop_secrets(&mut attributes);
        let mut take = |name: &str| attributes.remove(name).and_then(said);
        let (alias, ip4, ip6, monitored_by) = (take("alias"), take("ipaddress"), take("ipv6address"), take("site"));
        let labels = match attributes.remove("labels") {
            Some(Value::Object(labels)) => labels,
            _ => Map::new(),
        };
        let mut host = Host {
            site: site.to_owned(),
            name: text(Some(self.id))?,
            folder: path(extensions.folder),
            alias,
            ip4,
            ip6,
            labels: texts(labels),
            tags: BTreeMap::new(),
            is_cluster: extensions.is_cluster.unwrap_or(false),
            cluster_nodes: extensions.cluster_nodes.unwrap_or_default(),
            is_offline: extensions.is_offline.unwrap_or(false),
            monitored_by,
            attributes: BTreeMap::new(),
        };
        for (name, value) in attributes {
            match name.strip_prefix("tag_") {
                Some(group) => host.tags.extend(said(value).map(|tag| (group.to_owned(), tag))),
                None => host.attributes.extend(plain(value).map(|value| (name, value))),
            }
        }
        Some(host)
    }
}

/// A list of folders.
#[derive(Deserialize)]
pub(super) struct Folders {
    pub(super) value: Vec<FolderAnswer>,
}

#[derive(Deserialize)]
pub(super) struct FolderAnswer {
    id: Option<String>,
    title: Option<String>,
    extensions: Option<FolderExtensions>,
}

#[derive(Deserialize)]
struct FolderExtensions {
    path: Option<String>,
}

impl From<FolderAnswer> for Folder {
    fn from(answer: FolderAnswer) -> Self {
        let given = answer.extensions.and_then(|extensions| extensions.path);
        // In an id, `~` stands for `/`.
        let path = path(given.or_else(|| Some(answer.id?.replace('~', "/"))));
        Self { path, title: text(answer.title) }
    }
}

/// The path of a folder, which begins with a slash and does not end with one, the root aside.
fn path(given: Option<String>) -> String {
    let given = text(given).unwrap_or_default();
    format!("/{}", given.trim_matches('/'))
}

fn said(value: Value) -> Option<String> {
    match value {
        Value::String(said) => text(Some(said)),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn texts(map: Map<String, Value>) -> BTreeMap<String, String> {
    let pair = |(key, value): (String, Value)| Some((text(Some(key))?, said(value)?));
    map.into_iter().filter(|(key, _)| !is_secret(key)).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn host(extensions: Value) -> Host {
        let answer: HostAnswer = serde_json::from_value(json!({"id": "Par-SW1", "extensions": extensions})).unwrap();
        answer.host("noc").unwrap()
    }

    #[test]
    fn a_host_is_sorted_into_its_fields() {
        let host = host(json!({
            "folder": "/network/par", "is_cluster": false, "is_offline": true, "cluster_nodes": null,
            "attributes": {
                "alias": " Switch ", "ipaddress": "10.0.0.1", "ipv6address": "", "site": "remote",
                "labels": {"os": "ios", "api_token": "hunter2"}, "tag_agent": "no-agent", "tag_snmp_ds": "snmp-v2",
                "snmp_community": {"type": "v1_v2_community", "community": "hunter2"},
                "parents": ["rt\u{0}1", null], "meta_data": {"created_by": "ann"},
            },
            "effective_attributes": null,
        }));
        assert_eq!((host.site.as_str(), host.name.as_str(), host.folder.as_str()), ("noc", "Par-SW1", "/network/par"));
        assert_eq!((host.alias.as_deref(), host.monitored_by.as_deref()), (Some("Switch"), Some("remote")));
        assert_eq!((host.ip4.as_deref(), host.ip6), (Some("10.0.0.1"), None));
        assert!(host.is_offline && !host.is_cluster);
        assert_eq!(host.labels, BTreeMap::from([("os".to_owned(), "ios".to_owned())]));
        assert_eq!(host.tags.keys().collect::<Vec<_>>(), ["agent", "snmp_ds"]);
        assert_eq!(
            host.attributes,
            BTreeMap::from([
                ("parents".to_owned(), json!(["rt1"])),
                ("meta_data".to_owned(), json!({"created_by": "ann"}))
            ])
        );
    }

    #[test]
    fn effective_attributes_are_those_that_hold_and_as_free_of_secrets() {
        let host = host(json!({
            "folder": "", "attributes": {"ipaddress": "10.0.0.1"},
            "effective_attributes": {"ipaddress": "10.0.0.2", "management_ipmi_credentials": {"password": "hunter2"}},
        }));
        assert_eq!((host.ip4.as_deref(), host.folder.as_str()), (Some("10.0.0.2"), "/"));
        assert!(!format!("{host:?}").contains("hunter2"), "{host:?}");
    }

    #[test]
    fn a_host_of_nulls_is_a_host_and_one_without_a_name_is_none() {
        let expected = Host { site: "noc".into(), name: "Par-SW1".into(), folder: "/".into(), ..Host::default() };
        assert_eq!(host(json!({"folder": null, "attributes": null, "is_cluster": null})), expected);
        assert_eq!(host(Value::Null), expected);
        let nameless: HostAnswer = serde_json::from_value(json!({"id": " "})).unwrap();
        assert_eq!(nameless.host("noc"), None);
    }

    #[test]
    fn a_folder_has_a_path_however_it_is_told() {
        let folder = |json: Value| Folder::from(serde_json::from_value::<FolderAnswer>(json).unwrap()).path;
        assert_eq!(folder(json!({"id": "~network~par", "extensions": {"path": "/network/par"}})), "/network/par");
        assert_eq!(folder(json!({"id": "~network~par"})), "/network/par");
        assert_eq!(folder(json!({"id": "~"})), "/");
    }
}
