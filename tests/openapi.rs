//! The committed document is the served one.
#![cfg(test)]

fn check(file: &str, served: &str) {
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(file, served).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert!(served == committed, "{file} is stale: run this test with UPDATE_OPENAPI=1, and commit");
}

#[test]
fn the_committed_document_is_the_served_one() {
    check(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/openapi.json"), &noc_scheduler::api::document());
}

#[test]
fn the_committed_schema_of_files_is_the_programs() {
    let schema = noc_scheduler::api::schedules_schema();
    check(concat!(env!("CARGO_MANIFEST_DIR"), "/openapi/schedules.schema.json"), &schema);
    // Whatever is referred to is there.
    let value: serde_json::Value = serde_json::from_str(&schema).unwrap();
    for part in schema.split("\"#/$defs/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(value["$defs"].get(name).is_some(), "{name} is not defined");
    }
    assert!(value["$defs"]["ScheduleOfFile"]["properties"]["crontab"].is_object());
}
