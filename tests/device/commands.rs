//! Commands in channels of their own.

use noc_scheduler::device::session::Trouble;
use noc_scheduler::simulate::ssh::{Fault, Reply, SshDevice, Style};

use crate::rig::{session, soon, start};

#[tokio::test]
async fn a_command_that_fails_and_prints_something_has_answered() {
    let reply = Reply { status: Some(1), ..Reply::from("half of it\n") };
    let double = start(SshDevice::new("leaf1", Style::Linux).answering("ip -j addr", reply)).await;
    let mut session = session(&double, Style::Linux).await;
    let output = soon(session.run("ip -j addr")).await.unwrap();
    assert_eq!((output.text.as_str(), output.status), ("half of it\n", Some(1)));
}

#[tokio::test]
async fn a_command_that_fails_without_a_word_is_rejected_in_the_words_of_its_other_output() {
    let stderr = "unable to connect to socket\n".to_owned();
    let reply = Reply { status: Some(1), stderr, ..Reply::from("") };
    let double = start(SshDevice::new("leaf1", Style::Linux).answering("lldpcli show chassis", reply)).await;
    let mut session = session(&double, Style::Linux).await;
    let trouble = soon(session.run("lldpcli show chassis")).await.unwrap_err();
    assert!(matches!(&trouble, Trouble::CommandRejected { words, .. } if words == "unable to connect to socket"));
}

#[tokio::test]
async fn a_channel_that_never_closes_ends_where_nothing_more_comes() {
    let device = SshDevice::new("leaf1", Style::Linux).answering("ip -j addr", "[]\n").with(Fault::NoClose);
    let double = start(device).await;
    let mut session = session(&double, Style::Linux).await;
    for _ in 0..2 {
        let output = soon(session.run("ip -j addr")).await.unwrap();
        assert_eq!((output.text.as_str(), output.status), ("[]\n", None));
    }
}

#[tokio::test]
async fn an_answer_without_status_is_one() {
    let reply = Reply { status: None, ..Reply::from("[]\n") };
    let double = start(SshDevice::new("leaf1", Style::Linux).answering("ip -j addr", reply)).await;
    let mut session = session(&double, Style::Linux).await;
    assert_eq!(soon(session.run("ip -j addr")).await.unwrap().text, "[]\n");
}

#[tokio::test]
async fn an_answer_of_megabytes_comes_whole() {
    let line = "0123456789 ".repeat(9);
    let long = format!("{}\n", line.trim_end()).repeat(30_000);
    for style in [Style::Linux, Style::Ios] {
        let double = start(SshDevice::new("sw1", style).answering("show all", long.as_str())).await;
        let mut session = session(&double, style).await;
        let text = soon(session.run("show all")).await.unwrap().text;
        assert!(text == long, "{style:?}: {} bytes of {}", text.len(), long.len());
    }
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    for style in [Style::Linux, Style::Ios] {
        let device = SshDevice::new("sw1", style).answering("show x", "x\n");
        let double = start(device.with(Fault::EndlessOn("show all".into()))).await;
        let mut session = session(&double, style).await;
        let trouble = soon(session.run("show all")).await.unwrap_err();
        assert!(matches!(trouble, Trouble::TooLong { .. }), "{style:?}: {trouble:?}");
        drop(session);
        soon(double.until(|visits| visits.open == 0)).await;
    }
}

#[tokio::test]
async fn a_device_with_room_for_one_channel_is_given_time_to_free_it() {
    let device = SshDevice::new("leaf1", Style::Linux).answering("ip -j addr", "[]\n").with(Fault::SlowToFree(3));
    let double = start(device).await;
    let mut session = session(&double, Style::Linux).await;
    for _ in 0..3 {
        assert_eq!(soon(session.run("ip -j addr")).await.unwrap().text, "[]\n");
    }
    assert_eq!(double.visits().logins_tried(), 1);
}
