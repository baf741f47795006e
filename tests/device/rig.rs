//! What the tests of sessions have in common.

use std::future::Future;
use std::net::Ipv4Addr;
use std::time::Duration;

use noc_scheduler::device::platform::of_driver;
use noc_scheduler::device::session::{Limits, Login, Session, Target, Trouble, connect};
use noc_scheduler::simulate::ssh::{SshDevice, SshDouble, Style};

/// What fails the test rather than the patience of whoever runs it.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn start(device: SshDevice) -> SshDouble {
    SshDouble::start(device, (Ipv4Addr::LOCALHOST, 0)).await.unwrap()
}

pub(crate) fn target(double: &SshDouble, style: Style) -> Target {
    let driver = match style {
        Style::Ios => "cisco_ios",
        Style::Nxos => "cisco_nxos",
        Style::Xr => "cisco_xr",
        Style::Eos => "arista_eos",
        Style::Junos => "juniper_junos",
        Style::Linux => "linux",
    };
    let (host, port) = (double.address().ip().to_string(), double.address().port());
    Target { host, port, platform: of_driver(driver).unwrap() }
}

pub(crate) fn login() -> Login {
    Login { username: "noc".to_owned(), password: Some("noc".into()), ..Login::default() }
}

/// Logs in to a device of this style as is usual.
pub(crate) async fn session(double: &SshDouble, style: Style) -> Session {
    session_as(double, style, &login()).await
}

pub(crate) async fn session_as(double: &SshDouble, style: Style, login: &Login) -> Session {
    soon(connect(&target(double, style), login, &[], &Limits::default())).await.unwrap()
}

/// Why one cannot log in.
pub(crate) async fn refusal(double: &SshDouble, style: Style, login: &Login, limits: &Limits) -> Trouble {
    soon(connect(&target(double, style), login, &[], limits)).await.expect_err("no session")
}

/// Fails where something never comes.
pub(crate) async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, work).await.expect("it comes within a minute")
}
