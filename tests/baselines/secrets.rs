//! Secrets of configurations lie sealed, and are shown to nobody who only compares.

use std::collections::HashMap;

use noc_scheduler::store::captures as stored;
use noc_scheduler::tasks::capture::CreateBaseline;
use serde_json::json;
use uuid::Uuid;

use crate::scene::Scene;

/// Each stands for itself in every search.
const PLANTED: [&str; 4] = ["c0mmun1ty-9f3a61", "t4cacs-k3y-55d1c0", "$6$salt$77ab20abcdef", "sp4ced out pass phrase"];

fn with_secrets(community: &str) -> String {
    format!(
        "ntp server 192.0.2.1\nsnmp-server community {community} ro\ntacacs-server host 192.0.2.2 key {}\nusername admin \
         privilege 15 role network-admin secret sha512 {}\nntp authentication-key 1 md5 {}",
        PLANTED[1], PLANTED[2], PLANTED[3]
    )
}

/// Every row of every table, as text, and every column of bytes as the text that it may be.
async fn rows(scene: &Scene) -> String {
    let db = &scene.rig.house.sql;
    let tables = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'noc'";
    let mut all = String::new();
    for table in db.query(tables, &[]).await.unwrap() {
        let table: String = table.get(0);
        for row in db.query(&format!("select t::text from {table} t"), &[]).await.unwrap() {
            all.push_str(row.get::<_, Option<&str>>(0).unwrap_or_default());
            all.push('\n');
        }
    }
    let bytes = "select raw from (select digest || sealed as raw from noc.archive_texts) t";
    for row in db.query(bytes, &[]).await.unwrap() {
        all.push_str(&String::from_utf8_lossy(row.get::<_, &[u8]>(0)));
    }
    all
}

fn hexadecimal(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_secret_is_in_no_table_no_log_and_no_result_and_shows_when_it_changes() {
    let scene = Scene::start().await;
    let args = || json!({"device_ids": [1], "commands": ["show running-config"], "notes": "after the change"});
    scene.configure(0, "ntp server 192.0.2.1", &with_secrets(PLANTED[0]));
    let (first, heard) = scene.run(CreateBaseline::new(scene.tools()), Uuid::now_v7(), args()).await;
    scene.configure(0, "ntp server 192.0.2.1", &with_secrets("c0mmun1ty-changed"));
    let (second, again) = scene.run(CreateBaseline::new(scene.tools()), Uuid::now_v7(), args()).await;
    let (first, second) = (first.unwrap(), second.unwrap());
    let changed = &second.devices[0].commands[0];
    assert_eq!((changed.change, changed.added, changed.removed), (Some("changed"), Some(1), Some(1)), "{second:#?}");

    let said: Vec<String> = [heard, again].iter().flat_map(|heard| heard.lines.lock().unwrap().clone()).collect();
    let everything = format!("{}{}{}{}", rows(&scene).await, said.join("\n"), json!(first), json!(second));
    for secret in PLANTED.iter().chain(&["c0mmun1ty-changed"]) {
        assert!(!everything.contains(secret), "{secret} is there to be read");
        assert!(!everything.contains(&hexadecimal(secret)), "{secret} is there to be read as digits");
    }
    assert!(everything.contains("after the change"), "the search finds what is there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_compared_has_marks_and_what_was_said_is_kept_word_for_word() {
    let scene = Scene::start().await;
    scene.configure(0, "ntp server 192.0.2.1", &with_secrets(PLANTED[0]));
    scene.configure(1, "ntp server 192.0.2.1", &with_secrets(PLANTED[0]));
    let args = json!({"device_ids": [1, 2], "commands": ["show running-config"]});
    let outcome = scene.baseline(args).await.unwrap();
    let shelf = scene.archive().open().await.unwrap();
    let client = scene.rig.house.database.get().await.unwrap();
    let mut marks = Vec::new();
    for device in &outcome.devices {
        let output = stored::outputs(&client, device.capture_id.unwrap()).await.unwrap().remove(0);
        let (raw, normal) = (output.raw.unwrap(), output.normal.unwrap());
        let texts: HashMap<_, _> = shelf.texts(&client, vec![raw.clone(), normal.clone()]).await.unwrap();
        assert!(PLANTED.iter().all(|secret| texts[&raw].contains(secret)), "{}", texts[&raw]);
        assert!(!PLANTED.iter().any(|secret| texts[&normal].contains(secret)), "{}", texts[&normal]);
        let line = texts[&normal].lines().find(|line| line.starts_with("snmp-server community")).unwrap().to_owned();
        assert!(line.ends_with("* ro"), "{line}");
        marks.push(line);
    }
    assert_ne!(marks[0], marks[1], "the same secret of two devices does not look the same");
}
