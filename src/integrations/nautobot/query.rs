//! What is asked of Nautobot, in GraphQL and in REST alike.

/// A stretch of the device list, which Nautobot orders by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
}

/// Which devices are meant. The text is what a person typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceFilter {
    /// The name contains this text, in whatever case.
    Name(String),
    /// The device stands in the location of this name or id, or in one below it.
    Location(String),
}

impl DeviceFilter {
    /// What Nautobot calls it: the GraphQL argument and the REST parameter have the same name.
    pub(super) fn parameter(&self) -> &'static str {
        match self {
            Self::Name(_) => "name__ire",
            Self::Location(_) => "location",
        }
    }

    /// The value as Nautobot wants it.
    pub(super) fn value(&self) -> String {
        match self {
            Self::Name(text) => escape(text),
            Self::Location(text) => text.clone(),
        }
    }
}

/// Makes a regular expression that matches just this text.
///
/// Only punctuation gets a backslash: before a letter or a digit it would mean something else.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if r"\.+*?()|[]{}^$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The fields of a device; `DeviceAnswer` reads exactly these.
const FIELDS: &str = "id name serial role { name } location { name } status { name } device_type { model } \
     platform { name network_driver } primary_ip4 { address host } primary_ip6 { address host }";

/// The query for a page of devices. What people typed travels as a variable, never in here.
pub(super) fn devices(filter: Option<&DeviceFilter>) -> String {
    let (declared, passed) = match filter {
        Some(filter) => (", $value: [String]", format!(", {}: $value", filter.parameter())),
        None => ("", String::new()),
    };
    format!(
        "query ($limit: Int, $offset: Int{declared}) {{ devices(limit: $limit, offset: $offset{passed}) {{ {FIELDS} }} }}"
    )
}

/// The variables that go with [`devices`].
pub(super) fn variables(page: Page, filter: Option<&DeviceFilter>) -> serde_json::Value {
    match filter {
        Some(filter) => {
            serde_json::json!({"limit": page.limit, "offset": page.offset, "value": [filter.value()]})
        }
        None => serde_json::json!({"limit": page.limit, "offset": page.offset}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_in_the_variables_and_nowhere_in_the_query() {
        let filter = DeviceFilter::Name(r#"a") { token } #"#.to_owned());
        assert!(!devices(Some(&filter)).contains("token"));
        let variables = variables(Page { limit: 5, offset: 10 }, Some(&filter));
        assert_eq!(variables["value"][0], r#"a"\) \{ token \} #"#);
        assert_eq!((&variables["limit"], &variables["offset"]), (&5.into(), &10.into()));
    }

    #[test]
    fn every_character_of_a_name_stands_for_itself() {
        assert_eq!(escape(r"core.1 (old) [x]{2}^$|*+?\"), r"core\.1 \(old\) \[x\]\{2\}\^\$\|\*\+\?\\");
        assert_eq!(escape("par-b_01/2:é"), "par-b_01/2:é");
    }

    #[test]
    fn a_location_is_a_name_and_not_an_expression() {
        assert_eq!(DeviceFilter::Location("PAR.B (old)".to_owned()).value(), "PAR.B (old)");
    }
}
