//! A small site, and clients for it.

use std::time::Duration;

use noc_scheduler::domain::Host;
use noc_scheduler::integrations::checkmk::{CheckmkClient, CheckmkConfig, HostOptions};
use noc_scheduler::integrations::remote::RemoteError;
use noc_scheduler::simulate::checkmk::{CheckmkDouble, Entry, Place};
use serde_json::json;

/// A secret may have spaces.
pub(crate) const SECRET: &str = "5 planted-s3cret";
pub(crate) const SITE: &str = "noc";

/// A secret in an attribute, wherever one is.
pub(crate) const PLANTED: &str = "planted-hunter2";

/// The host number `number`.
pub(crate) fn entry(number: u32) -> Entry {
    let attributes = json!({
        "ipaddress": format!("10.90.{}.{}", number / 250, number % 250),
        "labels": {"role": "access"},
        "tag_agent": "no-agent",
        "snmp_community": {"type": "v1_v2_community", "community": PLANTED},
    });
    Entry::new(&format!("par-sw-{number:05}"), "/network/par", attributes)
}

pub(crate) fn folders() -> Vec<Place> {
    vec![
        Place::new("/", "Main", json!({})),
        Place::new(
            "/network",
            "Network",
            json!({"management_ipmi_credentials": {"username": "noc", "password": PLANTED}}),
        ),
        Place::new("/network/par", "Paris", json!({"tag_criticality": "critical", "site": "remote"})),
        Place::new("/servers", "Servers", json!({})),
    ]
}

pub(crate) async fn double(count: u32) -> CheckmkDouble {
    let hosts = (0..count).map(entry).collect();
    CheckmkDouble::start(SITE, "automation", SECRET, hosts, folders()).await.expect("a port for the double")
}

/// Settings in which nothing takes longer than a test should.
pub(crate) fn config(double: &CheckmkDouble) -> CheckmkConfig {
    let mut config = CheckmkConfig::new(double.base_url(), SITE, "automation", SECRET.into());
    config.backoff = Duration::from_millis(1);
    config
}

pub(crate) fn client(double: &CheckmkDouble) -> CheckmkClient {
    CheckmkClient::new(config(double)).expect("settings that work")
}

/// The hosts that came, and how it ended.
pub(crate) async fn read(client: &CheckmkClient, options: &HostOptions) -> (Vec<Host>, Result<(), RemoteError>) {
    let mut hosts = match client.hosts(options).await {
        Ok(hosts) => hosts,
        Err(error) => return (Vec::new(), Err(error)),
    };
    let mut read = Vec::new();
    loop {
        match hosts.next().await {
            Ok(Some(host)) => read.push(host),
            Ok(None) => return (read, Ok(())),
            Err(error) => return (read, Err(error)),
        }
    }
}
