//! Devices are known again by their keys, and old ones are talked to as they can.

use noc_scheduler::device::session::{Limits, Trouble, connect};
use noc_scheduler::simulate::ssh::{SshDevice, Style, host_key};

use crate::rig::{login, soon, start, target};

#[tokio::test]
async fn a_new_device_is_taken_and_then_known() {
    let device = SshDevice::new("sw1", Style::Ios);
    let fingerprint = device.fingerprint();
    let double = start(device).await;
    let target = target(&double, Style::Ios);
    let session = soon(connect(&target, &login(), &[], &Limits::default())).await.unwrap();
    assert!(session.is_first_seen());
    let key = session.host_key().clone();
    assert_eq!((key.algorithm.as_str(), &key.fingerprint), ("ssh-ed25519", &fingerprint));
    assert!(key.openssh.starts_with("ssh-ed25519 "));
    let again = soon(connect(&target, &login(), &[key], &Limits::default())).await.unwrap();
    assert!(!again.is_first_seen());
}

#[tokio::test]
async fn a_device_with_another_key_is_sent_nothing() {
    let double = start(SshDevice::new("sw1", Style::Ios)).await;
    let target = target(&double, Style::Ios);
    let session = soon(connect(&target, &login(), &[], &Limits::default())).await.unwrap();
    let known = session.host_key().clone();
    soon(session.close()).await;
    let before = double.visits();

    double.edit(|device| device.host_key = host_key());
    let trouble = soon(connect(&target, &login(), std::slice::from_ref(&known), &Limits::default())).await.unwrap_err();
    let Trouble::HostKeyChanged { known: old, seen, .. } = &trouble else { panic!("{trouble:?}") };
    assert_eq!(*old, known.fingerprint);
    assert!(seen.starts_with("SHA256:") && seen != old, "{seen}");
    assert_eq!(trouble.class().as_str(), "host_key_changed");
    let visits = soon(double.until(|visits| visits.open == 0)).await;
    assert_eq!((visits.logins, visits.commands), (before.logins, before.commands));
}

#[tokio::test]
async fn old_algorithms_are_offered_to_a_device_that_has_no_others() {
    let device = SshDevice { legacy: true, ..SshDevice::new("sw1", Style::Ios) };
    let double = start(device.answering("show version", "old\n")).await;
    let target = target(&double, Style::Ios);
    let mut session = soon(connect(&target, &login(), &[], &Limits::default())).await.unwrap();
    assert!(session.legacy());
    assert_eq!(soon(session.run("show version")).await.unwrap().text, "old\n");
    // The first connection ended where nothing was in common.
    assert_eq!(double.visits().connections, 2);

    let modern = start(SshDevice::new("sw2", Style::Ios)).await;
    let target = crate::rig::target(&modern, Style::Ios);
    assert!(!soon(connect(&target, &login(), &[], &Limits::default())).await.unwrap().legacy());
    assert_eq!(modern.visits().connections, 1);
}
