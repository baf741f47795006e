//! What is asked of Nautobot in GraphQL. What people typed travels as a variable, never in the query.

use serde_json::{Value, json};

use super::filter::Selection;

/// A stretch of the device list, which Nautobot orders by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

/// Custom fields that this Nautobot has, out of those that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomFields {
    /// To be read with every device, by their keys.
    pub known: Vec<String>,
    /// Not there, or not to be seen by this token.
    pub unknown: Vec<String>,
}

/// What Nautobot puts before a custom field's key in GraphQL, unless its administrators changed that.
pub(super) const CUSTOM: &str = "cf_";

/// The fields of a device; `DeviceAnswer` reads exactly these.
const FIELDS: &str = "id name serial role { name } location { name } status { name } device_type { model } \
     platform { name network_driver } primary_ip4 { address host } primary_ip6 { address host } tags { name }";

/// A query and the variables that go with it.
pub(super) fn devices(page: Page, selection: &Selection, fields: &CustomFields) -> Value {
    let mut wanted = FIELDS.to_owned();
    for key in fields.known.iter().filter(|key| is_name(key)) {
        wanted.push(' ');
        wanted.push_str(CUSTOM);
        wanted.push_str(key);
    }
    select("devices", &wanted, page, selection)
}

/// Asks for nothing but ids.
pub(super) fn ids(page: Page, selection: &Selection) -> Value {
    select("devices", "id", page, selection)
}

/// Asks whether these custom fields exist, by asking for them.
pub(super) fn probe(keys: &[String]) -> Value {
    let wanted: Vec<String> = keys.iter().map(|key| format!("{CUSTOM}{key}")).collect();
    select("devices", &wanted.join(" "), Page { limit: 1, offset: 0 }, &Selection::All)
}

/// Asks for the devices that have such addresses as primary ones.
pub(super) fn addresses(page: Page, parameter: &'static str, value: &str) -> Value {
    let selection = Selection::By { parameter, value: value.to_owned() };
    select("ip_addresses", "primary_ip4_for { id } primary_ip6_for { id }", page, &selection)
}

/// Asks for locations.
pub(super) fn locations(page: Page) -> Value {
    let fields = "id name parent { id name } location_type { name } status { name }";
    select("locations", fields, page, &Selection::All)
}

fn select(list: &str, fields: &str, page: Page, selection: &Selection) -> Value {
    let mut variables = json!({"limit": page.limit, "offset": page.offset});
    let (declared, passed) = match selection {
        Selection::All => (String::new(), String::new()),
        Selection::By { parameter, value } => {
            variables["value"] = json!([value]);
            (", $value: [String]".to_owned(), format!(", {parameter}: $value"))
        }
        Selection::Ids(ids) => {
            variables["value"] = json!(ids);
            (", $value: [String]".to_owned(), ", id: $value".to_owned())
        }
    };
    let query = format!(
        "query ($limit: Int, $offset: Int{declared}) {{ {list}(limit: $limit, offset: $offset{passed}) {{ {fields} }} }}"
    );
    json!({"query": query, "variables": variables})
}

/// Whether it may stand in a query: the name of a field, and nothing else.
pub(super) fn is_name(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page = Page { limit: 5, offset: 10 };

    #[test]
    fn typed_text_is_in_the_variables_and_nowhere_in_the_query() {
        let selection = Selection::By { parameter: "role", value: r#"a") { token } #"#.to_owned() };
        let asked = devices(PAGE, &selection, &CustomFields::default());
        assert!(!asked["query"].as_str().unwrap().contains("token"));
        assert_eq!(asked["variables"]["value"][0], r#"a") { token } #"#);
        assert_eq!((&asked["variables"]["limit"], &asked["variables"]["offset"]), (&5.into(), &10.into()));
    }

    #[test]
    fn only_names_of_fields_become_fields() {
        let known = vec!["last_backup".to_owned(), "x } token { y".to_owned()];
        let asked = devices(PAGE, &Selection::All, &CustomFields { known, unknown: Vec::new() });
        let query = asked["query"].as_str().unwrap();
        assert!(query.contains(" cf_last_backup }") && !query.contains("token"), "{query}");
        assert!(!is_name("") && !is_name("a-b") && is_name("a_1"));
    }
}
