//! What the client makes of right answers.

use std::collections::BTreeMap;

use noc_scheduler::domain::Host;
use noc_scheduler::integrations::checkmk::{HostOptions, Totals};
use noc_scheduler::simulate::checkmk::Entry;
use noc_scheduler::simulate::network::{Network, many_hosts};
use serde_json::json;

use crate::site::{PLANTED, SITE, client, config, double, read};

#[tokio::test]
async fn hosts_arrive_with_every_field_and_without_their_secrets() {
    let double = double(2).await;
    let (hosts, ended) = read(&client(&double), &HostOptions::default()).await;
    ended.unwrap();
    let expected = Host {
        site: SITE.to_owned(),
        name: "par-sw-00001".to_owned(),
        folder: "/network/par".to_owned(),
        ip4: Some("10.90.0.1".to_owned()),
        labels: BTreeMap::from([("role".to_owned(), "access".to_owned())]),
        tags: BTreeMap::from([("agent".to_owned(), "no-agent".to_owned())]),
        ..Host::default()
    };
    assert_eq!((hosts.len(), &hosts[1]), (2, &expected));
}

#[tokio::test]
async fn effective_attributes_have_what_is_inherited_and_no_secrets_either() {
    let double = double(1).await;
    let options = HostOptions { effective_attributes: true, include_links: true, site: None };
    let (hosts, ended) = read(&client(&double), &options).await;
    ended.unwrap();
    assert_eq!(hosts[0].monitored_by.as_deref(), Some("remote"));
    assert_eq!(hosts[0].tags["criticality"], "critical");
    assert_eq!(hosts[0].attributes["meta_data"]["created_by"], "cmkadmin");
    assert!(!format!("{hosts:?}").contains(PLANTED), "{hosts:?}");
}

#[tokio::test]
async fn hosts_of_all_kinds_are_told_apart() {
    let double = double(0).await;
    double.edit(|hosts| {
        hosts.push(Entry::new("no-address", "/", json!({"tag_address_family": "no-ip"})));
        hosts.push(Entry::new("six-only", "/servers", json!({"ipv6address": "2001:db8::1"})));
        hosts.push(Entry { is_offline: true, ..Entry::new("SRV-Off", "/servers", json!({"alias": "off"})) });
        let nodes = Some(vec!["six-only".to_owned(), "SRV-Off".to_owned()]);
        hosts.push(Entry { cluster_nodes: nodes, ..Entry::new("cluster", "/servers", json!({"site": "remote"})) });
    });
    let client = client(&double);
    let (hosts, ended) = read(&client, &HostOptions::default()).await;
    ended.unwrap();
    assert_eq!((&hosts[0].ip4, &hosts[0].ip6, hosts[0].folder.as_str()), (&None, &None, "/"));
    assert_eq!(hosts[1].ip6.as_deref(), Some("2001:db8::1"));
    assert_eq!(
        (hosts[2].name.as_str(), hosts[2].is_offline, hosts[2].alias.as_deref()),
        ("SRV-Off", true, Some("off"))
    );
    assert_eq!((hosts[3].is_cluster, hosts[3].cluster_nodes.len()), (true, 2));
    assert_eq!(client.totals().await.unwrap(), Totals { hosts: 4, folders: 3, clusters: 1, offline: 1 });

    let of_remote = HostOptions { site: Some("remote".to_owned()), ..HostOptions::default() };
    assert_eq!(read(&client, &of_remote).await.0.len(), 1);
}

#[tokio::test]
async fn an_empty_site_has_no_hosts_and_that_is_an_answer() {
    let double = double(0).await;
    let (hosts, ended) = read(&client(&double), &HostOptions::default()).await;
    assert_eq!((hosts.len(), ended.is_ok()), (0, true));
}

#[tokio::test]
async fn one_host_is_found_by_its_very_name() {
    let double = double(3).await;
    double.edit(|hosts| hosts.push(Entry::new("odd name/with?all #%", "/", json!({}))));
    let client = client(&double);
    let host = client.host("par-sw-00002").await.unwrap().unwrap();
    assert_eq!(host.ip4.as_deref(), Some("10.90.0.2"));
    for strange in ["PAR-SW-00002", "gone", "", ".."] {
        assert_eq!(client.host(strange).await.unwrap(), None, "{strange}");
    }
}

#[tokio::test]
async fn folders_are_read_however_deep() {
    let double = double(0).await;
    let client = client(&double);
    let paths: Vec<String> = client.folders().await.unwrap().into_iter().map(|folder| folder.path).collect();
    assert_eq!(paths, ["/network", "/network/par", "/servers"]);
    let below = client.folders_below("/network").await.unwrap();
    assert_eq!((below.len(), below[0].title.as_deref()), (1, Some("Paris")));
    let error = client.folders_below("/nowhere").await.unwrap_err();
    assert_eq!(error.class(), "refused_request");
    assert!(error.to_string().contains("The folder '/nowhere' could not be found"), "{error}");
}

#[tokio::test]
async fn a_test_of_the_connection_tells_version_edition_and_site() {
    let double = double(0).await;
    let client = client(&double);
    let version = client.check().await.unwrap();
    assert_eq!(client.calls(), 2);
    assert_eq!(version.checkmk.as_deref(), Some("2.4.0p7"));
    assert_eq!((version.edition.as_deref(), version.site.as_deref()), (Some("cee"), Some(SITE)));
}

#[tokio::test]
async fn fifty_thousand_hosts_come_one_by_one() {
    let double = double(0).await;
    double.edit(|hosts| *hosts = many_hosts(50_000));
    let client = client(&double);
    let mut hosts = client.hosts(&HostOptions::default()).await.unwrap();
    let mut read = 0;
    while let Some(host) = hosts.next().await.unwrap() {
        assert!(host.ip4.is_some());
        read += 1;
    }
    assert_eq!((read, client.calls()), (50_000, 1));
}

#[tokio::test]
async fn the_little_network_is_the_same_over_http() {
    let network = Network::at(0);
    let double = network.checkmk(SITE, "automation", crate::site::SECRET).await.unwrap();
    let options = HostOptions { effective_attributes: true, ..HostOptions::default() };
    let (hosts, ended) =
        read(&noc_scheduler::integrations::checkmk::CheckmkClient::new(config(&double)).unwrap(), &options).await;
    ended.unwrap();
    assert_eq!(hosts.len(), network.hosts.len());
    // Every secret of the demonstration ends like this.
    assert!(!format!("{hosts:?}").contains("in-clear"), "{hosts:?}");
    let six: Vec<&str> = hosts.iter().filter(|host| host.ip6.is_some()).map(|host| host.name.as_str()).collect();
    assert_eq!(six, ["par-rtr-01"]);
}
