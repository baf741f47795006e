//! A network of SSH doubles, an inventory that has them, and jobs that crawl them.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use noc_scheduler::access::{Access, Bounds, Detours};
use noc_scheduler::clock::Clock;
use noc_scheduler::credentials::{Credentials, Draft, Secret};
use noc_scheduler::device::platform::Makes;
use noc_scheduler::domain::job::{JobState, JobView, Priority, Progress, Trigger};
use noc_scheduler::domain::log::LogLine;
use noc_scheduler::domain::network::Mac;
use noc_scheduler::simulate::lan::{Cable, Host, Lan, Station};
use noc_scheduler::simulate::ssh::{SshDouble, Style};
use noc_scheduler::tasks::discover_topology::{Args, DiscoverTopology, Outcome};
use noc_scheduler::tasks::{Context, Failure, JobInfo, LogBudget, Task, Voice};
use noc_scheduler::vault::Vault;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::house::{House, house};

/// Four switches in a row, with two cables between the first two, and a host at the last.
pub(crate) fn row(style: Style) -> Lan {
    let port = |n: u8| match style {
        Style::Ios => format!("Gi1/0/{n}"),
        Style::Linux => format!("swp{n}"),
        _ => format!("Ethernet{n}"),
    };
    let stations = (1..=4_u8)
        .map(|n| Station {
            name: format!("sw{n}"),
            style,
            model: "DCS-7050SX3".to_owned(),
            serial: format!("SER{n:05}"),
            chassis: Mac([0x00, 0x1c, 0x73, n, 0, 1]),
            address: fresh_address(n),
            announces: None,
        })
        .collect();
    let cable = |a: usize, pa: u8, b: usize, pb: u8| Cable { a: (a, port(pa)), b: (b, port(pb)) };
    Lan {
        stations,
        cables: vec![cable(0, 1, 1, 1), cable(0, 2, 1, 2), cable(1, 3, 2, 1), cable(2, 2, 3, 1)],
        hosts: vec![Host {
            at: 3,
            port: port(7),
            vlan: 20,
            mac: Mac([0x52, 0x54, 0, 0, 0, 9]),
            address: Ipv4Addr::new(192, 0, 2, 9),
            router: 3,
        }],
        ..Lan::default()
    }
}

/// Loopback addresses that no other test of this process uses.
fn fresh_address(n: u8) -> Ipv4Addr {
    use std::sync::atomic::{AtomicU8, Ordering};
    static NEXT: AtomicU8 = AtomicU8::new(1);
    thread_local! {
        static NET: u8 = NEXT.fetch_add(1, Ordering::Relaxed);
    }
    NET.with(|net| Ipv4Addr::new(127, 77, *net, n))
}

/// A running network with a house that knows it.
pub(crate) struct Rig {
    pub(crate) house: House,
    pub(crate) lan: Lan,
    pub(crate) doubles: Vec<SshDouble>,
    pub(crate) bounds: Bounds,
    detours: Detours,
    pub(crate) makes: Makes,
    pub(crate) vault: Vault,
    credentials: Credentials,
}

/// What a job said while it ran.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) lines: Mutex<Vec<String>>,
    pub(crate) progress: Mutex<Vec<Progress>>,
}

impl Voice for Heard {
    fn progress(&self, _: Uuid, _: i16, progress: Progress) {
        self.progress.lock().unwrap().push(progress);
    }

    fn line(&self, line: LogLine) -> bool {
        self.lines.lock().unwrap().push(line.message);
        true
    }
}

impl Rig {
    /// Starts it, with a credential that fits.
    pub(crate) async fn start(lan: Lan) -> Self {
        Self::start_with(lan, "noc").await
    }

    /// Starts it, with a credential of this password.
    pub(crate) async fn start_with(lan: Lan, password: &str) -> Self {
        let devices = (0..lan.stations.len()).map(|at| (IpAddr::V4(lan.stations[at].address), lan.device(at)));
        let doubles = SshDouble::start_all(devices.collect()).await.unwrap();
        let port = doubles[0].address().port();
        Self::around(lan, doubles, port, Detours::default(), ("noc", password)).await
    }

    /// Starts it where its addresses are not this host's: by a detour. What only announces itself is not started.
    pub(crate) async fn start_elsewhere(lan: Lan, network: &str) -> Self {
        let (mut doubles, mut ways) = (Vec::new(), Vec::new());
        for (at, station) in lan.stations.iter().enumerate().filter(|(_, station)| station.announces.is_none()) {
            let double = SshDouble::start(lan.device(at), (Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            ways.push((IpAddr::V4(station.address), double.address()));
            doubles.push(double);
        }
        Self::around(lan, doubles, 22, Detours::to(network.parse().unwrap(), ways), ("noc", "noc")).await
    }

    /// A house that knows these devices, whatever answers for them.
    pub(crate) async fn around(
        lan: Lan,
        doubles: Vec<SshDouble>,
        port: u16,
        detours: Detours,
        (username, password): (&str, &str),
    ) -> Self {
        let house = house().await;
        for (nth, station) in lan.stations.iter().enumerate() {
            let driver = match (&station.announces, station.style) {
                (Some(_), _) => "paloalto_panos",
                (None, Style::Ios) => "cisco_ios",
                (None, Style::Linux) => "linux",
                (None, Style::Junos) => "juniper_junos",
                _ => "arista_eos",
            };
            let insert = "insert into noc.devices (id, number, connection_id, name, serial, location, network_driver,
                primary_ip4, primary_ip4_host, content_hash, first_seen, last_seen, last_changed)
                values ($1, $2, $1, $3, nullif($4, ''), 'AMS-1', $5, $6 || '/24', $6, '', now(), now(), now())";
            let (id, number) = (id(nth), i64::try_from(nth + 1).unwrap());
            let address = station.address.to_string();
            let params: [&(dyn tokio_postgres::types::ToSql + Sync); 6] =
                [&id, &number, &station.name, &station.serial, &driver, &address];
            house.sql.execute(insert, &params).await.unwrap();
        }
        let key = noc_scheduler::vault::Key::generate();
        let vault = Vault::parse(&key).unwrap();
        let credentials = Credentials::new(house.database.clone(), vault.clone());
        let draft = Draft {
            name: Some("tests".to_owned()),
            username: Some(username.to_owned()),
            password: Some(Secret::Set(password.to_owned().into())),
            ..Draft::default()
        };
        credentials.create(&house.alice, false, draft).await.unwrap();
        let bounds = Bounds { port, logins_per_second: 1_000, sessions_per_site: 100, ..Bounds::default() };
        Self { house, lan, doubles, bounds, detours, makes: Makes::default(), vault, credentials }
    }

    /// Cables changed: what the devices tell follows.
    pub(crate) fn rewire(&mut self, change: impl FnOnce(&mut Lan)) {
        change(&mut self.lan);
        let answering = (0..self.lan.stations.len()).filter(|at| self.lan.stations[*at].announces.is_none());
        for (at, double) in answering.zip(&self.doubles) {
            let answers = self.lan.answers(at);
            double.edit(|device| device.answers = answers);
        }
    }

    pub(crate) fn access(&self) -> Access {
        let access = Access::new(self.house.database.clone(), self.credentials.clone(), self.bounds);
        access.with_detours(self.detours.clone()).with_makes(self.makes.clone())
    }

    /// A job that crawls, to its end.
    pub(crate) async fn crawl(&self, args: Value) -> Result<Outcome, Failure> {
        self.crawl_as(Uuid::now_v7(), args).await.0
    }

    /// The same under an id, with what it said.
    pub(crate) async fn crawl_as(&self, id: Uuid, args: Value) -> (Result<Outcome, Failure>, Arc<Heard>) {
        let heard = Arc::new(Heard::default());
        let args: Args = serde_json::from_value(args).unwrap();
        let task = DiscoverTopology::new(self.access(), self.house.database.clone());
        let ctx = context(&self.house, "discover_topology", id, heard.clone());
        let done = tokio::time::timeout(Duration::from_secs(60), task.perform(args, ctx)).await;
        (done.expect("a crawl ends"), heard)
    }
}

/// The id of a device by its place.
pub(crate) fn id(nth: usize) -> Uuid {
    Uuid::from_u128(0xdede_0000_0000_4000_8000_0000_0000_0000 + nth as u128)
}

/// A job of a task, as whoever runs it gets it.
pub(crate) fn context(house: &House, task: &str, id: Uuid, voice: Arc<Heard>) -> Context {
    let view = JobView {
        id,
        rev: 1,
        task: task.to_owned(),
        schedule_id: None,
        schedule_name: None,
        schedule_version: None,
        trigger: Trigger::Adhoc,
        due_at: None,
        state: JobState::Running,
        queue: "default".to_owned(),
        priority: Priority::Normal,
        attempt: 1,
        max_attempts: 1,
        queued_at: house.clock.now(),
        started_at: None,
        finished_at: None,
        worker: None,
        progress: None,
        error: None,
        warnings: 0,
    };
    let info = JobInfo { view, run_as: house.alice.id, timeout: Duration::from_secs(7_200), host: "here".to_owned() };
    let clock: Clock = house.clock.clone();
    Context::new(info, clock, CancellationToken::new(), voice, LogBudget::JOB)
}
