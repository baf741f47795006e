//! Hosts and folders as CheckMK's setup has them, secrets included.

use serde_json::{Map, Value, json};

/// One host of the setup.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Where it lies: `/network/par`, or `/`.
    pub folder: String,
    /// What is set on itself.
    pub attributes: Map<String, Value>,
    /// The hosts it stands for, if it is a cluster.
    pub cluster_nodes: Option<Vec<String>>,
    /// Whether it is kept without being monitored.
    pub is_offline: bool,
}

/// One folder of the setup.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// `/network/par`, or `/`.
    pub path: String,
    /// What people call it.
    pub title: String,
    /// What its hosts inherit.
    pub attributes: Map<String, Value>,
}

impl Entry {
    /// A host in a folder, with attributes that are an object.
    #[must_use]
    pub fn new(name: &str, folder: &str, attributes: Value) -> Self {
        let attributes = match attributes {
            Value::Object(attributes) => attributes,
            _ => Map::new(),
        };
        Self { name: name.to_owned(), folder: folder.to_owned(), attributes, ..Self::default() }
    }

    /// As a member of a list, or alone.
    pub(super) fn show(&self, site: &str, folders: &[Place], effective: bool, links: bool) -> Value {
        let own = format!("/{site}/check_mk/api/1.0/objects/host_config/{}", self.name);
        let links = match links {
            true => {
                json!([{"domainType": "link", "rel": "self", "href": own, "method": "GET", "type": "application/json"}])
            }
            false => json!([]),
        };
        json!({
            "domainType": "host_config",
            "id": self.name,
            "title": self.name,
            "links": links,
            "members": {},
            "extensions": {
                "folder": self.folder,
                "attributes": self.attributes,
                "effective_attributes": effective.then(|| self.effective(site, folders)),
                "is_cluster": self.cluster_nodes.is_some(),
                "is_offline": self.is_offline,
                "cluster_nodes": self.cluster_nodes,
            },
        })
    }

    /// What holds for it: the defaults, what it inherits, and what is set on itself.
    fn effective(&self, site: &str, folders: &[Place]) -> Value {
        let mut effective = json!({
            "alias": "", "site": site, "tag_agent": "cmk-agent", "tag_address_family": "ip-v4-only",
            "tag_snmp_ds": "no-snmp", "tag_criticality": "prod", "snmp_community": null, "labels": {}, "parents": [],
            "management_protocol": "none", "management_ipmi_credentials": null, "management_snmp_community": null,
            "meta_data": {"created_by": "cmkadmin", "created_at": "2026-01-12T09:00:00+00:00"},
        });
        if let Some(effective) = effective.as_object_mut() {
            for folder in folders.iter().filter(|folder| is_within(&self.folder, &folder.path)) {
                effective.extend(folder.attributes.clone());
            }
            effective.extend(self.attributes.clone());
        }
        effective
    }
}

/// Whether a folder is another one, or lies in it.
pub(super) fn is_within(path: &str, of: &str) -> bool {
    let of = of.trim_end_matches('/');
    path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Place {
    /// A folder of this path.
    #[must_use]
    pub fn new(path: &str, title: &str, attributes: Value) -> Self {
        let Entry { attributes, .. } = Entry::new("", "", attributes);
        Self { path: path.to_owned(), title: title.to_owned(), attributes }
    }

    /// Its id, in which `~` stands for `/`.
    pub(super) fn id(&self) -> String {
        self.path.replace('/', "~")
    }

    pub(super) fn show(&self) -> Value {
        json!({
            "domainType": "folder_config",
            "id": self.id(),
            "title": self.title,
            "links": [],
            "members": {},
            "extensions": {"path": self.path, "attributes": self.attributes},
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_within_itself_and_those_above() {
        for (path, of, expected) in
            [("/a/b", "/", true), ("/a/b", "/a", true), ("/ab", "/a", false), ("/a", "/a", true), ("/", "/a", false)]
        {
            assert_eq!(is_within(path, of), expected, "{path} in {of}");
        }
    }

    #[test]
    fn what_is_set_on_a_host_goes_before_what_it_inherits() {
        let folders = [
            Place::new("/", "Main", json!({"tag_criticality": "test", "site": "central"})),
            Place::new("/net", "Net", json!({"site": "remote"})),
            Place::new("/other", "Other", json!({"site": "elsewhere"})),
        ];
        let effective =
            Entry::new("sw1", "/net/par", json!({"tag_criticality": "critical"})).effective("noc", &folders);
        assert_eq!((&effective["site"], &effective["tag_criticality"]), (&json!("remote"), &json!("critical")));
    }
}
