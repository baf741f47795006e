//! A small network, and clients for it.

use std::time::Duration;

use noc_scheduler::domain::Device;
use noc_scheduler::domain::device::Address;
use noc_scheduler::integrations::nautobot::{NautobotClient, NautobotConfig};
use noc_scheduler::simulate::nautobot::NautobotDouble;
use uuid::Uuid;

pub(crate) const TOKEN: &str = "0123456789abcdef-s3cret";

/// The device number `number`; the order of the names is the order of the numbers.
pub(crate) fn device(number: u32) -> Device {
    Device {
        id: Uuid::from_u128(0xd0_0000 + u128::from(number)),
        name: Some(format!("par-b-acc-{number:04}")),
        serial: Some(format!("EX{number:05}")),
        role: Some("access".to_owned()),
        location: Some(if number.is_multiple_of(2) { "PAR-A" } else { "PAR-B" }.to_owned()),
        status: Some("Active".to_owned()),
        device_type: Some("C9300-48P".to_owned()),
        platform: Some("Cisco IOS".to_owned()),
        network_driver: Some("cisco_ios".to_owned()),
        primary_ip4: Address::parse(&format!("10.90.{}.{}/24", number / 250, number % 250)),
        primary_ip6: Address::parse(&format!("2001:db8::{number:x}/64")),
        tags: vec!["managed".to_owned()],
        ..Device::default()
    }
}

/// `count` devices, numbered from 0.
pub(crate) fn devices(count: u32) -> Vec<Device> {
    (0..count).map(device).collect()
}

pub(crate) async fn double(count: u32) -> NautobotDouble {
    NautobotDouble::start(TOKEN, devices(count)).await.expect("a port for the double")
}

/// Settings in which nothing takes longer than a test should.
pub(crate) fn config(base_url: impl Into<String>) -> NautobotConfig {
    let mut config = NautobotConfig::new(base_url, TOKEN.into());
    config.backoff = Duration::from_millis(1);
    config
}

pub(crate) fn client(double: &NautobotDouble) -> NautobotClient {
    NautobotClient::new(config(double.base_url())).expect("settings that work")
}
