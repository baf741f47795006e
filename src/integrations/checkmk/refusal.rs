//! What is CheckMK's own about a request that fails.

use serde_json::{Map, Value};

use crate::integrations::remote::{Kind, Refusal, System};

/// CheckMK, as far as its failures are concerned.
pub(crate) static CHECKMK: System = System {
    name: "CheckMK",
    not_this: "not_checkmk",
    login: "Check the user name and the automation secret in the settings.",
    permission: "Give the automation user read access to all hosts and folders (wato.see_all_folders).",
    slow: "A large site needs long before it begins to answer; if it stays slow, raise the timeout or ask without \
           effective attributes.",
    request: "Check the arguments and the CheckMK version.",
    address: "Check the address, which is the one a browser opens, without the site and what follows it, and the site.",
    fewer: "Ask without effective attributes.",
    words,
    judge,
};

fn judge(refusal: &Refusal<'_>) -> Option<Kind> {
    match (refusal.status, refusal.said) {
        (401, _) => Some(Kind::RefusedLogin { detail: refusal.detail() }),
        (403, Some(_)) => Some(Kind::NoPermission { detail: refusal.detail() }),
        _ => None,
    }
}

/// The words of a problem+json: its title, its detail, and what it says of single fields.
fn words(body: &Map<String, Value>) -> Option<String> {
    let said = |name: &str| body.get(name).and_then(Value::as_str).filter(|said| !said.is_empty());
    let mut words = match (said("title"), said("detail")) {
        (Some(title), Some(detail)) if title != detail => format!("{title}: {detail}"),
        (Some(said), _) | (None, Some(said)) => said.to_owned(),
        (None, None) => return None,
    };
    for (field, said) in body.get("fields").and_then(Value::as_object).into_iter().flatten() {
        let said = match said {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            Value::String(said) => said.clone(),
            _ => continue,
        };
        words = format!("{}; {field}: {said}", words.trim_end_matches('.'));
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_problem_is_told_with_its_fields() {
        let words = |body: Value| words(body.as_object().unwrap());
        let problem = json!({"title": "Bad Request", "status": 400, "detail": "These fields have problems: nosuch.",
            "fields": {"nosuch": ["Unknown field."]}});
        assert_eq!(
            words(problem).as_deref(),
            Some("Bad Request: These fields have problems: nosuch; nosuch: Unknown field.")
        );
        assert_eq!(words(json!({"title": "Not Found", "detail": ""})).as_deref(), Some("Not Found"));
        assert_eq!(words(json!({"status": 404})), None);
    }
}
