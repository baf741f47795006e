//! Secrets in attributes, dropped at the door.

use serde_json::{Map, Value};

/// What is in a key, spelled without case and separators, when its value is a secret.
///
/// `community` is the SNMP one, `credential` those of management boards. Dropping a harmless attribute of such a name
/// costs nothing; keeping a secret does.
const IN_KEYS: [&str; 14] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "community",
    "token",
    "credential",
    "privatekey",
    "apikey",
    "accesskey",
    "authkey",
    "sharedkey",
    "bearer",
    "pwd",
];

/// Keys that are secrets as a whole.
const KEYS: [&str; 3] = ["pass", "psk", "pin"];

/// The fields by which an object says what it is or what it is about.
const NAMING: [&str; 4] = ["type", "name", "key", "ident"];

/// Removes what is or may be a secret, at any depth.
pub(super) fn drop_secrets(attributes: &mut Map<String, Value>) {
    attributes.retain(|key, value| !is_secret(key) && keep(value));
}

/// Whether such a thing is a secret by its name.
pub(super) fn is_secret(key: &str) -> bool {
    let key: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    KEYS.contains(&key.as_str()) || IN_KEYS.iter().any(|word| key.contains(word))
}

/// Cleans a value; false when all of it has to go.
fn keep(value: &mut Value) -> bool {
    match value {
        Value::Object(object) => {
            let is_about_one =
                NAMING.iter().any(|name| object.get(*name).and_then(Value::as_str).is_some_and(is_secret));
            drop_secrets(object);
            !is_about_one
        }
        // Tuples of CheckMK's own configuration are lists here: ["password", "hunter2"].
        Value::Array(list) => {
            let is_about_one = list.len() > 1 && list[0].as_str().is_some_and(is_secret);
            list.retain_mut(keep);
            !is_about_one
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Every place where one was seen or may be expected; `hunter2` is the secret in all of them.
    #[test]
    fn no_secret_passes_at_any_depth() {
        let mut attributes = json!({
            "ipaddress": "10.0.0.1",
            "snmp_community": {"type": "v1_v2_community", "community": "hunter2"},
            "management_snmp_community": {"type": "v3_auth_privacy", "security_name": "noc",
                "auth_password": "hunter2", "privacy_password": "hunter2"},
            "management_ipmi_credentials": {"username": "noc", "password": "hunter2"},
            "custom": {"deep": [{"API-Key": "hunter2", "port": 8443}, {"v3": {"authPassword": "hunter2"}}]},
            "agent": {"type": "v1_v2_community", "text": "hunter2"},
            "pairs": [["password", "hunter2"], ["port", 22], ["explicit_password", ["uuid", "hunter2"]]],
            "variables": [{"name": "DB_PASSWORD", "value": "hunter2"}, {"name": "DB_HOST", "value": "db"}],
            "PassPhrase": "hunter2", "private key": "hunter2", "Bearer": "hunter2", "psk": "hunter2", "pwd": "hunter2",
            "enroll-token": "hunter2", "client_secret": "hunter2", "pass": "hunter2", "passwd": "hunter2",
            "bypass": "no", "auth_protocol": "SHA-1-96",
        });
        drop_secrets(attributes.as_object_mut().unwrap());
        assert!(!attributes.to_string().contains("hunter2"), "{attributes}");
        assert_eq!(
            attributes,
            json!({
                "ipaddress": "10.0.0.1", "bypass": "no", "auth_protocol": "SHA-1-96",
                "custom": {"deep": [{"port": 8443}, {"v3": {}}]},
                "pairs": [["port", 22]],
                "variables": [{"name": "DB_HOST", "value": "db"}],
            })
        );
    }
}
