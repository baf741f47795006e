//! Secrets as each make writes them.

use super::{is_mark, mask};
use crate::domain::baseline::{Family, normalise};

fn mark(secret: &str) -> String {
    let sum = secret.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    format!("{sum:08x}")
}

/// Lines of configurations with `S3CR3T` in the place of a secret.
const LINES: [&str; 62] = [
    "enable secret 9 S3CR3T",
    "enable secret level 5 5 S3CR3T",
    "enable password S3CR3T",
    "username admin privilege 15 secret 5 S3CR3T",
    "username admin password 0 S3CR3T with spaces",
    "username admin password 5 S3CR3T role network-admin",
    "username admin secret sha512 S3CR3T",
    "username admin passphrase S3CR3T",
    "snmp-server community S3CR3T RO 10",
    "snmp-server community encrypted S3CR3T",
    "snmp-server community 7",
    "snmp-server host 10.0.0.1 version 2c S3CR3T udp-port 162",
    "snmp-server host 10.0.0.1 S3CR3T",
    "snmp-server host 10.0.0.1 traps version 2c encrypted S3CR3T",
    "snmp-server host 10.0.0.1 vrf MGMT version 3 auth S3CR3T",
    "snmp-server user op group v3 auth md5 S3CR3T priv aes 128 S3CR3T",
    "snmp-server user op network-admin auth sha S3CR3T priv aes-128 S3CR3T localizedkey",
    "snmp mib community-map S3CR3T engineid 8000",
    "tacacs-server key 7 S3CR3T",
    "tacacs-server host 10.0.0.1 key 7 S3CR3T timeout 5",
    "radius-server host 10.0.0.1 auth-port 1812 acct-port 1813 key S3CR3T",
    "radius-server host 10.0.0.1 key 7 \"S3CR3T\" authentication accounting",
    " key 7 S3CR3T",
    " key-string 7 S3CR3T",
    "  key-string password 0822 S3CR3T",
    " server-private 10.0.0.1 key S3CR3T",
    " client 10.0.0.1 server-key 7 S3CR3T",
    " neighbor 10.0.0.2 password 7 S3CR3T",
    " ip ospf authentication-key S3CR3T",
    " ip ospf message-digest-key 1 md5 7 S3CR3T",
    " area 0 virtual-link 10.0.0.9 message-digest-key 1 md5 S3CR3T",
    " standby 1 authentication S3CR3T",
    " standby 1 authentication md5 key-string 7 S3CR3T",
    " vrrp 1 authentication text S3CR3T",
    "  authentication text S3CR3T",
    " isis password S3CR3T level-2",
    " domain-password S3CR3T",
    "ntp authentication-key 1 md5 S3CR3T 7",
    " ppp chap password 7 S3CR3T",
    " ppp pap sent-username x password 0 S3CR3T",
    "crypto isakmp key S3CR3T address 10.0.0.1",
    "crypto isakmp key 6 S3CR3T hostname peer no-xauth",
    " pre-shared-key local S3CR3T",
    "  wpa psk set-key ascii 0 S3CR3T",
    " cts manual sap pmk S3CR3T mode-list gcm-encrypt",
    "ip ftp password 7 S3CR3T",
    "archive path ftp://backup:S3CR3T@10.0.0.1/$h",
    " map-server 10.0.0.1 key 0 S3CR3T",
    "set system root-authentication encrypted-password \"S3CR3T\"",
    "set snmp community S3CR3T authorization read-only",
    "set snmp trap-group S3CR3T targets 10.0.0.1",
    "set snmp community \"S3CR3T x\" clients 10.0.0.0/8",
    "set security ike policy P pre-shared-key ascii-text \"S3CR3T\"",
    "            secret \"S3CR3T\"; ## SECRET-DATA",
    "            something-new \"S3CR3T\"; ## SECRET-DATA",
    "            authentication-key \"S3CR3T\";",
    "PrivateKey = S3CR3T",
    "PresharedKey = S3CR3T",
    "<encrypted-password>S3CR3T</encrypted-password>",
    "<secret junos:changed=\"x\">S3CR3T</secret>",
    "password S3CR3T port is open",
    "description the key S3CR3T",
];

#[test]
fn every_way_to_write_a_secret_is_known() {
    for line in LINES {
        let said = mask(line, &mark);
        assert!(!said.contains("S3CR3T"), "{said}");
        assert!(said.contains("*secret:"), "{line}: {said}");
        assert_eq!(mask(&said, &mark), said, "a mark stays what it is");
        let other = mask(&line.replace("S3CR3T", "0TH3R"), &mark);
        let is_other = line.contains("S3CR3T");
        assert_eq!(said != other, is_other, "a secret that changed shows as a change: {line}");
    }
}

#[test]
fn hashes_are_secrets_wherever_they_stand() {
    for hash in [
        "$1$mERr$9cTjUIEqNGurQiFU.ZeCi1",
        "$5$abc$defghijk",
        "$6$rounds=5$x$yyyy",
        "$8$dsYGNam3K1SIJO$7nv",
        "$9$a/k9tO1IcSr",
    ] {
        let said = mask(&format!("nobody knows what {hash} is"), &mark);
        assert!(!said.contains(hash) && said.ends_with("* is"), "{said}");
    }
}

#[test]
fn what_is_no_secret_stays_readable() {
    for line in [
        "service password-encryption",
        "key chain OSPF",
        "snmp-server enable traps snmp authentication linkdown",
        "ip community-list standard CUSTOMERS permit 65000:1",
        " set community 65000:1 additive",
        " neighbor 10.0.0.2 send-community both",
        "set policy-options community CUSTOMERS members 65000:1",
        "aaa authentication login default group tacacs+ local",
        " standby 1 authentication md5 key-chain OSPF",
        " isis authentication mode md5",
        "ip ssh pubkey-chain",
        "username admin privilege 15",
        "crypto pki trustpoint SELF",
        "monitor session 1 source interface Gi1/0/1",
        "path scp://backup@10.0.0.1/$h",
        "password",
    ] {
        assert_eq!(mask(line, &mark), line);
    }
    let said = mask("username admin password 5 S3CR3T role network-admin", &mark);
    assert!(said.starts_with("username admin password 5 *secret:") && said.ends_with("* role network-admin"), "{said}");
    let said = mask("crypto isakmp key S3CR3T address 10.0.0.1", &mark);
    assert!(said.ends_with("* address 10.0.0.1"), "{said}");
}

#[test]
fn a_community_in_curly_braces_is_one_of_snmp_only_there() {
    let junos = "snmp {\n    community S3CR3T {\n        authorization read-only;\n    }\n}\npolicy-options {\n    community \
                 CUSTOMERS members 65000:1;\n}\n";
    let said = normalise(Family::Junos, "show configuration", junos, &mark);
    assert!(!said.contains("S3CR3T") && said.contains("community CUSTOMERS members 65000:1;"), "{said}");
    let xml = "<snmp>\n  <community>\n    <name>S3CR3T</name>\n  </community>\n</snmp>\n<policy-options>\n  <name>CUSTOMERS</name>\n";
    let said = normalise(Family::Junos, "show configuration | display xml", xml, &mark);
    assert!(!said.contains("S3CR3T") && said.contains("CUSTOMERS"), "{said}");
}

#[test]
fn a_private_key_is_one_secret_and_so_is_one_that_is_cut_off() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nS3CR3T\nS3CR3T\n-----END RSA PRIVATE KEY-----\nafter\n";
    let said = normalise(Family::Linux, "show running-config", key, &mark);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines.len() == 4 && is_mark(lines[1]) && lines[3] == "after", "{said}");
    let said = normalise(Family::Linux, "show running-config", &key[..45], &mark);
    assert!(said.lines().count() == 2 && !said.contains("S3CR3T"), "{said}");
}

#[test]
fn json_has_secrets_in_names_and_in_values() {
    let eos = r#"{"cmds": {"snmp-server community S3CR3T ro": null, "enable secret sha512 S3CR3T": null, "hostname sw1": null}}"#;
    let said = normalise(Family::Eos, "show running-config | json", eos, &mark);
    assert!(!said.contains("S3CR3T") && said.contains("hostname sw1"), "{said}");
    let junos = r#"{"snmp": {"community": [{"name": "S3CR3T"}]}, "user": [{"encrypted-password": "S3CR3T", "key": 5}],
                   "policy-options": {"community": [{"name": "CUSTOMERS"}]}, "pem":
                   "-----BEGIN PRIVATE KEY-----\nS3CR3T\n-----END PRIVATE KEY-----"}"#;
    let said = normalise(Family::Junos, "show configuration | display json", junos, &mark);
    assert!(!said.contains("S3CR3T") && said.contains("CUSTOMERS") && !said.contains("\"key\": 5"), "{said}");
    assert_eq!(normalise(Family::Junos, "show configuration | display json", &said, &mark), said);
}
