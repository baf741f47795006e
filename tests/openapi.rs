//! The committed document is the served one.
#![cfg(test)]

#[test]
fn the_committed_document_is_the_served_one() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/openapi.json");
    let served = noc_scheduler::api::document();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(file, &served).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(served == committed, "openapi/openapi.json is stale: run `noc-scheduler openapi` into it and commit");
}
