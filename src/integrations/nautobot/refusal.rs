//! What is Nautobot's own about a request that fails.

use serde_json::{Map, Value};

use crate::integrations::remote::{Kind, Refusal, System};

/// Nautobot, as far as its failures are concerned.
pub(crate) static NAUTOBOT: System = System {
    name: "Nautobot",
    not_this: "not_nautobot",
    login: "Check the API token in the settings.",
    permission: "Give its user the permission to view devices (dcim.view_device).",
    slow: "A freshly started server needs about 10 s for its first query; if it stays slow, raise the timeout or lower \
           the page size.",
    request: "Check the filter and the Nautobot version.",
    address: "Check the address; it is the one a browser opens, without /api.",
    fewer: "Ask for fewer devices at once.",
    words,
    judge,
};

/// Both are 403 there; only the words tell a wrong token from one without the permission.
fn judge(refusal: &Refusal<'_>) -> Option<Kind> {
    match (refusal.status, refusal.said) {
        (401 | 403, Some(said)) if said.contains("permission") => Some(Kind::NoPermission { detail: refusal.detail() }),
        (401 | 403, Some(_)) => Some(Kind::RefusedLogin { detail: refusal.detail() }),
        _ => None,
    }
}

/// The words of an error body: `detail`, or `field: message` of a refused parameter.
fn words(body: &Map<String, Value>) -> Option<String> {
    if let Some(detail) = body.get("detail").and_then(Value::as_str) {
        return Some(detail.to_owned());
    }
    let mut words = Vec::new();
    for (field, said) in body {
        match said {
            Value::String(said) => words.push(format!("{field}: {said}")),
            Value::Array(list) => {
                words.extend(list.iter().filter_map(Value::as_str).map(|said| format!("{field}: {said}")));
            }
            _ => {}
        }
    }
    (!words.is_empty()).then(|| words.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_parameters_are_named() {
        let words = |body: Value| words(body.as_object().unwrap());
        let unknown = serde_json::json!({"nosuch": ["Unknown filter field"]});
        assert_eq!(words(unknown).as_deref(), Some("nosuch: Unknown filter field"));
        assert_eq!(words(serde_json::json!({"detail": "Invalid token"})).as_deref(), Some("Invalid token"));
        assert_eq!(words(serde_json::json!({})), None);
    }
}
