//! Reading what Nautobot answers: every field may be null, none is trusted to be there.

use serde::Deserialize;
use uuid::Uuid;

use crate::domain::Device;
use crate::domain::device::Address;

/// Enough of a foreign text to recognise it by; the rest is in Nautobot's log.
const QUOTED_CHARS: usize = 300;

/// Nautobot's tokens have 40 characters. Taken out of every word, a token of a few letters would show by its absence.
const SHORTEST_TOKEN: usize = 6;

/// The answer to a GraphQL query, complete or not.
#[derive(Deserialize)]
pub(super) struct GraphqlAnswer {
    pub(super) data: Option<Data>,
    #[serde(default)]
    pub(super) errors: Option<Vec<GraphqlError>>,
}

#[derive(Deserialize)]
pub(super) struct Data {
    pub(super) devices: Option<Vec<DeviceAnswer>>,
}

#[derive(Deserialize)]
pub(super) struct GraphqlError {
    #[serde(default)]
    pub(super) message: Option<String>,
}

/// Only the number of a REST list is of interest.
#[derive(Deserialize)]
pub(super) struct Count {
    pub(super) count: u64,
}

#[derive(Deserialize)]
pub(super) struct DeviceAnswer {
    id: Uuid,
    name: Option<String>,
    serial: Option<String>,
    role: Option<Named>,
    location: Option<Named>,
    status: Option<Named>,
    device_type: Option<Model>,
    platform: Option<PlatformAnswer>,
    primary_ip4: Option<AddressAnswer>,
    primary_ip6: Option<AddressAnswer>,
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Model {
    model: Option<String>,
}

#[derive(Deserialize)]
struct PlatformAnswer {
    name: Option<String>,
    network_driver: Option<String>,
}

#[derive(Deserialize)]
struct AddressAnswer {
    address: Option<String>,
    host: Option<String>,
}

impl From<DeviceAnswer> for Device {
    fn from(answer: DeviceAnswer) -> Self {
        let (platform, network_driver) =
            answer.platform.map_or((None, None), |platform| (text(platform.name), text(platform.network_driver)));
        Self {
            id: answer.id,
            name: text(answer.name),
            serial: text(answer.serial),
            role: answer.role.and_then(|role| text(role.name)),
            location: answer.location.and_then(|location| text(location.name)),
            status: answer.status.and_then(|status| text(status.name)),
            device_type: answer.device_type.and_then(|kind| text(kind.model)),
            platform,
            network_driver,
            primary_ip4: answer.primary_ip4.and_then(address),
            primary_ip6: answer.primary_ip6.and_then(address),
        }
    }
}

fn address(answer: AddressAnswer) -> Option<Address> {
    let mut address = Address::parse(&text(answer.address)?)?;
    if let Some(host) = text(answer.host) {
        address.host = host;
    }
    Some(address)
}

/// What has no value is `None`, however Nautobot writes it.
///
/// NUL is dropped: JSON may carry it, Postgres text may not, and one device
/// would otherwise fail the page it is on.
fn text(value: Option<String>) -> Option<String> {
    let value = value?;
    let value = if value.contains('\0') { value.replace('\0', "") } else { value };
    let trimmed = value.trim();
    match trimmed.len() {
        0 => None,
        len if len == value.len() => Some(value),
        _ => Some(trimmed.to_owned()),
    }
}

/// The words of an error body: `detail`, or `field: message` of a refused parameter.
///
/// `None` when the body is no JSON object with words in it, so not Nautobot's.
pub(super) fn words(body: &[u8]) -> Option<String> {
    let body: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(body).ok()?;
    if let Some(detail) = body.get("detail").and_then(|detail| detail.as_str()) {
        return Some(detail.to_owned());
    }
    let mut words = Vec::new();
    for (field, said) in &body {
        match said {
            serde_json::Value::String(said) => words.push(format!("{field}: {said}")),
            serde_json::Value::Array(list) => {
                words.extend(list.iter().filter_map(|said| said.as_str()).map(|said| format!("{field}: {said}")));
            }
            _ => {}
        }
    }
    (!words.is_empty()).then(|| words.join("; "))
}

/// Makes foreign text fit to be shown: one line, not long, and without the token, should the server repeat it.
pub(super) fn quote(said: &str, token: &str) -> String {
    let said = if token.len() < SHORTEST_TOKEN { said.to_owned() } else { said.replace(token, "[token]") };
    let mut line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    line.retain(|c| !c.is_control());
    if let Some((end, _)) = line.char_indices().nth(QUOTED_CHARS) {
        line.truncate(end);
        line.push('…');
    }
    // The sentence around it brings its own full stop.
    line.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(json: serde_json::Value) -> Device {
        serde_json::from_value::<DeviceAnswer>(json).unwrap().into()
    }

    const ID: &str = "d098c8ac-66d4-4083-9767-2baf5a494ca2";

    #[test]
    fn a_device_of_nulls_is_a_device() {
        let id = Uuid::parse_str(ID).unwrap();
        assert_eq!(device(serde_json::json!({"id": ID})), Device { id, ..Device::default() });
        let inner = serde_json::json!({"id": ID, "role": {"name": null}, "device_type": {}, "primary_ip4": {"host": "10.0.0.1"}});
        assert_eq!(device(inner), Device { id, ..Device::default() });
    }

    #[test]
    fn what_is_empty_has_no_value() {
        let device = device(serde_json::json!({
            "id": ID, "name": " sw1\u{0} ", "serial": "", "platform": {"name": "Cisco IOS", "network_driver": ""},
            "primary_ip4": {"address": "10.90.0.18/24", "host": null},
        }));
        assert_eq!(device.name.as_deref(), Some("sw1"));
        assert_eq!(device.serial, None);
        assert_eq!((device.platform.as_deref(), device.network_driver), (Some("Cisco IOS"), None));
        assert_eq!(device.primary_ip4, Address::parse("10.90.0.18/24"));
    }

    #[test]
    fn refused_parameters_are_named() {
        assert_eq!(words(br#"{"nosuch": ["Unknown filter field"]}"#).as_deref(), Some("nosuch: Unknown filter field"));
        assert_eq!(words(br#"{"detail": "Invalid token"}"#).as_deref(), Some("Invalid token"));
        assert_eq!(words(b"<html></html>"), None);
        assert_eq!(words(b"{}"), None);
    }

    #[test]
    fn a_quote_is_one_short_line_without_the_token() {
        let long = format!("no\r\nsuch\u{1b}[31m s3cret {}", "x".repeat(1_000));
        let quoted = quote(&long, "s3cret");
        assert!(quoted.starts_with("no such[31m [token] x"), "{quoted}");
        assert_eq!(quoted.chars().count(), QUOTED_CHARS + 1);
    }
}
