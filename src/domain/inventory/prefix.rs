//! Networks, for asking whether an address lies in one.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A network: `10.0.0.0/8`, `2001:db8::/32`. A single address is one of full length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    address: IpAddr,
    length: u8,
}

impl Prefix {
    /// Whether `address` lies in it. An IPv4 address never lies in an IPv6 network.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => (own.to_bits() ^ other.to_bits()) & mask4(self.length) == 0,
            (IpAddr::V6(own), IpAddr::V6(other)) => (own.to_bits() ^ other.to_bits()) & mask6(self.length) == 0,
            _ => false,
        }
    }

    fn network(self) -> Self {
        let address = match self.address {
            IpAddr::V4(own) => IpAddr::V4(Ipv4Addr::from_bits(own.to_bits() & mask4(self.length))),
            IpAddr::V6(own) => IpAddr::V6(Ipv6Addr::from_bits(own.to_bits() & mask6(self.length))),
        };
        Self { address, ..self }
    }
}

fn mask4(length: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0)
}

fn mask6(length: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0)
}

impl FromStr for Prefix {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || format!("`{text}` is no network such as 10.0.0.0/8 or 2001:db8::/32");
        let (address, length) = text.split_once('/').map_or((text, None), |(a, l)| (a, Some(l)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let length = length.map_or(Ok(longest), |length| length.parse().map_err(|_| wrong()))?;
        if length > longest {
            return Err(wrong());
        }
        let prefix = Self { address, length };
        let network = prefix.network();
        if network == prefix {
            Ok(prefix)
        } else {
            Err(format!("`{text}` is an address in a network; the network is {network}"))
        }
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.length)
    }
}
