//! The crawl as a task.

use std::collections::BTreeMap;

use serde_json::json;
use tokio::time::Instant;

use super::args::Args;
use super::crawl::{Tried, Walk};
use super::outcome::{DeviceOutcome, DeviceStatus, Outcome};
use super::record::record;
use crate::access::Access;
use crate::domain::topology::{NodeIx, Stop};
use crate::store::Database;
use crate::tasks::reach::{millis, nobody_answered};
use crate::tasks::targets::Targets;
use crate::tasks::{Context, Failure, Task, TaskDefaults};

/// Discovers the topology. Without a program around it, it is only in the catalogue.
#[derive(Clone, Default)]
pub struct DiscoverTopology(Option<(Access, Database)>);

impl DiscoverTopology {
    /// The task of a program that has a way in to devices.
    #[must_use]
    pub fn new(access: Access, database: Database) -> Self {
        Self(Some((access, database)))
    }
}

impl Task for DiscoverTopology {
    const NAME: &'static str = "discover_topology";
    const DESCRIPTION: &'static str =
        "Goes from device to device over SSH, asks each whom it hears, and writes down how they are linked.";
    const ALIASES: &'static [&'static str] =
        &["discover_topology_task", "app.tasks.topology_tasks.discover_topology_task"];
    type Args = Args;
    type Output = Outcome;

    fn defaults() -> TaskDefaults {
        TaskDefaults { timeout_seconds: 7_200, read_only: true, supports_inventory: true, ..TaskDefaults::default() }
    }

    async fn perform(&self, args: Args, ctx: Context) -> Result<Outcome, Failure> {
        let Some((access, database)) = &self.0 else { return Err(Failure::unwired()) };
        let began = Instant::now();
        let targets = Targets::resolve(&ctx, database, &args.asked).await?;
        let job = ctx.job();
        let visitor = access.visitor(job.view.id, job.run_as).await.map_err(Failure::database)?;
        for (name, why) in &visitor.keyring().unreadable {
            ctx.warn(format!("The credential `{name}` cannot be opened and is not used: {why}."));
        }
        let mut walk = Walk::new(&ctx, database, visitor, &args, &targets).await?;
        let mut outcome = Outcome { dry_run: args.dry_run, ..Outcome::default() };
        if args.dry_run {
            outcome.devices = walk.plan().await?;
            walk.close().await;
            outcome.skipped = outcome.devices.iter().filter(|device| device.status == DeviceStatus::Stopped).count();
            outcome.status = if ctx.warnings() > 0 { "partial" } else { "complete" };
            outcome.duration_ms = millis(began.elapsed());
            return Ok(outcome);
        }
        let walked = walk.walk().await;
        walk.close().await;
        tell(&walk, &mut outcome);
        // What was found before a stop is true all the same, and written within the grace that a stop leaves.
        if !matches!(&walked, Err(failure) if failure.class == "database") {
            record(database, &walk, &ctx, args.keep, &mut outcome).await.map_err(Failure::database)?;
        }
        outcome.duration_ms = millis(began.elapsed());
        let cut_short = outcome.stop_reasons.contains_key(Stop::Time.as_str());
        outcome.status = if ctx.warnings() > 0 || cut_short { "partial" } else { "complete" };
        let partial = json!(outcome);
        walked.map_err(|failure| failure.with_partial(partial))?;
        refuse_if_nobody_answered(&outcome)?;
        Ok(outcome)
    }
}

/// A crawl in which not one device answered is no success.
fn refuse_if_nobody_answered(outcome: &Outcome) -> Result<(), Failure> {
    if outcome.succeeded > 0 {
        return Ok(());
    }
    if outcome.visited == 0 && outcome.stop_reasons.contains_key(Stop::Time.as_str()) {
        let message = "The job's time was over before any device had been asked: give it a longer timeout.";
        return Err(Failure::fatal("timeout", message).with_partial(json!(outcome)));
    }
    let failed = outcome.devices.iter().filter(|device| device.status == DeviceStatus::Failed);
    let told =
        failed.map(|device| (device.name.as_str(), device.error_class, device.error.as_deref().unwrap_or_default()));
    nobody_answered(told).map_or(Ok(()), |failure| Err(failure.with_partial(json!(outcome))))
}

/// What became of each device.
fn tell(walk: &Walk<'_>, outcome: &mut Outcome) {
    let tried: BTreeMap<NodeIx, &Tried> = walk
        .tried
        .iter()
        .filter(|tried| !tried.again)
        .map(|tried| (walk.crawl.nodes.canonical(tried.node), tried))
        .collect();
    let names: BTreeMap<NodeIx, String> = walk
        .crawl
        .met()
        .map(|(order, node, _)| {
            let own = tried.get(&order.node).map(|tried| tried.name.clone());
            let called = own.or_else(|| order.called.clone()).or_else(|| node.claims.name.clone());
            (order.node, called.unwrap_or_else(|| "unknown".to_owned()))
        })
        .collect();
    for (order, node, stops) in walk.crawl.met() {
        let path = walk.crawl.path(order.node);
        let path: Vec<String> = path.iter().filter_map(|node| names.get(node).cloned()).collect();
        let device = match tried.get(&order.node) {
            Some(tried) => visited(tried, path),
            None => stopped(order, node, stops, &names, path),
        };
        outcome.count(&device);
        outcome.devices.push(device);
    }
    outcome.devices.sort_by_key(|device| device.depth);
}

fn visited(tried: &Tried, path: Vec<String>) -> DeviceOutcome {
    let (status, error_class, error) = match &tried.said {
        Ok(said) if said.is_whole() => (DeviceStatus::Ok, None, None),
        Ok(said) => {
            let (class, error) = said.broke.clone().unzip();
            (DeviceStatus::Partial, class, error)
        }
        Err((class, error)) => (DeviceStatus::Failed, Some(*class), Some(error.clone())),
    };
    DeviceOutcome {
        name: tried.name.clone(),
        device_id: tried.device.map(|(id, _)| id),
        number: tried.device.map(|(_, number)| number),
        address: tried.address.clone(),
        platform: tried.platform.map(|platform| platform.name),
        depth: tried.depth,
        path,
        via_interface: tried.via_interface.clone(),
        status,
        error_class,
        error,
        stop_reason: None,
        steps: tried.said.as_ref().map(|said| said.steps.clone()).unwrap_or_default(),
        neighbors: tried.said.as_ref().map(|said| said.neighbors().len()).unwrap_or(0),
        ms: tried.ms,
    }
}

fn stopped(
    order: &crate::domain::topology::Order,
    node: &crate::domain::topology::Node,
    stops: Option<&crate::domain::topology::Stops>,
    names: &BTreeMap<NodeIx, String>,
    path: Vec<String>,
) -> DeviceOutcome {
    DeviceOutcome {
        name: names.get(&order.node).cloned().unwrap_or_default(),
        device_id: node.claims.device,
        number: None,
        address: node.claims.addresses.iter().next().map(ToString::to_string),
        platform: None,
        depth: order.depth,
        path,
        via_interface: order.via.as_ref().map(|via| via.interface.clone()),
        status: DeviceStatus::Stopped,
        error_class: None,
        error: stops.and_then(|stops| stops.detail.clone()),
        stop_reason: stops.map(|stops| stops.reason.as_str()),
        steps: Vec::new(),
        neighbors: 0,
        ms: 0,
    }
}

impl Outcome {
    fn count(&mut self, device: &DeviceOutcome) {
        match device.status {
            DeviceStatus::Ok | DeviceStatus::Partial => {
                self.visited += 1;
                self.succeeded += 1;
                self.depth_reached = self.depth_reached.max(device.depth);
                let depth = device.depth as usize;
                if self.by_depth.len() <= depth {
                    self.by_depth.resize(depth + 1, 0);
                }
                self.by_depth[depth] += 1;
            }
            DeviceStatus::Failed => {
                self.visited += 1;
                self.failed += 1;
            }
            DeviceStatus::Stopped | DeviceStatus::Planned => {
                self.skipped += 1;
                self.unknown_neighbors += usize::from(device.device_id.is_none());
            }
        }
        if let Some(reason) = device.stop_reason {
            *self.stop_reasons.entry(reason).or_default() += 1;
        }
    }
}
