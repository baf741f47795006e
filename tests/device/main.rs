//! Sessions with devices, over real TCP, against doubles of every make.
#![cfg(test)]

mod commands;
mod failures;
mod host_keys;
mod logins;
mod rig;
mod shells;
