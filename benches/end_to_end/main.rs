//! What the whole path costs, on private servers that sync every commit.
//!
//! `cargo bench --bench end_to_end` prints, beside what we aim at:
//!
//! 1. edit commit → wheel applied ([`edits`]);
//! 2. due → handler start, idle and with a thousand due in the same instant ([`due`]);
//! 3. jobs a second, due → finished and drain alone ([`throughput`]);
//! 4. what a beat costs that holds many schedules, in a process of its own ([`size`]);
//! 5. plan and apply of ten thousand schedules while beat goes on with others ([`many`]).
//!
//! `-- --quick` runs all of it with tiny numbers, to see that it still runs;
//! `-- --only due,size` runs parts; `-- --log FILE` keeps the program's log.
//! Figures are medians over rounds; the first round of each part warms up and
//! is not counted. Beat, worker and both servers share the machine.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "the figures are what it is for")]
#![allow(clippy::expect_used, clippy::panic, reason = "what fails here should fail loudly")]

mod due;
mod edits;
mod figures;
mod many;
mod noop;
mod options;
mod size;
mod stage;
#[path = "../../tests/support/mod.rs"]
mod support;
mod throughput;

use figures::Table;
use options::Options;
use stage::Stage;

fn main() {
    let options = Options::read(std::env::args().skip(1));
    options.start_log();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if let Some(held) = &options.hold {
        runtime.block_on(size::hold(held));
        return;
    }
    runtime.block_on(measure(&options));
}

async fn measure(options: &Options) {
    let stage = Stage::set().await;
    println!("{}", stage::machine());
    let mut table = Table::new();
    if options.runs("edits") {
        edits::measure(&stage, options, &mut table).await;
    }
    if options.runs("due") {
        due::measure(&stage, options, &mut table).await;
    }
    if options.runs("throughput") {
        throughput::measure(&stage, options, &mut table).await;
    }
    if options.runs("size") {
        size::measure(&stage, options, &mut table).await;
    }
    if options.runs("many") {
        many::measure(&stage, options, &mut table).await;
    }
    println!("\n{table}");
}
