//! Every statement of the house is understood by Postgres and used by somebody.
#![cfg(test)]

use std::path::{Path, PathBuf};

use noc_scheduler::store::{Database, migrate};

use self::support::servers::{connect, servers};

mod support;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn every_statement_can_be_prepared() {
    let url = servers().fresh_database().await;
    migrate(&Database::new(&url, "sql test", 2).unwrap()).await.unwrap();
    let client = connect(&url).await;
    // Tables of others, which some statements read; both bring that of the owners.
    client.batch_execute(include_str!("celery/old_default.sql")).await.unwrap();
    client.batch_execute("drop table scheduled_task_owners").await.unwrap();
    client.batch_execute(include_str!("celery/new_default.sql")).await.unwrap();
    let statements = files(&root().join("sql/queries"), "sql");
    assert!(statements.len() > 50, "the statements are elsewhere now");
    let mut wrong = Vec::new();
    for file in statements {
        let sql = std::fs::read_to_string(&file).unwrap();
        if let Err(e) = client.prepare(&sql).await {
            let reason = e.as_db_error().map_or_else(|| e.to_string(), |e| e.message().to_owned());
            wrong.push(format!("{}: {reason}", file.strip_prefix(root()).unwrap().display()));
        }
    }
    assert!(wrong.is_empty(), "Postgres refuses:\n{}", wrong.join("\n"));
}

#[test]
fn every_statement_is_used_and_stands_in_a_file() {
    let code: String = files(&root().join("src"), "rs").iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
    let mut unused = Vec::new();
    for file in files(&root().join("sql/queries"), "sql") {
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        if !code.contains(&format!("{name}\")")) {
            unused.push(name);
        }
    }
    assert!(unused.is_empty(), "no include_str! names\n{}", unused.join("\n"));
}

#[test]
fn no_two_advisory_locks_have_the_same_key() {
    let mut keys = std::collections::BTreeMap::new();
    let sources = [files(&root().join("sql"), "sql"), files(&root().join("src"), "rs")].concat();
    // Doctor names the leader's key to see whether it is held.
    for file in sources.into_iter().filter(|file| !file.to_string_lossy().contains("/diagnosis/")) {
        let text = std::fs::read_to_string(&file).unwrap().replace('_', "");
        for (at, _) in text.match_indices("46065304") {
            let key: String = text[at..].chars().take_while(char::is_ascii_digit).collect();
            keys.entry(key).or_insert_with(Vec::new).push(file.display().to_string());
        }
    }
    assert!(keys.len() >= 4, "the keys look otherwise now: {keys:#?}");
    assert!(keys.values().all(|users| users.len() == 1), "one lock for two purposes: {keys:#?}");
}
