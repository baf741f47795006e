//! Network devices: how to talk to each make, and how to read what it says.
//!
//! - [`commands`]: which commands only read, and are therefore let through.
//! - [`parse`]: JSON, tables and the words in them, whatever the make.
//! - [`platform`]: the makes, each a file: its command line, its commands, its readings.
//! - [`session`]: one SSH session to one device.

pub mod commands;
pub mod parse;
pub mod platform;
pub mod session;
