//! Command lines of every make, and all that stands between a command and its output.

use std::time::Duration;

use noc_scheduler::device::session::{Limits, Login, Trouble};
use noc_scheduler::simulate::ssh::{Echo, Fault, Pager, Reply, SshDevice, Style};

use crate::rig::{login, refusal, session, session_as, soon, start};

const VERSION: &str = "Some Software, Version 1.2\n  uptime is 3 weeks\n\nSerial ABC\n";

#[tokio::test]
async fn every_make_answers_with_its_output_and_nothing_else() {
    for style in [Style::Ios, Style::Nxos, Style::Xr, Style::Eos, Style::Junos, Style::Linux] {
        let double = start(SshDevice::new("sw1", style).answering("show version", VERSION)).await;
        let mut session = session(&double, style).await;
        for _ in 0..2 {
            let output = soon(session.run("show version")).await.unwrap();
            assert_eq!(output.text, VERSION, "{style:?}");
        }
        soon(session.close()).await;
        let visits = soon(double.until(|visits| visits.open == 0)).await;
        assert_eq!((visits.connections, visits.logins_tried(), visits.most_sessions), (1, 1, 1), "{style:?}");
    }
}

#[tokio::test]
async fn every_make_has_a_shell_where_commands_get_no_channel() {
    for style in [Style::Nxos, Style::Eos, Style::Junos, Style::Linux] {
        let device = SshDevice::new("sw1", style).answering("show version", VERSION).with(Fault::RefuseExec);
        let double = start(device).await;
        let mut session = session(&double, style).await;
        for _ in 0..2 {
            assert_eq!(soon(session.run("show version")).await.unwrap().text, VERSION, "{style:?}");
        }
        // Asked once for a channel, then never again.
        assert_eq!(double.visits().shells, 1, "{style:?}");
    }
}

#[tokio::test]
async fn echo_may_come_slowly_wrapped_or_not_at_all() {
    let command = "show interfaces TenGigabitEthernet1/0/1 description";
    for echo in [Echo::Plain, Echo::None, Echo::Slow(Duration::from_millis(3)), Echo::Wrapped(20)] {
        let device = SshDevice { echo, ..SshDevice::new("sw1", Style::Ios).answering(command, VERSION) };
        let double = start(device).await;
        let mut session = session(&double, Style::Ios).await;
        for _ in 0..2 {
            assert_eq!(soon(session.run(command)).await.unwrap().text, VERSION, "{echo:?}");
        }
    }
}

#[tokio::test]
async fn pages_are_turned_where_a_device_pages_although_told_not_to() {
    let long: String = (0..100).map(|line| format!("line {line}\n")).collect();
    for (text, erase) in [
        ("--More--", "\x08\x08\x08\x08\x08\x08\x08\x08        \x08\x08\x08\x08\x08\x08\x08\x08"),
        (" --More-- ", "\r          \r"),
        ("<--- More --->", "\r              \r"),
        ("---(more 45%)---", "\x1b[16D\x1b[K"),
        ("--More--", "\r\n"),
    ] {
        let pager = Pager { lines: 24, text: text.into(), erase: erase.into(), stubborn: true };
        let device = SshDevice { pager: Some(pager), ..SshDevice::new("sw1", Style::Ios) };
        let double = start(device.answering("show run", long.as_str())).await;
        let mut session = session(&double, Style::Ios).await;
        let seen = soon(session.run("show run")).await.unwrap().text;
        let lines: Vec<&str> = seen.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, long.lines().collect::<Vec<_>>(), "{text:?} {erase:?}");
    }
}

#[tokio::test]
async fn a_banner_that_looks_like_a_prompt_is_none() {
    let motd = "\n##########\n# keep out #\n##########\nAll is logged>\n#######################";
    let device = SshDevice { motd: Some(motd.into()), ..SshDevice::new("sw1", Style::Ios) };
    let double = start(device.answering("show version", VERSION)).await;
    let mut session = session(&double, Style::Ios).await;
    assert_eq!(soon(session.run("show version")).await.unwrap().text, VERSION);
}

#[tokio::test]
async fn a_shy_device_is_asked_for_its_prompt() {
    let device = SshDevice { shy: true, ..SshDevice::new("sw1", Style::Ios) };
    let double = start(device.answering("show version", VERSION)).await;
    let mut session = session(&double, Style::Ios).await;
    assert_eq!(soon(session.run("show version")).await.unwrap().text, VERSION);
}

#[tokio::test]
async fn what_looks_like_the_prompt_in_an_answer_does_not_end_it() {
    let reply = Reply {
        pieces: vec!["before\nsw1#".into(), "a log line behind it\nsw1#".into(), "\nafter\n".into()],
        pause: Duration::from_millis(30),
        ..Reply::from("")
    };
    let double = start(SshDevice::new("sw1", Style::Ios).answering("show log", reply).answering("show x", "x\n")).await;
    let mut session = session(&double, Style::Ios).await;
    let seen = soon(session.run("show log")).await.unwrap().text;
    assert_eq!(seen, "before\nsw1#a log line behind it\nsw1#\nafter\n");
    assert_eq!(soon(session.run("show x")).await.unwrap().text, "x\n");
}

#[tokio::test]
async fn a_log_line_over_the_prompt_does_not_hide_it() {
    let log = "\n*Mar  1 00:00:01: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up\n";
    let device = SshDevice { log_line: Some(log.into()), ..SshDevice::new("sw1", Style::Ios) };
    let double = start(device.answering("show version", VERSION).answering("show x", "x\n")).await;
    let mut session = session(&double, Style::Ios).await;
    assert!(soon(session.run("show version")).await.unwrap().text.starts_with(VERSION));
    assert!(soon(session.run("show x")).await.unwrap().text.starts_with("x\n"));
}

#[tokio::test]
async fn an_answer_costs_no_more_than_the_device_takes_for_it() {
    // Waits for silence alone would take this long: a tenth of a second after each answer.
    const SILENCE: Duration = Duration::from_secs(10);
    const COMMANDS: usize = 100;
    let double = start(SshDevice::new("sw1", Style::Ios).answering("show version", VERSION)).await;
    let mut session = session(&double, Style::Ios).await;
    let begun = std::time::Instant::now();
    for _ in 0..COMMANDS {
        soon(session.run("show version")).await.unwrap();
    }
    assert!(begun.elapsed() < SILENCE, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn slow_answers_are_awaited_to_their_end() {
    let reply = Reply {
        pieces: (0..20).map(|line| format!("line {line}\n")).collect(),
        pause: Duration::from_millis(60),
        ..Reply::from("")
    };
    let device = SshDevice { command_delay: Duration::from_millis(700), ..SshDevice::new("sw1", Style::Ios) };
    let double = start(device.answering("show slow", reply)).await;
    let mut session = session(&double, Style::Ios).await;
    assert_eq!(soon(session.run("show slow")).await.unwrap().text.lines().count(), 20);
}

#[tokio::test]
async fn bytes_that_are_no_utf_8_cost_no_more_than_themselves() {
    let double = start(SshDevice::new("sw1", Style::Ios).answering("show x", "Z\u{fffd}rich\n")).await;
    let mut session = session(&double, Style::Ios).await;
    assert_eq!(soon(session.run("show x")).await.unwrap().text, "Z\u{fffd}rich\n");
}

#[tokio::test]
async fn a_user_without_privileges_gets_them_by_the_secret() {
    let device = SshDevice {
        starts_plain: true,
        enable_password: Some("enab1e-secret".into()),
        ..SshDevice::new("sw1", Style::Ios).answering("show run", VERSION)
    };
    let double = start(device).await;
    let right = Login { enable_password: Some("enab1e-secret".into()), ..login() };
    let mut session = session_as(&double, Style::Ios, &right).await;
    assert!(session.is_privileged());
    assert_eq!(soon(session.run("show run")).await.unwrap().text, VERSION);

    let wrong = Login { enable_password: Some("an0ther-secret".into()), ..login() };
    let trouble = refusal(&double, Style::Ios, &wrong, &Limits::default()).await;
    assert_eq!(trouble.class().as_str(), "privilege", "{trouble}");
    assert!(!format!("{trouble} {trouble:?} {wrong:?}").contains("an0ther-secret"));
    // One right and one wrong; the wrong one not three times.
    assert_eq!(double.visits().logins["enable"], 2);
}

#[tokio::test]
async fn privileges_that_need_no_secret_are_taken() {
    let device = SshDevice { starts_plain: true, ..SshDevice::new("sw1", Style::Eos) };
    let double = start(device.answering("show run", VERSION).with(Fault::RefuseExec)).await;
    let mut session = session(&double, Style::Eos).await;
    assert_eq!(soon(session.run("show run")).await.unwrap().text, VERSION);
    assert!(session.is_privileged());
}

#[tokio::test]
async fn without_the_secret_one_stays_without_privileges() {
    let device = SshDevice {
        starts_plain: true,
        enable_password: Some("enab1e-secret".into()),
        ..SshDevice::new("sw1", Style::Ios).answering("show version", VERSION)
    };
    let double = start(device).await;
    let mut session = session(&double, Style::Ios).await;
    assert!(!session.is_privileged());
    assert_eq!(soon(session.run("show version")).await.unwrap().text, VERSION);
}

#[tokio::test]
async fn a_refused_command_is_told_in_the_devices_words_and_the_session_goes_on() {
    for (style, words) in [
        (Style::Ios, "% Invalid input"),
        (Style::Nxos, "% Invalid command"),
        (Style::Xr, "% Invalid input"),
        (Style::Eos, "% Invalid input"),
        (Style::Junos, "unknown command"),
        (Style::Linux, "not found"),
    ] {
        let double = start(SshDevice::new("sw1", style).answering("show version", VERSION)).await;
        let mut session = session(&double, style).await;
        let trouble = soon(session.run("show nothing")).await.unwrap_err();
        let Trouble::CommandRejected { words: said, .. } = &trouble else { panic!("{trouble:?}") };
        assert!(said.contains(words), "{style:?}: {said}");
        assert_eq!(soon(session.run("show version")).await.unwrap().text, VERSION, "{style:?}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_path_of_linux_is_looked_for_where_root_has_it() {
    let device = SshDevice::new("srv1", Style::Linux)
        .answering("/usr/sbin/lldpcli show chassis", "chassis\n")
        .answering("/usr/sbin/lldpcli show neighbors", "neighbors\n")
        .answering("hostname", "srv1\n");
    let double = start(device).await;
    let mut session = session(&double, Style::Linux).await;
    for (command, answer, asked) in [
        ("hostname", "srv1\n", 1),
        ("lldpcli show chassis", "chassis\n", 2),
        // By now it is known where that is.
        ("lldpcli show neighbors", "neighbors\n", 1),
    ] {
        let before = double.visits().commands.len();
        assert_eq!(soon(session.run(command)).await.unwrap().text, answer);
        assert_eq!(double.visits().commands.len() - before, asked, "{command}");
    }
    let trouble = soon(session.run("bridge fdb show")).await.unwrap_err().to_string();
    assert!(trouble.contains("`bridge fdb show`") && !trouble.contains("/usr/sbin"), "{trouble}");
}

#[tokio::test]
async fn a_command_is_one_line() {
    let double = start(SshDevice::new("sw1", Style::Ios)).await;
    let mut session = session(&double, Style::Ios).await;
    let before = double.visits().commands;
    for command in ["show version\nreload", "show\rreload", "", "show \u{3}"] {
        let trouble = soon(session.run(command)).await.unwrap_err();
        assert_eq!(trouble.class().as_str(), "command_rejected", "{command:?}");
    }
    assert_eq!(double.visits().commands, before);
}
