//! The devices of the demo, which can be logged in to.

use std::io::Result;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use crate::access::Detours;
use crate::simulate::lan::Lan;
use crate::simulate::network::{NETWORK, addresses, cabled};
use crate::simulate::ssh::{SshDouble, host_key_of};
use crate::vault::Key;

/// As whom they are logged in to.
pub(super) const USERNAME: &str = "noc";
/// As slow as real ones, or nobody would see what a crawl does.
const LOGIN: Duration = Duration::from_millis(250);
const COMMAND: Duration = Duration::from_millis(60);

/// Devices that answer over SSH, each at a port of its own of this host. Dropped, they are gone.
pub(in crate::program) struct Devices {
    password: String,
    lan: Lan,
    /// Where each one stands in the network, and what answers for it.
    doubles: Vec<(usize, SshDouble)>,
}

impl Devices {
    /// Starts those that let people in: all but the firewalls, which only announce themselves.
    ///
    /// # Errors
    /// When no port can be had.
    pub(in crate::program) async fn start() -> Result<Self> {
        let (password, lan) = (Key::generate(), cabled(0));
        let mut doubles = Vec::new();
        for (at, station) in lan.stations.iter().enumerate().filter(|(_, station)| station.announces.is_none()) {
            let mut device = lan.device(at);
            // The same at every start, as with real ones: another key is an alarm.
            device.host_key = host_key_of(&station.name);
            device.users = [(USERNAME.to_owned(), password.clone())].into();
            (device.login_delay, device.command_delay) = (LOGIN, COMMAND);
            doubles.push((at, SshDouble::start(device, (IpAddr::V4(Ipv4Addr::LOCALHOST), 0)).await?));
        }
        Ok(Self { password, lan, doubles })
    }

    /// The password of [`USERNAME`], another one at every start.
    pub(super) fn password(&self) -> &str {
        &self.password
    }

    /// The way to them.
    pub(in crate::program) fn detours(&self) -> Detours {
        // The plan's own words fit.
        let Ok(network) = NETWORK.parse() else { return Detours::default() };
        let ways = self.doubles.iter().flat_map(|(at, double)| {
            addresses(&self.lan.stations[*at]).into_iter().map(|address| (IpAddr::V4(address), double.address()))
        });
        Detours::to(network, ways)
    }

    /// Has them tell how they are plugged together after so many changes.
    pub(super) fn show(&self, tick: u64) {
        let lan = cabled(tick);
        for (at, double) in &self.doubles {
            double.edit(|device| device.answers = lan.answers(*at));
        }
    }
}
