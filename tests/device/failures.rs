//! What goes wrong, and what it is called.

use std::net::Ipv4Addr;
use std::time::Duration;

use noc_scheduler::device::session::{Limits, Target, Trouble, connect};
use noc_scheduler::simulate::ssh::{Fault, SshDevice, SshDouble, Style};

use crate::rig::{login, refusal, session, soon, start, target};

/// Long enough for what comes, short enough for what does not.
fn impatient() -> Limits {
    let a_while = Duration::from_secs(3);
    Limits { connect: a_while, login: 2 * a_while, command: a_while, silence: a_while }
}

#[tokio::test]
async fn each_way_of_not_getting_in_has_its_class() {
    let too_many = || Fault::CloseSaying("Exceeded MaxStartups".into());
    for (fault, class) in [
        (Fault::CloseAtOnce, "device_busy"),
        (too_many(), "device_busy"),
        (Fault::CloseSaying("220 mail server".into()), "unreachable"),
        (Fault::Silent, "connect_timeout"),
        (Fault::HangAtLogin, "connect_timeout"),
        (Fault::RefuseLogin, "auth_failed"),
        (Fault::NoChannel, "device_busy"),
        (Fault::RefuseShell, "privilege"),
        (Fault::CutAfterBytes(30), "disconnected"),
        (Fault::CutAfterCommands(0), "disconnected"),
    ] {
        let double = start(SshDevice::new("sw1", Style::Ios).with(fault.clone())).await;
        let trouble = refusal(&double, Style::Ios, &login(), &impatient()).await;
        assert_eq!(trouble.class().as_str(), class, "{fault:?}: {trouble}");
        assert!(trouble.to_string().contains("; ") || class == "no_credentials", "says what to do: {trouble}");
        let visits = soon(double.until(|visits| visits.open == 0)).await;
        assert!(visits.logins_tried() <= 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_device_whose_lines_are_all_in_use_is_busy() {
    let double = start(SshDevice { lines: Some(1), ..SshDevice::new("sw1", Style::Ios) }).await;
    let first = session(&double, Style::Ios).await;
    let trouble = refusal(&double, Style::Ios, &login(), &Limits::default()).await;
    assert_eq!(trouble.class().as_str(), "device_busy", "{trouble}");
    drop(first);
    soon(double.until(|visits| visits.sessions == 0)).await;
    session(&double, Style::Ios).await;
}

#[tokio::test]
async fn a_name_without_an_address_and_a_port_without_a_device_are_told_apart() {
    let double = start(SshDevice::new("sw1", Style::Ios)).await;
    let nowhere = Target { host: "no-such-device.invalid".into(), ..target(&double, Style::Ios) };
    let trouble = soon(connect(&nowhere, &login(), &[], &Limits::default())).await.unwrap_err();
    assert!(["dns", "connect_timeout"].contains(&trouble.class().as_str()), "{trouble}");

    let closed = target(&double, Style::Ios);
    drop(double);
    // The port is free again only when the double has ended.
    let trouble = soon(async {
        loop {
            match connect(&closed, &login(), &[], &Limits::default()).await {
                Err(trouble @ Trouble::Unreachable { .. }) => return trouble,
                _ => tokio::task::yield_now().await,
            }
        }
    })
    .await;
    assert_eq!(trouble.class().as_str(), "unreachable");
}

#[tokio::test]
async fn a_connection_that_breaks_in_an_answer_is_told_and_stays_told() {
    for style in [Style::Ios, Style::Linux] {
        let double = start(SshDevice::new("sw1", style)).await;
        let mut session = session(&double, style).await;
        let so_far = double.visits().commands.len();
        double.edit(|device| device.faults.push(Fault::CutAfterCommands(so_far)));
        for _ in 0..2 {
            let trouble = soon(session.run("show version")).await.unwrap_err();
            assert_eq!(trouble.class().as_str(), "disconnected", "{style:?}: {trouble}");
        }
        assert!(!session.is_open());
    }
}

#[tokio::test]
async fn a_command_that_hangs_ends_in_time_and_the_session_goes_on() {
    for style in [Style::Ios, Style::Linux] {
        let device = SshDevice::new("sw1", style).answering("show x", "x\n").with(Fault::HangOn("show hang".into()));
        let double = start(device).await;
        let mut session = soon(connect(&target(&double, style), &login(), &[], &impatient())).await.unwrap();
        let trouble = soon(session.run("show hang")).await.unwrap_err();
        assert!(matches!(trouble, Trouble::CommandTimeout { .. }), "{style:?}: {trouble:?}");
        assert_eq!(soon(session.run("show x")).await.unwrap().text, "x\n", "{style:?}");
    }
}

#[tokio::test]
async fn a_command_given_up_half_way_leaves_the_session_in_order() {
    for style in [Style::Ios, Style::Linux] {
        let device = SshDevice::new("sw1", style).answering("show x", "x\n").with(Fault::HangOn("show hang".into()));
        let double = start(device).await;
        let mut session = session(&double, style).await;
        let given_up = soon(async {
            tokio::select! {
                answer = session.run("show hang") => Some(answer),
                _ = double.until(|visits| visits.commands.iter().any(|command| command == "show hang")) => None,
            }
        });
        assert_eq!(given_up.await, None);
        assert_eq!(soon(session.run("show x")).await.unwrap().text, "x\n", "{style:?}");
    }
}

#[tokio::test]
async fn a_session_or_a_login_that_is_dropped_ends_its_connection() {
    let double = start(SshDevice::new("sw1", Style::Ios)).await;
    drop(session(&double, Style::Ios).await);
    soon(double.until(|visits| visits.open == 0)).await;

    for fault in [Fault::Silent, Fault::HangAtLogin] {
        let double = start(SshDevice::new("sw1", Style::Ios).with(fault.clone())).await;
        let (target, login) = (target(&double, Style::Ios), login());
        let limits = Limits::default();
        tokio::select! {
            session = connect(&target, &login, &[], &limits) => panic!("{fault:?}: {session:?}"),
            _ = soon(double.until(|visits| visits.open == 1)) => {}
        }
        soon(double.until(|visits| visits.open == 0)).await;
    }
}

#[tokio::test]
async fn a_double_that_is_dropped_takes_its_connections_along() {
    let double = start(SshDevice::new("sw1", Style::Ios)).await;
    let mut session = session(&double, Style::Ios).await;
    drop(double);
    let trouble = soon(session.run("show version")).await.unwrap_err();
    assert_eq!(trouble.class().as_str(), "disconnected", "{trouble}");
}

#[tokio::test]
async fn many_devices_share_a_port_at_addresses_of_their_own() {
    let devices = (1..=20)
        .map(|n| (Ipv4Addr::new(127, 0, 90, n).into(), SshDevice::new(&format!("sw{n}"), Style::Ios)))
        .map(|(ip, device)| (ip, device.answering("show version", "v\n")))
        .collect();
    let doubles = SshDouble::start_all(devices).await.unwrap();
    assert!(doubles.iter().all(|double| double.address().port() == doubles[0].address().port()));
    let mut all = tokio::task::JoinSet::new();
    for double in &doubles {
        let target = target(double, Style::Ios);
        all.spawn(async move {
            let mut session = soon(connect(&target, &login(), &[], &Limits::default())).await.unwrap();
            soon(session.run("show version")).await.unwrap().text
        });
    }
    assert_eq!(all.join_all().await, vec!["v\n"; 20]);
}
