//! The way to devices that are simulated.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use crate::domain::inventory::Prefix;

/// Where nobody listens.
const NOWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 1);

/// Where the devices of a simulated network really listen; none of a real one.
///
/// Of that network nothing is ever asked under its own addresses: somebody else may have them.
#[derive(Clone, Debug, Default)]
pub struct Detours(Option<Arc<Simulated>>);

#[derive(Debug)]
struct Simulated {
    network: Prefix,
    devices: HashMap<IpAddr, SocketAddr>,
}

impl Detours {
    /// The way to the devices of a simulated network.
    #[must_use]
    pub fn to(network: Prefix, devices: impl IntoIterator<Item = (IpAddr, SocketAddr)>) -> Self {
        Self(Some(Arc::new(Simulated { network, devices: devices.into_iter().collect() })))
    }

    /// Where a device of this address is to be asked.
    pub(super) fn lead(&self, host: &str, port: u16) -> (String, u16) {
        let simulated = self.0.as_ref().zip(host.parse().ok());
        let led = simulated.filter(|(simulated, ip)| simulated.network.contains(*ip));
        match led {
            None => (host.to_owned(), port),
            Some((simulated, ip)) => {
                let at = simulated.devices.get(&ip).unwrap_or(&NOWHERE);
                (at.ip().to_string(), at.port())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_simulated_network_is_led_elsewhere_and_all_of_it() {
        let device: IpAddr = "198.18.1.11".parse().unwrap();
        let detours = Detours::to("198.18.0.0/16".parse().unwrap(), [(device, "127.0.0.1:4022".parse().unwrap())]);
        let lead = |host| detours.lead(host, 22);
        assert_eq!(lead("198.18.1.11"), ("127.0.0.1".to_owned(), 4022));
        assert_eq!(lead("198.18.9.9"), ("127.0.0.1".to_owned(), 1));
        assert_eq!(lead("10.21.1.11"), ("10.21.1.11".to_owned(), 22));
        assert_eq!(lead("sw1.example.net"), ("sw1.example.net".to_owned(), 22));
        assert_eq!(Detours::default().lead("198.18.1.11", 22), ("198.18.1.11".to_owned(), 22));
    }
}
