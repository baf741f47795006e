//! The README says of the configuration what the program says of it.
#![cfg(test)]

use std::path::Path;

use noc_scheduler::config;

/// Set it, and the test writes the table instead of complaining.
const WRITE: &str = "NOC_TEST_WRITE_README";
const BEGIN: &str = "<!-- configuration -->\n";
const END: &str = "<!-- /configuration -->";

#[test]
fn the_table_of_settings_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("the mark at which the table begins");
    let (table, after) = rest.split_once(END).expect("the mark at which it ends");
    let wanted = config::markdown();
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
    } else {
        assert!(table == wanted, "README.md is stale: run `{WRITE}=1 cargo test --test readme` and commit");
    }
}
