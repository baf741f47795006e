//! The topology in the forms that other programs read.

use std::collections::HashMap;
use std::fmt::Write;

use poem_openapi::types::ToJSON;
use uuid::Uuid;

use super::graph::Graph;
use super::view::{EndAnswer, LinkAnswer};

pub(super) fn json(graph: &Graph) -> String {
    graph.to_json_string()
}

/// What nodes are called.
fn names(graph: &Graph) -> HashMap<Uuid, &str> {
    graph.nodes.iter().map(|node| (node.id, node.name.as_str())).collect()
}

/// The interfaces of a link, as a label.
fn label(link: &LinkAnswer) -> String {
    let end = |end: &EndAnswer| end.interface.clone().unwrap_or_else(|| "?".to_owned());
    format!("{} – {}", end(&link.a), end(&link.b))
}

fn state(link: &LinkAnswer) -> &'static str {
    match (link.lost_at, link.confirmed) {
        (Some(_), _) => "lost",
        (None, true) => "confirmed",
        (None, false) => "one-sided",
    }
}

/// GraphML, as its primer describes it: keys first, then nodes, then edges.
pub(super) fn graphml(graph: &Graph) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let keys = [
        ("node", "name"),
        ("node", "kind"),
        ("node", "model"),
        ("node", "location"),
        ("edge", "a_interface"),
        ("edge", "b_interface"),
        ("edge", "state"),
        ("edge", "protocols"),
        ("edge", "last_seen"),
    ];
    for (of, key) in keys {
        let _ = writeln!(text, "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{key}\" attr.type=\"string\"/>");
    }
    text.push_str("  <graph edgedefault=\"undirected\">\n");
    for node in &graph.nodes {
        let _ = writeln!(text, "    <node id=\"{}\">", node.id);
        data(&mut text, "name", Some(&node.name));
        data(&mut text, "kind", Some(&node.kind));
        data(&mut text, "model", node.model.as_deref());
        data(&mut text, "location", node.location.as_deref());
        text.push_str("    </node>\n");
    }
    for link in &graph.links {
        let (a, b) = (link.a.node_id, link.b.node_id);
        let _ = writeln!(text, "    <edge id=\"{}\" source=\"{a}\" target=\"{b}\">", link.id);
        data(&mut text, "a_interface", link.a.interface.as_deref());
        data(&mut text, "b_interface", link.b.interface.as_deref());
        data(&mut text, "state", Some(state(link)));
        data(&mut text, "protocols", Some(&link.protocols.join(" ")));
        data(&mut text, "last_seen", Some(&link.last_seen.to_string()));
        text.push_str("    </edge>\n");
    }
    text.push_str("  </graph>\n</graphml>\n");
    text
}

fn data(text: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        let _ = writeln!(text, "      <data key=\"{key}\">{}</data>", xml(value));
    }
}

/// Text between tags; what XML 1.0 cannot hold at all is left out.
fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(c),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => safe.push(c),
        }
    }
    safe
}

/// A flowchart of Mermaid.
pub(super) fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("graph LR\n");
    let ids: HashMap<Uuid, usize> = graph.nodes.iter().enumerate().map(|(at, node)| (node.id, at)).collect();
    for (at, node) in graph.nodes.iter().enumerate() {
        let (open, close) = if node.kind == "device" { ("[", "]") } else { ("([", "])") };
        let _ = writeln!(text, "  n{at}{open}\"{}\"{close}", quoted(&node.name));
    }
    for link in &graph.links {
        let (Some(a), Some(b)) = (ids.get(&link.a.node_id), ids.get(&link.b.node_id)) else { continue };
        let line = if state(link) == "confirmed" { "---" } else { "-.-" };
        let _ = writeln!(text, "  n{a} {line}|\"{}\"| n{b}", quoted(&label(link)));
    }
    text
}

/// Mermaid reads entities in quoted text, written with `#`.
fn quoted(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    plain.replace('#', "#35;").replace('"', "#quot;").replace('<', "#lt;").replace('>', "#gt;")
}

/// RFC 4180, a line for each link.
pub(super) fn csv(graph: &Graph) -> String {
    let names = names(graph);
    let mut text =
        String::from("a_name,a_interface,b_name,b_interface,state,shared,protocols,first_seen,last_seen,lost_at\r\n");
    for link in &graph.links {
        let name = |end: &EndAnswer| names.get(&end.node_id).copied().unwrap_or_default().to_owned();
        let interface = |end: &EndAnswer| end.interface.clone().unwrap_or_default();
        let cells = [
            name(&link.a),
            interface(&link.a),
            name(&link.b),
            interface(&link.b),
            state(link).to_owned(),
            link.shared.to_string(),
            link.protocols.join(" "),
            link.first_seen.to_string(),
            link.last_seen.to_string(),
            link.lost_at.map(|at| at.to_string()).unwrap_or_default(),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
        let _ = write!(text, "{}\r\n", cells.join(","));
    }
    text
}

/// A cell; one that a spreadsheet would take for a formula is marked as text.
fn field(cell: &str) -> String {
    let cell = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_code_elsewhere_stay_names() {
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("Gi1/0/1, the \"uplink\""), "\"Gi1/0/1, the \"\"uplink\"\"\"");
        assert_eq!(xml("<a>&\u{1}\"b\""), "&lt;a&gt;&amp;&quot;b&quot;");
        assert_eq!(quoted("a\"]-->b#1\n"), "a#quot;]--#gt;b#35;1 ");
    }
}
