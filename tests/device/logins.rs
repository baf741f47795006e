//! Logging in once, by whatever method.

use noc_scheduler::device::session::{Limits, Login};
use noc_scheduler::simulate::ssh::{self, Fault, SshDevice, Style, host_key};
use russh::keys::ssh_key::LineEnding;

use crate::rig::{login, refusal, session, session_as, soon, start};

#[tokio::test]
async fn every_method_is_one_login() {
    for method in [ssh::Login::Any, ssh::Login::Password, ssh::Login::Questions] {
        let device = SshDevice { login: method, ..SshDevice::new("leaf1", Style::Linux) };
        let double = start(device.answering("ip -j addr", "[]\n")).await;
        let mut session = session(&double, Style::Linux).await;
        assert_eq!(soon(session.run("ip -j addr")).await.unwrap().text, "[]\n");
        assert_eq!(double.visits().logins_tried(), 1, "{method:?}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_whatever_else_is_offered() {
    for method in [ssh::Login::Any, ssh::Login::Password, ssh::Login::Questions] {
        let double = start(SshDevice { login: method, ..SshDevice::new("sw1", Style::Ios) }).await;
        let wrong = Login { password: Some("wr0ng-password".into()), ..login() };
        let trouble = refusal(&double, Style::Ios, &wrong, &Limits::default()).await;
        assert_eq!(trouble.class().as_str(), "auth_failed", "{method:?}: {trouble}");
        assert!(!format!("{trouble} {trouble:?} {wrong:?}").contains("wr0ng-password"));
        assert_eq!(double.visits().logins_tried(), 1, "{method:?}");
        soon(double.until(|visits| visits.open == 0)).await;
    }
}

#[tokio::test]
async fn a_connection_that_ends_at_the_password_is_a_refused_login() {
    let double = start(SshDevice::new("sw1", Style::Ios).with(Fault::CloseAtLogin)).await;
    let trouble = refusal(&double, Style::Ios, &login(), &Limits::default()).await;
    assert_eq!(trouble.class().as_str(), "auth_failed", "{trouble}");
}

fn with_key(device: SshDevice, passphrase: Option<&str>) -> (SshDevice, Login) {
    let mut key = host_key();
    let device = SshDevice { keys: vec![key.public_key().to_openssh().unwrap()], ..device };
    if let Some(passphrase) = passphrase {
        key = key.encrypt(&mut russh::keys::key::safe_rng(), passphrase).unwrap();
    }
    let login = Login {
        username: "noc".into(),
        private_key: Some(key.to_openssh(LineEnding::LF).unwrap().to_string().into()),
        passphrase: passphrase.map(Into::into),
        ..Login::default()
    };
    (device, login)
}

#[tokio::test]
async fn a_key_is_a_login() {
    for passphrase in [None, Some("0pen-sesame")] {
        let (device, login) = with_key(SshDevice::new("leaf1", Style::Linux), passphrase);
        let double = start(SshDevice { login: ssh::Login::Key, ..device }.answering("ip -j addr", "[]\n")).await;
        let mut session = session_as(&double, Style::Linux, &login).await;
        assert_eq!(soon(session.run("ip -j addr")).await.unwrap().text, "[]\n");
        assert_eq!(double.visits().logins_tried(), 1);
    }
}

#[tokio::test]
async fn a_device_that_wants_key_and_password_gets_both() {
    let (device, login) = with_key(SshDevice::new("leaf1", Style::Linux), None);
    let double = start(SshDevice { login: ssh::Login::KeyAndPassword, ..device }).await;
    let login = Login { password: Some("noc".into()), ..login };
    session_as(&double, Style::Linux, &login).await;
}

#[tokio::test]
async fn a_key_that_is_refused_is_not_followed_by_the_password() {
    let (device, login) = with_key(SshDevice::new("leaf1", Style::Linux), None);
    let double = start(SshDevice { keys: Vec::new(), ..device }).await;
    let login = Login { password: Some("noc".into()), ..login };
    let trouble = refusal(&double, Style::Linux, &login, &Limits::default()).await;
    assert_eq!(trouble.class().as_str(), "auth_failed", "{trouble}");
    assert!(double.visits().logins_tried() <= 1);
}

#[tokio::test]
async fn a_credential_that_has_nothing_for_the_device_is_not_tried() {
    let double = start(SshDevice { login: ssh::Login::Key, ..SshDevice::new("leaf1", Style::Linux) }).await;
    let unreadable = Login { private_key: Some("n0t-a-key".into()), ..login() };
    for login in [login(), Login { username: "noc".into(), ..Login::default() }, unreadable] {
        let trouble = refusal(&double, Style::Linux, &login, &Limits::default()).await;
        assert_eq!(trouble.class().as_str(), "no_credentials", "{trouble}");
        assert!(!format!("{trouble:?}").contains("n0t-a-key"));
    }
    assert_eq!(double.visits().logins_tried(), 0);
}

#[tokio::test]
async fn the_banner_before_the_login_is_kept() {
    let device = SshDevice { banner: Some("Keep out\r\n".into()), ..SshDevice::new("leaf1", Style::Linux) };
    let double = start(device).await;
    assert_eq!(session(&double, Style::Linux).await.banner().unwrap(), "Keep out\r\n");
}
