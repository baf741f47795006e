//! The program `noc-scheduler`.
fn main() {}
