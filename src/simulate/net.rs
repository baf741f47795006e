//! Networks of addresses, as far as a filter needs them.

use std::net::IpAddr;

/// A network: its address and the length of its mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Net {
    address: IpAddr,
    length: u8,
}

impl Net {
    /// Reads `10.90.0.0/24`; without a length it is that one address.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, length) = match text.trim().split_once('/') {
            Some((address, length)) => (address.parse().ok()?, Some(length.parse().ok()?)),
            None => (text.trim().parse().ok()?, None),
        };
        let longest = if matches!(address, IpAddr::V4(_)) { 32 } else { 128 };
        let length = length.unwrap_or(longest);
        (length <= longest).then_some(Self { address, length })
    }

    /// Whether an address is in it.
    pub(super) fn contains(self, address: IpAddr) -> bool {
        let shift = |bits: u8| u32::from(bits - self.length);
        match (self.address, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let differ = u64::from(u32::from(network) ^ u32::from(address));
                differ >> shift(32) == 0
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let differ = u128::from(network) ^ u128::from(address);
                differ.checked_shr(shift(128)).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_in_the_networks_it_begins_like() {
        for (net, address, expected) in [
            ("10.90.0.0/24", "10.90.0.255", true),
            ("10.90.0.0/24", "10.90.1.0", false),
            ("0.0.0.0/0", "10.90.1.0", true),
            ("::/0", "2001:db8::1", true),
            ("2001:db8::/64", "2001:db8::1", true),
            ("2001:db8::/64", "2001:db8:0:1::1", false),
            ("10.90.0.1", "10.90.0.1", true),
            ("10.90.0.1", "10.90.0.2", false),
            ("0.0.0.0/0", "::1", false),
        ] {
            assert_eq!(Net::parse(net).unwrap().contains(address.parse().unwrap()), expected, "{address} in {net}");
        }
        assert_eq!(Net::parse("10.0.0.0/33"), None);
        assert_eq!(Net::parse("core"), None);
    }
}
