//! The CheckMK client against a double over real HTTP.
#![cfg(test)]

mod client;
mod faults;
mod site;
