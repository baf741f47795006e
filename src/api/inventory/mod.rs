//! The inventory: devices, hosts, syncs and what they changed, under `/inventory`;
//! named sets of devices, under `/inventories`.

mod devices;
mod differences;
mod disagreements;
mod hosts;
mod input;
mod named;
mod place;
mod sort;
mod syncs;
mod targets;
mod view;

pub(super) use self::devices::{DevicesApi, device_of};
pub(super) use self::disagreements::DisagreementsApi;
pub(super) use self::hosts::HostsApi;
pub(super) use self::named::InventoriesApi;
pub(super) use self::syncs::SyncsApi;
pub(super) use self::targets::TargetsAnswer;
