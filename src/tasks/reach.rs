//! How a device is reached: from what is known of it to a session on it, the same for every task that logs in.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use tokio::time::Instant;
use uuid::Uuid;

use super::board::BoardRow;
use super::{Context, Failure};
use crate::access::{AccessTrouble, DeviceTarget, OpenLogin, Visit, Visitor, Waiting};
use crate::device::platform::Platform;
use crate::device::session::{Limits, Trouble};
use crate::domain::network::ErrorClass;
use crate::domain::visit::DeviceVisit;
use crate::store::Chain;
use crate::store::inventory::DeviceRow;

/// So many sessions at once are more than one worker can listen to well.
pub(super) const MOST_AT_ONCE: usize = 100;
/// How much of the job's time is left for writing down what was found.
pub(super) const LAST_WORDS: Duration = Duration::from_secs(30);
/// After a device fell silent or was busy, it is tried once more after so long.
const AGAIN: Duration = Duration::from_secs(3);
/// No job waits longer for a place on one device.
const PATIENCE: Duration = Duration::from_secs(600);

/// Why a device did not answer.
pub(super) type Unanswered = (ErrorClass, String);

/// What is needed to log in to a device, as far as it is known.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    /// What it is called.
    pub(super) name: String,
    /// The device of the inventory that it is, and its number there.
    pub(super) device: Option<(Uuid, i64)>,
    /// Where it stands.
    pub(super) location: Option<String>,
    /// Where it is to be visited.
    pub(super) address: Option<String>,
    /// What the inventory calls its make.
    pub(super) driver: Option<String>,
    /// How it is talked to.
    pub(super) platform: Option<&'static Platform>,
    /// As whom.
    pub(super) login: Option<OpenLogin>,
}

impl Reach {
    /// What the inventory and the job's credentials come to.
    pub(super) fn of_device(row: &DeviceRow, visitor: &Visitor) -> Self {
        let hosts = [&row.primary_ip4_host, &row.primary_ip6_host];
        let address = hosts.into_iter().flatten().find(|host| host.parse::<IpAddr>().is_ok());
        Self {
            name: row.name.clone().unwrap_or_else(|| format!("device {}", row.number)),
            device: Some((row.id, row.number)),
            location: row.location.clone(),
            address: address.cloned(),
            driver: row.network_driver.clone(),
            platform: row.network_driver.as_deref().and_then(|driver| visitor.access().makes().of_driver(driver)),
            login: row.judged(|facts| visitor.keyring().login_for(facts).cloned()),
        }
    }

    /// As the board shows it before its turn.
    pub(super) fn shown(&self, depth: u32) -> DeviceVisit {
        let (id, number) = self.device.unzip();
        DeviceVisit {
            device_id: id,
            number,
            address: self.address.clone(),
            platform: self.platform.map(|platform| platform.name.to_owned()),
            location: self.location.clone(),
            ..DeviceVisit::waiting(self.name.clone(), depth)
        }
    }

    /// Whom to log in to, and as whom; or what is missing.
    pub(super) fn target(&self, visitor: &Visitor) -> Result<(DeviceTarget, &OpenLogin), Unanswered> {
        let unknown = || (ErrorClass::PlatformUnknown, self.unknown_platform(visitor));
        let platform = self.platform.ok_or_else(unknown)?;
        let no_address = || (ErrorClass::Unreachable, "no address of it is known".to_owned());
        let address = self.address.as_ref().ok_or_else(no_address)?;
        let login = self.login.as_ref().ok_or_else(|| {
            let trouble = AccessTrouble::NoCredentials { device: self.name.clone() };
            (ErrorClass::NoCredentials, trouble.to_string())
        })?;
        let port = visitor.port();
        let target = DeviceTarget {
            key: self.key(address, port),
            name: self.name.clone(),
            site: self.location.clone(),
            host: address.clone(),
            port,
            platform,
        };
        Ok((target, login))
    }

    fn key(&self, address: &str, port: u16) -> String {
        match (self.device, address.parse()) {
            (Some((id, _)), _) => format!("device:{id}"),
            (None, Ok(ip)) => format!("address:{}", SocketAddr::new(ip, port)),
            (None, Err(_)) => format!("address:{address}:{port}"),
        }
    }

    fn unknown_platform(&self, visitor: &Visitor) -> String {
        let known: Vec<&str> = visitor.access().makes().names().collect();
        match &self.driver {
            Some(driver) => format!("nobody here can talk to `{driver}`; known are {}", known.join(", ")),
            None => {
                "the inventory does not say what make it is: set its platform's network driver in Nautobot".to_owned()
            }
        }
    }
}

/// Logs in. What may be over in a moment is tried once more; what is waited for is told on the board and in the log.
/// No place on the device is waited for beyond `until`.
///
/// # Errors
/// Why there is no session, or that the house itself cannot go on.
pub(super) async fn open(
    ctx: &Context,
    visitor: &Visitor,
    row: BoardRow<'_>,
    target: &DeviceTarget,
    login: &OpenLogin,
    until: Instant,
) -> Result<Result<Visit, Unanswered>, Failure> {
    let limits = Limits::default();
    let told = |waiting: &Waiting| {
        row.board.wait(row.nth, waiting.to_string());
        ctx.info(format!("{}: {waiting}", target.name));
    };
    let mut again = true;
    let visit = loop {
        let patience = PATIENCE.min(until.saturating_duration_since(Instant::now()));
        match visitor.open(target, login, &limits, patience, &told).await {
            Ok(visit) => break visit,
            Err(trouble) if again && may_be_over_soon(&trouble) => {
                again = false;
                row.board.wait(row.nth, format!("{trouble}; tried once more in a moment"));
                ctx.info(format!("{}: {trouble}; tried once more", target.name));
                tokio::time::sleep(AGAIN).await;
            }
            Err(trouble) => {
                let ours = || Failure::retryable("database", format!("{}: {}.", target.name, Chain(&trouble)));
                return Ok(Err((trouble.class().ok_or_else(ours)?, trouble.to_string())));
            }
        }
    };
    if visit.session().legacy() {
        ctx.info(format!("{}: it has only old SSH algorithms; they were used", target.name));
    }
    Ok(Ok(visit))
}

/// A login that was refused is never tried again, nor one that was not answered in time: it may have counted.
fn may_be_over_soon(trouble: &AccessTrouble) -> bool {
    matches!(
        trouble,
        AccessTrouble::Session(Trouble::ConnectTimeout { .. } | Trouble::Disconnected { .. } | Trouble::Busy { .. })
    )
}

/// A job in which not one device answered is no success. Given are those that failed: what they are called, and why.
pub(super) fn nobody_answered<'d>(
    failed: impl Iterator<Item = (&'d str, Option<ErrorClass>, &'d str)>,
) -> Option<Failure> {
    let all: Vec<_> = failed.collect();
    let (name, class, why) = all.first()?;
    let class = class.map_or("unreachable", ErrorClass::as_str);
    let others = all.len() - 1;
    let rest = if others == 0 { String::new() } else { format!(" And {others} more did not answer.") };
    let message = format!("No device answered. {name}: {why}.{rest}");
    // A refused login must not be tried again, and a wrong one would be.
    let is_final = all.iter().any(|(_, class, _)| *class == Some(ErrorClass::AuthFailed));
    Some(if is_final { Failure::fatal(class, message) } else { Failure::retryable(class, message) })
}

/// A span as results tell it.
pub(super) fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
