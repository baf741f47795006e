use proptest::prelude::*;

use super::*;
use crate::device::platform::{self, of_driver};
use crate::domain::network::Step;

const MAKES: [&str; 5] = ["cisco_ios", "cisco_nxos", "cisco_xr", "arista_eos", "juniper_junos"];

fn on(driver: &str, command: &str) -> Result<(), Refusal> {
    check(of_driver(driver).unwrap(), command, &[])
}

#[test]
fn what_the_crawl_itself_asks_is_let_through() {
    for platform in platform::ALL {
        for step in Step::ALL {
            for command in platform.commands(step) {
                assert_eq!(check(platform, command, &[]), Ok(()), "{}: {command}", platform.name);
            }
        }
    }
}

#[test]
fn what_only_reads_is_let_through_everywhere() {
    for driver in MAKES {
        for command in [
            "show version",
            "SHOW version",
            "  show   version  ",
            "show running-config | include hostname",
            "show interfaces | exclude down | count",
            "show ip route vrf MGMT | begin 10.0",
            "show lldp neighbors detail | json",
            "show configuration | display set | no-more",
            "show log | match \"Te1/0/1\" | except debug",
            "show ipv6 route 2001:db8::/32",
            "show mac address-table address 00:1c:73:aa:bb:cc",
            "show flash:",
            "show interfaces xe-0/0/0:1",
        ] {
            assert_eq!(on(driver, command), Ok(()), "{driver}: {command}");
        }
    }
}

#[test]
fn whatever_might_write_is_refused_everywhere() {
    for driver in MAKES {
        for command in [
            "",
            "   ",
            "sh ver",
            "showversion",
            "show\u{a0}version",
            "show\u{2003}version",
            "\u{ff53}how version",
            "show\tversion",
            "show version\nreload",
            "show version\rreload",
            "show version\0",
            "show version ?",
            "configure terminal",
            "reload",
            "write memory",
            "do write",
            "do show version",
            "no show version",
            "copy running-config startup-config",
            "clear arp",
            "debug all",
            "request system reboot",
            "ping 10.0.0.1",
            "show run | redirect flash:x",
            "show run | redi flash:x",
            "show run | r flash:x",
            "show run |redirect flash:x",
            "show run|redirect flash:x",
            "show run | tee x",
            "show tech | tee flash:x",
            "show run | append flash:x",
            "show run | a flash:x",
            "show run | save x",
            "show run | file disk0:x",
            "show run | email a@b",
            "show run | vsh",
            "show run | python",
            "show run | find / -delete",
            "show run | sort -o x",
            "show run | sed w",
            "show run | utility head",
            "show run | include x | redirect flash:x",
            "show run | include \"a|b\" | tee x",
            "show run | include \"x | redirect flash:x\"",
            "show run || reload",
            "show run |",
            "show run > x",
            "show run >> x",
            "show run < x",
            "show run ; reload",
            "show run;reload",
            "show run && reload",
            "show run & reload",
            "show run `reload`",
            "show run $(reload)",
            "show run \\",
            "show tech-support all binary bootflash:x",
            "show run tftp://10.0.0.1/x",
            "show run usb1:x",
            "show run | include x flash:y",
            &"show ".repeat(100),
        ] {
            assert!(on(driver, command).is_err(), "{driver}: {command:?}");
        }
    }
}

#[test]
fn a_unix_shell_is_given_what_is_known_to_read() {
    for command in [
        "ip -j addr",
        "ip -j -d link show",
        "ip -j -6 neigh show dev eth0",
        "ip -j route show table all",
        "ip -br a",
        "ip route get 10.0.0.1",
        "bridge -j fdb show",
        "bridge -j vlan",
        "lldpcli -f json show neighbors details",
        "lldpcli show chassis",
        "sudo -n lldpcli -f json show neighbors",
        "vtysh -c 'show ip route json'",
        "vtysh -c \"show bgp summary json\" -c 'show ip ospf neighbor'",
        "vtysh -c 'show running-config | include router'",
        "hostname -f",
        "uname -a",
        "cat /etc/os-release /sys/class/dmi/id/product_serial",
    ] {
        assert_eq!(on("linux", command), Ok(()), "{command}");
    }
}

#[test]
fn a_unix_shell_is_given_nothing_else() {
    for command in [
        "",
        "sh",
        "ls",
        "reboot",
        "show version",
        "ip",
        "ip -j",
        "ip link set eth0 down",
        "ip link s eth0 down",
        "ip -j link set eth0 down",
        "ip l set eth0 down",
        "ip addr add 10.0.0.1/24 dev eth0",
        "ip addr flush dev eth0",
        "ip route del default",
        "ip route flush cache",
        "ip route save",
        "ip -b file",
        "ip -batch file",
        "ip -force link show",
        "ip netns exec blue reboot",
        "ip vrf exec blue reboot",
        "ip monitor",
        "ip -j route; reboot",
        "ip -j route;reboot",
        "ip -j route && reboot",
        "ip -j route || reboot",
        "ip -j route | tee x",
        "ip -j route | sh",
        "ip -j route > x",
        "ip -j route >x",
        "ip -j route & reboot",
        "ip -j route\nreboot",
        "ip -j route $(reboot)",
        "ip -j route `reboot`",
        "ip -j route ${IFS}",
        "ip -j route $'\\n'",
        "ip -j {route,link}",
        "ip link show ~",
        "ip link show *",
        "i\\p link show",
        "'ip link set eth0 down'",
        "ip link 'show",
        "\"ip\"\"link\" show",
        "PATH=x ip link show",
        "./ip link show",
        "/tmp/ip link show",
        "bridge fdb add x",
        "bridge vlan delete x",
        "lldpcli configure system hostname x",
        "lldpcli -c file show neighbors",
        "lldpcli -f sh show neighbors",
        "vtysh",
        "vtysh -c",
        "vtysh -c 'conf t'",
        "vtysh -c 'configure terminal' -c 'show version'",
        "vtysh -c 'show version' -c 'conf t'",
        "vtysh -c 'show version' -f file",
        "vtysh -f file",
        "vtysh -c 'show version\nconf t'",
        "vtysh -c 'show run' > x",
        "vtysh -c 'show run | redirect x'",
        "vtysh -c 'show run > x'",
        "vtysh -c \"show $(reboot)\"",
        "vtysh -c \"show `reboot`\"",
        "vtysh -c 'do write'",
        "sudo reboot",
        "sudo -n reboot",
        "sudo lldpcli show neighbors",
        "hostname evil",
        "hostname -F file",
        "hostnamectl set-hostname evil",
        "cat",
        "cat /etc/shadow",
        "cat /etc/os-release /etc/shadow",
        "uname x",
    ] {
        assert!(on("linux", command).is_err(), "{command:?}");
    }
}

#[test]
fn an_admin_may_allow_more_but_no_way_to_write_files() {
    let ios = of_driver("cisco_ios").unwrap();
    let extra = ["ping".to_owned(), "dir all-filesystems".to_owned(), "  ".to_owned()];
    for (command, allowed) in [
        ("ping 10.0.0.1", true),
        ("Ping 10.0.0.1 repeat 3", true),
        ("dir all-filesystems", true),
        ("dir flash:", false),
        ("pingu 10.0.0.1", false),
        ("ping 10.0.0.1 | redirect flash:x", false),
        ("ping 10.0.0.1 ; reload", false),
        ("reload", false),
    ] {
        assert_eq!(check(ios, command, &extra).is_ok(), allowed, "{command}");
    }
    let linux = of_driver("linux").unwrap();
    let extra = ["ethtool -i".to_owned()];
    for (command, allowed) in [
        ("ethtool -i eth0", true),
        ("ethtool -i eth0; reboot", false),
        ("ethtool -i eth0 | sort -o x", false),
        ("ethtool -s eth0", false),
    ] {
        assert_eq!(check(linux, command, &extra).is_ok(), allowed, "{command}");
    }
}

#[test]
fn a_refusal_says_what_is_allowed() {
    let said = on("cisco_ios", "reload in 5 minutes").unwrap_err().to_string();
    assert_eq!(said, "only commands that read are run here: `show …`; `reload in 5` is none of them");
    let said = on("cisco_ios", "show run | redi flash:x").unwrap_err().to_string();
    assert!(said.contains("include") && said.ends_with("`redi` is none of them"), "{said}");
}

proptest! {
    /// Whatever is let through has one line, one command, and filters only.
    #[test]
    fn what_is_let_through_is_one_reading_command(rest in "[ -~\t\n\r\u{a0}|;>&`$']{0,40}") {
        let command = format!("show {rest}");
        for driver in MAKES {
            if on(driver, &command).is_ok() {
                prop_assert!(command.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
                prop_assert!(!command.contains([';', '&', '>', '<', '`', '\\']));
                prop_assert!(!command.contains("$("));
                for part in command.split('|').skip(1) {
                    let filter = part.split_whitespace().next().unwrap_or_default().to_lowercase();
                    prop_assert!(!["", "redirect", "tee", "append", "save", "file"].contains(&filter.as_str()));
                }
            }
        }
    }

    #[test]
    fn whatever_does_not_begin_with_show_is_refused(command in "[a-zA-Z]{1,8}( [ -~]{0,20})?") {
        prop_assume!(!command.to_lowercase().starts_with("show"));
        for driver in MAKES {
            prop_assert!(on(driver, &command).is_err());
        }
    }

    #[test]
    fn nothing_panics(command: String, extra: Vec<String>) {
        for platform in platform::ALL {
            let _ = check(platform, &command, &extra);
        }
    }

    /// No sign that a shell reads survives outside the quotes of `vtysh -c`.
    #[test]
    fn no_sign_of_a_shell_is_let_through(sign in "[;&|<>`$(){}*~\\\\!#^\\[\\]\n\r\t]", at in 0_usize..30) {
        let command = "ip -j route show table all dev";
        let mut smuggled = command.to_owned();
        smuggled.insert_str(at.min(command.len()), &sign);
        prop_assert!(on("linux", &smuggled).is_err(), "{smuggled:?}");
    }
}

#[test]
fn every_usual_command_of_a_baseline_only_reads() {
    for platform in crate::device::platform::ALL {
        for command in platform.usual.always.iter().chain(platform.usual.where_known) {
            assert_eq!(check(platform, command, &[]), Ok(()), "{}: {command}", platform.name);
        }
        assert!(!platform.usual.always.is_empty());
    }
}
