//! Devices that have a configuration, and jobs that capture them.

use std::sync::Arc;
use std::time::Duration;

use noc_scheduler::archive::Archive;
use noc_scheduler::simulate::ssh::{Reply, Style};
use noc_scheduler::tasks::capture::{Args, Captures, CreateBaseline, CreateSnapshot, Outcome};
use noc_scheduler::tasks::{Failure, Task};
use serde_json::Value;
use uuid::Uuid;

use crate::rig::{Heard, Rig, context, row};

/// Four switches, each with a configuration.
pub(crate) struct Scene {
    pub(crate) rig: Rig,
}

/// The configuration of a switch, as EOS prints it.
pub(crate) fn configuration(name: &str) -> String {
    format!(
        "! Command: show running-config\n! device: {name} (DCS-7050SX3, EOS-4.28.3M)\n!\n! boot time: now\nhostname \
         {name}\n!\nntp server 192.0.2.1\n!\nvlan 10\n   name office\n!\ninterface Ethernet1\n   description to the \
         core\n   switchport access vlan 10\n!\nip route 0.0.0.0/0 192.0.2.254\n!\nend\n"
    )
}

/// An interface with counters.
fn status(packets: u64) -> String {
    format!(
        "Ethernet1 is up, line protocol is up (connected)\n  Up {packets} seconds\n  5 minutes input rate {packets} bps \
         (0.0% with framing overhead), 0 packets/sec\n     {packets} packets input, 1 bytes\n"
    )
}

impl Scene {
    pub(crate) async fn start() -> Self {
        Self::start_with("noc").await
    }

    pub(crate) async fn start_with(password: &str) -> Self {
        let scene = Self { rig: Rig::start_with(row(Style::Eos), password).await };
        for nth in 0..scene.rig.doubles.len() {
            let name = scene.rig.lan.stations[nth].name.clone();
            scene.answer(nth, "show running-config", configuration(&name));
            scene.count(nth, 1);
        }
        scene
    }

    /// What a device answers to a command from now on.
    pub(crate) fn answer(&self, nth: usize, command: &str, text: impl Into<String>) {
        let reply = Reply::from(text.into());
        self.rig.doubles[nth].edit(|device| {
            device.answers.insert(command.to_owned(), reply);
        });
    }

    /// Its counters stand at so many.
    pub(crate) fn count(&self, nth: usize, packets: u64) {
        self.answer(nth, "show interfaces", status(packets));
    }

    /// Its configuration with one text in the place of another.
    pub(crate) fn configure(&self, nth: usize, from: &str, to: &str) {
        let name = &self.rig.lan.stations[nth].name;
        let before = configuration(name);
        assert!(before.contains(from), "{from}");
        self.answer(nth, "show running-config", before.replace(from, to));
    }

    pub(crate) fn archive(&self) -> Archive {
        Archive::new(self.rig.house.database.clone(), self.rig.vault.clone())
    }

    pub(crate) fn tools(&self) -> Captures {
        Captures { access: self.rig.access(), archive: self.archive(), database: self.rig.house.database.clone() }
    }

    pub(crate) async fn baseline(&self, args: Value) -> Result<Outcome, Failure> {
        self.run(CreateBaseline::new(self.tools()), Uuid::now_v7(), args).await.0
    }

    pub(crate) async fn snapshot(&self, args: Value) -> Result<Outcome, Failure> {
        self.run(CreateSnapshot::new(self.tools()), Uuid::now_v7(), args).await.0
    }

    /// A job of one of the two, to its end, with what it said.
    pub(crate) async fn run<T: Task<Args = Args, Output = Outcome>>(
        &self,
        task: T,
        job: Uuid,
        args: Value,
    ) -> (Result<Outcome, Failure>, Arc<Heard>) {
        let heard = Arc::new(Heard::default());
        let args: Args = serde_json::from_value(args).unwrap();
        let ctx = context(&self.rig.house, T::NAME, job, heard.clone());
        let done = tokio::time::timeout(Duration::from_secs(60), task.perform(args, ctx)).await;
        (done.expect("a capture ends"), heard)
    }
}
