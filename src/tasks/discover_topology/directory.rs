//! The devices of the inventory, so that neighbours can be told to be among them.

use std::collections::HashMap;
use std::net::IpAddr;

use deadpool_postgres::GenericClient;
use uuid::Uuid;

use crate::domain::network::host_key;
use crate::domain::topology::{Claims, Known};
use crate::store::StoreError;
use crate::store::inventory::{self as stored, Brief};

/// The inventory by what neighbours may say of a device.
#[derive(Debug, Default)]
pub(super) struct Directory {
    devices: Vec<Brief>,
    by_id: HashMap<Uuid, usize>,
    by_serial: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_address: HashMap<IpAddr, Vec<usize>>,
}

impl Directory {
    /// Reads it. A device takes some 300 bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn read(client: &impl GenericClient) -> Result<Self, StoreError> {
        Ok(Self::of(stored::briefs(client).await?))
    }

    fn of(devices: Vec<Brief>) -> Self {
        let mut directory = Self::default();
        for (at, device) in devices.iter().enumerate() {
            directory.by_id.insert(device.id, at);
            if let Some(serial) = &device.serial {
                directory.by_serial.entry(serial.clone()).or_default().push(at);
            }
            if let Some(name) = device.name.as_deref().and_then(host_key) {
                directory.by_name.entry(name).or_default().push(at);
            }
            for address in device.addresses() {
                directory.by_address.entry(address).or_default().push(at);
            }
        }
        Self { devices, ..directory }
    }

    /// The device that is meant: by its id, by its serial number, by its name, or by its address where it has no
    /// other name. What several devices have names one of them only with more.
    pub(super) fn find(&self, claims: &Claims) -> Option<&Brief> {
        if let Some(id) = claims.device {
            return self.by_id.get(&id).map(|at| &self.devices[*at]);
        }
        let none = Vec::new();
        let serial = claims.serial.as_ref().and_then(|serial| self.by_serial.get(serial)).unwrap_or(&none);
        let named = claims.name.as_ref().and_then(|name| self.by_name.get(name)).unwrap_or(&none);
        let reached: Vec<usize> =
            claims.addresses.iter().filter_map(|address| self.by_address.get(address)).flatten().copied().collect();
        let contradicts = |at: &usize| {
            let known = self.devices[*at].serial.as_ref();
            matches!((known, &claims.serial), (Some(known), Some(said)) if known != said)
        };
        let found = match (&serial[..], &named[..]) {
            ([one], _) => Some(*one),
            (_, [one]) => Some(*one).filter(|at| !contradicts(at)),
            (_, []) if claims.name.is_none() => match reached[..] {
                [one] => Some(one).filter(|at| !contradicts(at)),
                _ => None,
            },
            (_, several) => {
                let mut both = several.iter().filter(|at| reached.contains(at));
                both.next().copied().filter(|_| both.next().is_none())
            }
        };
        found.map(|at| &self.devices[at])
    }
}

/// What a crawl's rules ask of a device.
pub(super) fn known(device: &Brief) -> Known {
    Known { name: device.name.clone(), location: device.location.clone(), addresses: device.addresses().collect() }
}

/// By what a device of the inventory is recognised.
pub(super) fn claims(device: &Brief) -> Claims {
    Claims {
        device: Some(device.id),
        serial: device.serial.clone(),
        name: device.name.as_deref().and_then(host_key),
        addresses: device.addresses().collect(),
        ..Claims::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(id: u128, name: &str, serial: &str, address: &str) -> Brief {
        Brief {
            id: Uuid::from_u128(id),
            number: i64::try_from(id).unwrap(),
            name: Some(name.to_owned()),
            serial: Some(serial.to_owned()),
            location: None,
            network_driver: None,
            ip4: Some(address.to_owned()),
            ip6: None,
        }
    }

    fn claims(name: Option<&str>, serial: Option<&str>, address: Option<&str>) -> Claims {
        Claims {
            name: name.map(str::to_owned),
            serial: serial.map(str::to_owned),
            addresses: address.into_iter().map(|address| address.parse().unwrap()).collect(),
            ..Claims::default()
        }
    }

    #[test]
    fn a_neighbour_is_found_by_what_is_surest() {
        let all = Directory::of(vec![
            device(1, "sw1.example.net", "A", "10.0.0.1"),
            device(2, "sw10", "B", "10.0.0.10"),
            device(3, "twin", "C", "10.0.0.3"),
            device(4, "twin", "D", "10.0.0.4"),
        ]);
        let number = |claims: &Claims| all.find(claims).map(|device| device.number);
        assert_eq!(number(&claims(Some("sw1"), None, None)), Some(1));
        assert_eq!(number(&claims(Some("sw10"), None, None)), Some(2), "sw1 is not sw10");
        assert_eq!(number(&claims(Some("renamed"), Some("A"), None)), Some(1));
        assert_eq!(number(&claims(Some("sw1"), Some("Z"), None)), None, "replaced by another box");
        assert_eq!(number(&claims(None, None, Some("10.0.0.10"))), Some(2));
        assert_eq!(number(&claims(Some("other"), None, Some("10.0.0.10"))), None, "an address that moved");
        assert_eq!(number(&claims(Some("twin"), None, None)), None);
        assert_eq!(number(&claims(Some("twin"), None, Some("10.0.0.4"))), Some(4));
    }
}
