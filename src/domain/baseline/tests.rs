//! What stays and what goes, make by make, and what holds of every output.

use proptest::prelude::*;
use serde_json::json;

use super::{Family, is_configuration, normalise};

/// A digest that tests can read: as many digits as the secret has characters, and its sum.
fn mark(secret: &str) -> String {
    let sum: u32 = secret.bytes().map(u32::from).sum();
    format!("{:02x}{sum:06x}", secret.len().min(255))
}

fn normal(family: Family, command: &str, output: &str) -> String {
    normalise(family, command, output, &mark)
}

/// Two printings that say the same, and one of them that says something else.
fn same(family: Family, command: &str, one: &str, other: &str) {
    assert_eq!(normal(family, command, one), normal(family, command, other), "{family:?} {command}");
    assert!(!normal(family, command, one).is_empty(), "nothing is left of {one}");
}

#[test]
fn heads_of_configurations_go_and_what_is_configured_stays() {
    let ios = "Building configuration...\r\n\r\nCurrent configuration : 4093 bytes\r\n!\r\n! Last configuration change at \
               10:11:12 UTC Mon Nov 2 2026 by alice\r\n! NVRAM config last updated at 10:12:12 UTC Mon Nov 2 2026\r\n!\r\n\
               version 17.9  \r\nntp clock-period 17180285\r\ntime-range WORK\r\n periodic weekdays 8:00 to 17:00\r\n\
               ip tcp timeout 01:02:03\r\nend\r\n";
    let expected =
        "!\n!\nversion 17.9\ntime-range WORK\n periodic weekdays 8:00 to 17:00\nip tcp timeout 01:02:03\nend\n";
    assert_eq!(normal(Family::Ios, "show running-config", ios), expected);
    let eos = "! Command: show running-config\n! device: sw1 (DCS-7050SX3, EOS-4.28.3M)\n!\n! boot system \
               flash:/EOS.swi\n! boot time: 12:00\nhostname sw1\n";
    let expected = eos.replace("! boot time: 12:00\n", "");
    assert_eq!(normal(Family::Eos, "show running-config", eos), expected);
    let nxos = "\n!Command: show running-config\n!Running configuration last done at: Mon Nov  2 10:00:00 2026\n!Time: Mon \
                Nov  2 10:11:12 2026\n\nversion 9.3(8) Bios:version 05.45\n";
    assert_eq!(
        normal(Family::Nxos, "show run", nxos),
        "!Command: show running-config\n\nversion 9.3(8) Bios:version 05.45\n"
    );
    let junos = "## Last commit: 2026-11-02 10:11:12 UTC by alice\nversion 21.4R3;\n{master:0}\n";
    assert_eq!(normal(Family::Junos, "show configuration", junos), "version 21.4R3;\n");
    let xr = "Mon Nov  2 10:11:12.123 UTC\nBuilding configuration...\n!! IOS XR Configuration 7.3.2\n!! Last configuration \
              change at Mon Nov  2 10:00:00 2026 by alice\n!\nhostname xr1\n";
    assert_eq!(normal(Family::Xr, "show running-config", xr), "!! IOS XR Configuration 7.3.2\n!\nhostname xr1\n");
    let frr = "Building configuration...\n\nCurrent configuration:\n!\nfrr version 8.4.4\n";
    assert_eq!(normal(Family::Linux, "vtysh -c 'show running-config'", frr), "!\nfrr version 8.4.4\n");
}

#[test]
fn timers_and_counters_of_an_interface_go_and_its_state_stays() {
    let ios = |minutes: u32, packets: u64, state: &str| {
        format!(
            "GigabitEthernet1/0/1 is {state}, line protocol is {state} (connected)\n  Hardware is Gigabit Ethernet, address \
             is 001c.7301.0001 (bia 001c.7301.0001)\n  MTU 1500 bytes, BW 1000000 Kbit/sec, DLY 10 usec,\n     reliability \
             255/255, txload {minutes}/255, rxload 1/255\n  Last input 00:{minutes:02}:01, output 00:00:00, output hang \
             never\n  Last clearing of \"show interface\" counters never\n  Input queue: 0/75/0/{minutes} \
             (size/max/drops/flushes); Total output drops: {packets}\n  5 minute input rate {packets} bits/sec, 2 packets/sec\n     \
             {packets} packets input, 8 bytes, 0 no buffer\n     Received {packets} broadcasts (2 multicasts)\n     0 \
             runts, 0 giants, 0 throttles\n     {packets} input errors, 0 CRC, 0 frame\n     0 watchdog, 12 multicast, 0 \
             pause input\n     {packets} output buffer failures, 0 output buffers swapped out\n"
        )
    };
    same(Family::Ios, "show interfaces", &ios(1, 10, "up"), &ios(59, 1_000_000, "up"));
    let (up, down) = (normal(Family::Ios, "show interfaces", &ios(1, 10, "up")), ios(1, 10, "down"));
    assert_ne!(up, normal(Family::Ios, "show interfaces", &down));
    assert!(up.contains("MTU 1500 bytes") && up.contains("reliability <n>/255"), "{up}");
    let eos = |time: &str, packets: u64| {
        format!(
            "Ethernet1 is up, line protocol is up (connected)\n  Up {time}\n  {packets} link status changes since last clear\n  \
             5 minutes input rate {packets} bps (0.0% with framing overhead), 0 packets/sec\n     {packets} packets input, \
             1 bytes\n"
        )
    };
    same(Family::Eos, "show interfaces", &eos("3 days, 4 hours, 5 minutes, 6 seconds", 1), &eos("9 seconds", 77_777));
    let nxos = |flapped: &str, packets: u64| {
        format!(
            "Ethernet1/1 is up\n  MTU 9216 bytes, BW 10000000 Kbit\n  Last link flapped {flapped}\n  30 seconds input rate \
             {packets} bits/sec, 1 packets/sec\n  RX\n    {packets} unicast packets  0 multicast packets\n    {packets} input \
             packets  1 bytes\n"
        )
    };
    same(Family::Nxos, "show interface", &nxos("3week(s) 2day(s)", 1), &nxos("00:01:02", 12_345));
    let junos = |time: &str, bps: u64| {
        format!(
            "Physical interface: ge-0/0/0, Enabled, Physical link is Up\n  Last flapped   : 2026-11-02 10:11:12 UTC ({time} \
             ago)\n  Input rate     : {bps} bps ({bps} pps)\n  Output rate    : 0 bps (0 pps)\n"
        )
    };
    same(Family::Junos, "show interfaces", &junos("3w2d 04:05", 1), &junos("00:00:07", 999));
}

#[test]
fn ages_in_tables_go_however_wide_their_column_was() {
    let arp = |age: &str| format!("Internet  10.0.0.1  {age}   001c.7301.0001  ARPA   Vlan10\n");
    same(Family::Ios, "show ip arp", &arp("        1"), &arp("      240"));
    assert_ne!(normal(Family::Ios, "show ip arp", &arp("-")), normal(Family::Ios, "show ip arp", &arp("3")), "its own");
    let routes = |age: &str| format!("O        10.2.0.0/16 [110/20] via 10.1.1.1, {age}, GigabitEthernet0/0\n");
    same(Family::Ios, "show ip route", &routes("00:00:09"), &routes("1w2d"));
    let bgp = |n: u64, age: &str| {
        format!("10.0.0.2        4        65001   {n:>7}   {n:>7}      {n}    0    0 {age:<8}       12\n")
    };
    same(Family::Ios, "show ip bgp summary", &bgp(9, "00:00:11"), &bgp(123_456, "3d04h"));
    let cdp = |hold: u32| format!("sw2.example.net  Gig 1/0/1         {hold}              S I   WS-C2960X Gig 1/0/2\n");
    same(Family::Ios, "show cdp neighbors", &cdp(9), &cdp(178));
    let macs = |order: [u8; 2]| order.map(|n| format!("  10    001c.7301.000{n}    DYNAMIC     Et{n}\n")).concat();
    same(Family::Eos, "show mac address-table", &macs([1, 2]), &macs([2, 1]));
    let nxos = |age: &str| format!("* 10     001c.7301.0001   dynamic  {age}         F      F    Eth1/1\n");
    same(Family::Nxos, "show mac address-table", &nxos("0"), &nxos("3600"));
    let junos = |age: &str| {
        format!("10.0.0.0/8         *[OSPF/10] {age}, metric 2\n                    > to 10.1.1.1 via ge-0/0/0.0\n")
    };
    same(Family::Junos, "show route", &junos("3w2d 04:05:06"), &junos("00:00:12"));
    let version = |up: &str| format!("sw1 uptime is {up}\nSystem image file is \"flash:packages.conf\"\n");
    same(Family::Ios, "show version", &version("21 weeks, 3 days, 2 hours, 9 minutes"), &version("1 minute"));
}

#[test]
fn json_keeps_its_facts_and_loses_its_counters() {
    let eos = |octets: u64, status: &str| {
        json!({"interfaces": {"Ethernet1": {
            "name": "Ethernet1", "interfaceStatus": status, "lastStatusChangeTimestamp": octets, "mtu": 9214,
            "interfaceCounters": {"inOctets": octets}, "interfaceStatistics": {"inBitsRate": octets},
        }}})
        .to_string()
    };
    same(Family::Eos, "show interfaces | json", &eos(1, "connected"), &eos(77, "connected"));
    let (up, down) = (eos(1, "connected"), eos(1, "notconnect"));
    assert_ne!(
        normal(Family::Eos, "show interfaces | json", &up),
        normal(Family::Eos, "show interfaces | json", &down)
    );
    assert!(normal(Family::Eos, "show interfaces | json", &up).contains("\"mtu\": 9214"));
    let lldp = |age: &str, rid: &str| {
        json!({"lldp": {"interface": {"swp1": {"via": "LLDP", "rid": rid, "age": age}}}}).to_string()
    };
    same(
        Family::Linux,
        "lldpcli -f json show neighbors details",
        &lldp("0 day, 01:02:03", "1"),
        &lldp("1 day, 00:00:01", "7"),
    );
    let neigh = |state: &str, order: [u8; 2]| {
        json!(order.map(|n| json!({"dst": format!("10.0.0.{n}"), "lladdr": "52:54:00:00:00:01", "state": [state]})))
            .to_string()
    };
    same(Family::Linux, "ip -j neigh", &neigh("REACHABLE", [1, 2]), &neigh("STALE", [2, 1]));
    assert_ne!(
        normal(Family::Linux, "ip -j neigh", &neigh("FAILED", [1, 2])),
        normal(Family::Linux, "ip -j neigh", &neigh("STALE", [1, 2]))
    );
}

#[test]
fn what_shows_a_configuration_is_known_by_its_words() {
    for command in [
        "show running-config",
        "sh run",
        "show startup-config all",
        "show configuration | display set",
        "vtysh -c 'show running-config'",
    ] {
        assert!(is_configuration(command), "{command}");
    }
    for command in ["show interfaces status", "show version", "show ip route | include running", "show spanning-tree"] {
        assert!(!is_configuration(command), "{command}");
    }
}

fn any_family() -> impl Strategy<Value = Family> {
    prop::sample::select(Family::ALL.to_vec())
}

fn any_command() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["show running-config", "show version", "show ip arp", "show x | json"])
}

/// Lines made of the words that rules look for.
fn any_output() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "password",
        "secret",
        "key",
        "7",
        "5",
        "$9$abcdefgh",
        "\"a b\";",
        "community",
        "snmp",
        "snmp-server",
        "role",
        "x",
        "00:12:34",
        "1w2d",
        "3",
        "days,",
        "packets",
        "input",
        "uptime",
        "is",
        "Last",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\"ttl\":",
        "<key>",
        "</key>",
        "-----BEGIN",
        "-----END",
        "PRIVATE",
        "KEY-----",
        "Hold",
        "time",
        ":",
        "001c.7301.0001",
        "10.0.0.1",
        "\t",
        "é",
        "*secret:00*",
        "!",
        "Time",
        "ftp://a:b@c",
        "Internet",
        "ARPA",
        "Building",
        "configuration...",
        "Up",
        "4",
        "65000",
        "\r",
    ]);
    let line = prop::collection::vec((word, prop::sample::select(vec![" ", "  ", "   ", ""])), 0..9)
        .prop_map(|words| words.into_iter().map(|(word, space)| format!("{word}{space}")).collect::<String>());
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn the_normal_form_is_its_own_normal_form(family in any_family(), command in any_command(), output in any_output()) {
        let once = normal(family, command, &output);
        prop_assert_eq!(normal(family, command, &once), once);
    }

    #[test]
    fn whatever_is_printed_has_a_normal_form(family in any_family(), command in any_command(), output: String) {
        let once = normal(family, command, &output);
        prop_assert_eq!(normal(family, command, &once), once);
    }

    #[test]
    fn lines_that_no_rule_speaks_of_stay(family in any_family(), lines in prop::collection::vec("[a-cx-z]( [a-cx-z]{1,8}){0,6}", 1..20)) {
        let text = format!("{}\n", lines.join("\n"));
        prop_assert_eq!(normal(family, "show running-config", &text), text.clone());
        prop_assert_eq!(normal(family, "show something", &text), text);
    }
}
