//! Delivery against real servers: from a row in Postgres to a job that has ended.

#[cfg(test)]
mod attempts;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod leases;
#[cfg(test)]
mod pauses;
#[cfg(test)]
mod rig;
#[cfg(test)]
mod servers;
#[cfg(test)]
#[path = "../support/some_items.rs"]
mod some_items;
