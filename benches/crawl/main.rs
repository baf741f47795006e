//! What a crawl costs: how much longer it takes than the devices themselves, and what of it is ours.
//!
//! `cargo bench --bench crawl` prints, for 200 simulated devices: seconds, the least that the devices' own delays
//! allow, processor seconds and how much memory was added at most. The crawl is a process of its own; the devices and
//! Postgres are not counted, but share the machine. A device takes its time for a login and for each command, and the
//! crawl asks so many at once, level by level: from that the least is reckoned.
//!
//! `-- --quick` runs it with few devices and short delays, to see that it still runs.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "the figures are what it is for")]
#![allow(clippy::expect_used, clippy::panic, reason = "what fails here should fail loudly")]

mod crawling;
#[path = "../../tests/support/mod.rs"]
mod support;

use std::net::{IpAddr, Ipv4Addr};
use std::process::Stdio;
use std::time::Duration;

use noc_scheduler::domain::network::Mac;
use noc_scheduler::embedded::Profile;
use noc_scheduler::simulate::lan::{Cable, Lan, Station};
use noc_scheduler::simulate::ssh::{SshDouble, Style};
use noc_scheduler::store::{Database, migrate};
use serde_json::{Value, json};
use tokio::process::Command;

use support::servers::{Servers, connect};

/// Switches that hang on each one, from the seed on: a tree of three levels.
const BRANCHES: [usize; 2] = [9, 21];
const FEW_BRANCHES: [usize; 2] = [2, 3];

/// How the devices are, and how they are asked.
struct Case {
    login: Duration,
    command: Duration,
    concurrency: usize,
    logins_per_second: u32,
}

fn cases(is_quick: bool) -> Vec<Case> {
    let ms = Duration::from_millis;
    let case = |login, command, concurrency, logins_per_second| Case { login, command, concurrency, logins_per_second };
    if is_quick {
        return vec![case(ms(10), ms(2), 4, 1_000)];
    }
    vec![
        case(ms(300), ms(100), 10, 10),
        case(ms(300), ms(100), 10, 1_000),
        case(ms(300), ms(100), 50, 1_000),
        case(ms(0), ms(0), 50, 1_000),
    ]
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => runtime.block_on(measure(&cases(false), BRANCHES)),
        ["--quick"] => runtime.block_on(measure(&cases(true), FEW_BRANCHES)),
        ["--crawl", how] => runtime.block_on(crawling::crawl(how)),
        _ => panic!("known is --quick"),
    }
}

async fn measure(cases: &[Case], branches: [usize; 2]) {
    let servers = Servers::start_as(Profile::Durable).await.unwrap();
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    println!("{profile} profile; the crawl's own process, of its memory what it added\n");
    println!("| devices | login / command | at once | logins/s | took | least | processor | memory |");
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|");
    for case in cases {
        let lan = tree(branches);
        let (told, commands) = of_case(&servers, &lan, case).await;
        let number = |of: &str| told[of].as_f64().unwrap();
        println!(
            "| {} | {} / {} ms | {} | {} | {:.1} s | {:.1} s | {:.1} s | {:.1} MB |",
            lan.stations.len(),
            case.login.as_millis(),
            case.command.as_millis(),
            case.concurrency,
            case.logins_per_second,
            number("seconds"),
            least(case, branches, commands).as_secs_f64(),
            number("processor"),
            number("kilobytes") / 1024.0,
        );
    }
}

/// The least that a crawl can take: each level's devices, so many at once, each with a login and its commands; and no
/// more logins in a second than are allowed.
fn least(case: &Case, [first, second]: [usize; 2], commands: usize) -> Duration {
    let commands = u32::try_from(commands).unwrap();
    let each = case.login + case.command * commands;
    let rounds: usize = [1, first, first * second].iter().map(|level| level.div_ceil(case.concurrency)).sum();
    let devices = u32::try_from(1 + first + first * second).unwrap();
    let paced = Duration::from_secs_f64(f64::from(devices - 1) / f64::from(case.logins_per_second)) + each;
    (each * u32::try_from(rounds).unwrap()).max(paced)
}

fn tree([first, second]: [usize; 2]) -> Lan {
    let mut lan = Lan::default();
    let mut add = |above: Option<(usize, usize)>| {
        let at = lan.stations.len();
        let number = u8::try_from(at + 1).unwrap();
        lan.stations.push(Station {
            name: format!("sw{number:03}"),
            style: Style::Eos,
            model: "DCS-7050SX3-48YC8".to_owned(),
            serial: format!("JPE{number:08}"),
            chassis: Mac([0, 0x1c, 0x73, 7, 7, number]),
            address: Ipv4Addr::new(127, 79, 0, number),
            announces: None,
        });
        if let Some((above, port)) = above {
            let (a, b) = ((above, format!("Ethernet{port}")), (at, "Ethernet49".to_owned()));
            lan.cables.push(Cable { a, b });
        }
        at
    };
    let seed = add(None);
    for one in 1..=first {
        let distribution = add(Some((seed, one)));
        for other in 1..=second {
            add(Some((distribution, other)));
        }
    }
    lan
}

/// What the crawl told, and how many commands a device was asked.
async fn of_case(servers: &Servers, lan: &Lan, case: &Case) -> (Value, usize) {
    let devices = (0..lan.stations.len()).map(|at| {
        let mut device = lan.device(at);
        (device.login_delay, device.command_delay) = (case.login, case.command);
        (IpAddr::V4(lan.stations[at].address), device)
    });
    let doubles = SshDouble::start_all(devices.collect()).await.unwrap();
    let url = servers.fresh_database().await;
    migrate(&Database::new(&url, "bench", 1).unwrap()).await.unwrap();
    let sql = connect(&url).await;
    for (number, station) in (1_i64..).zip(&lan.stations) {
        let insert = "insert into noc.devices (id, number, connection_id, name, serial, location, network_driver, primary_ip4,
            primary_ip4_host, content_hash, first_seen, last_seen, last_changed)
            select gen_random_uuid(), $1, gen_random_uuid(), $2, $3, 'AMS-1', 'arista_eos', $4 || '/24', $4, '', now(), now(), now()";
        let address = station.address.to_string();
        sql.execute(insert, &[&number, &station.name, &station.serial, &address]).await.unwrap();
    }
    let how = json!({
        "database": url, "port": doubles[0].address().port(), "concurrency": case.concurrency,
        "logins_per_second": case.logins_per_second, "devices": lan.stations.len(), "links": lan.cables.len(),
    });
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--crawl", &how.to_string()]);
    let ended = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).kill_on_drop(true).output().await.unwrap();
    assert!(ended.status.success(), "the crawl failed");
    let commands = doubles.iter().map(|double| double.visits().commands.len()).max().unwrap();
    (serde_json::from_slice(&ended.stdout).unwrap(), commands)
}
