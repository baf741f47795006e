//! The text format of Prometheus.

use std::fmt::Write as _;

/// What its answers are.
pub(super) const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A page of metrics being written.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// A metric: its name, its kind (`gauge`, `counter`, `histogram`) and what it means.
    pub(super) fn metric(&mut self, name: &str, kind: &str, meaning: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "# HELP {name} {meaning}\n# TYPE {name} {kind}");
    }

    /// One value of the metric that was begun last.
    pub(super) fn value(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        self.0.push_str(name);
        for (i, (label, text)) in labels.iter().enumerate() {
            let open = if i == 0 { '{' } else { ',' };
            let _ = write!(self.0, "{open}{label}=\"{}\"", escaped(text));
        }
        let close = if labels.is_empty() { "" } else { "}" };
        let _ = writeln!(self.0, "{close} {value}");
    }

    /// A gauge with one value.
    pub(super) fn gauge(&mut self, name: &str, meaning: &str, value: f64) {
        self.metric(name, "gauge", meaning);
        self.value(name, &[], value);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_labels_and_labels_cannot_break_out() {
        let mut page = Page::default();
        page.metric("a", "gauge", "Things.");
        page.value("a", &[("b", "x"), ("c", "q\"\n\\")], 1.5);
        page.value("a", &[], 2.0);
        let expected = "# HELP a Things.\n# TYPE a gauge\na{b=\"x\",c=\"q\\\"\\n\\\\\"} 1.5\na 2\n";
        assert_eq!(page.finish(), expected);
    }
}
