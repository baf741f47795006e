//! The crawl at work: who is asked next, and what comes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures_util::StreamExt;
use futures_util::stream;
use tokio::time::Instant;

use super::args::Args;
use super::ask::{Said, ask};
use super::directory::{self, Directory};
use super::outcome::{DeviceOutcome, DeviceStatus};
use crate::access::{DeviceTarget, OpenLogin, Visitor};
use crate::device::platform::{self, Platform};
use crate::domain::Timestamp;
use crate::domain::network::{Answer, ErrorClass, Interface, Step};
use crate::domain::topology::{Claims, Crawl, Node, NodeIx, Order, Stop, Stops};
use crate::domain::visit::{DeviceVisit, VisitState};
use crate::store::Database;
use crate::store::inventory::{self as stored, Brief, DeviceRow};
use crate::tasks::board::{Board, BoardRow, place};
use crate::tasks::reach::{self, LAST_WORDS, Reach, Unanswered, millis};
use crate::tasks::targets::Targets;
use crate::tasks::{Context, Failure};

/// A crawl of one job.
pub(super) struct Walk<'a> {
    ctx: &'a Context,
    database: &'a Database,
    visitor: Visitor,
    args: &'a Args,
    directory: Directory,
    /// No device is begun after this.
    until: Instant,
    board: Board,
    /// Where on the board each device is.
    places: BTreeMap<NodeIx, usize>,
    /// Who is who, and what they heard.
    pub(super) crawl: Crawl,
    /// Every device that was tried, by its node as it was called then.
    pub(super) tried: Vec<Tried>,
}

/// A device that was tried.
pub(super) struct Tried {
    pub(super) node: NodeIx,
    nth: usize,
    pub(super) depth: u32,
    pub(super) via_interface: Option<String>,
    pub(super) device: Option<(uuid::Uuid, i64)>,
    pub(super) name: String,
    pub(super) location: Option<String>,
    pub(super) address: Option<String>,
    pub(super) platform: Option<&'static Platform>,
    /// What it said, and when; or why it said nothing.
    pub(super) said: Result<Said, Unanswered>,
    pub(super) at: Timestamp,
    pub(super) ms: u64,
    /// It turned out to be a device that was visited under another name.
    pub(super) again: bool,
}

/// A device that may be visited, with all that is needed for it.
struct Plan {
    order: Order,
    /// Its place on the board.
    nth: usize,
    reach: Reach,
}

impl<'a> Walk<'a> {
    /// A crawl from these devices.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn new(
        ctx: &'a Context,
        database: &'a Database,
        visitor: Visitor,
        args: &'a Args,
        targets: &Targets,
    ) -> Result<Self, Failure> {
        let board = Board::open(ctx, database).await.map_err(Failure::database)?;
        let client = database.get().await?;
        let directory = Directory::read(&client).await.map_err(Failure::database)?;
        let seeds = targets.devices.iter().map(|device| (seed_claims(device, &directory), device.name.clone()));
        let crawl = Crawl::new(args.rules.clone(), seeds);
        let timeout = ctx.job().timeout;
        let whole = timeout.saturating_sub(LAST_WORDS).max(timeout / 2);
        let until = Instant::now() + args.max_duration.map_or(whole, |most| most.min(whole));
        let (places, tried) = (BTreeMap::new(), Vec::new());
        Ok(Self { ctx, database, visitor, args, directory, until, board, places, crawl, tried })
    }

    /// Goes until there is nobody left to ask.
    ///
    /// # Errors
    /// When the job is to stop, or the house cannot go on.
    pub(super) async fn walk(&mut self) -> Result<(), Failure> {
        loop {
            let level = self.crawl.level();
            if level.is_empty() {
                return Ok(());
            }
            let plans = self.admitted(level).await?;
            let (ctx, visitor, args, until) = (self.ctx.clone(), self.visitor.clone(), self.args, self.until);
            let board = self.board.clone();
            let mut visits = stream::iter(plans.into_iter().map(|plan| {
                let (ctx, visitor, board) = (ctx.clone(), visitor.clone(), board.clone());
                async move { visit(&ctx, &visitor, &board, args, until, plan).await }
            }))
            .buffer_unordered(self.args.concurrency);
            loop {
                let next = self.ctx.cancelled().run_until_cancelled(visits.next()).await;
                match next.ok_or_else(Failure::cancelled)? {
                    Some(Visited::Tried(tried)) => self.came(*tried),
                    Some(Visited::TooLate { node, nth }) => {
                        self.crawl.cannot(node, Stop::Time.into());
                        let why =
                            (Stop::Time.as_str().to_owned(), "the job's time was over before its turn".to_owned());
                        self.board.end(nth, VisitState::Stopped, Some(why));
                    }
                    Some(Visited::House(failure)) => return Err(failure),
                    None => break,
                }
            }
        }
    }

    /// What would be visited, without doing it.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn plan(&mut self) -> Result<Vec<DeviceOutcome>, Failure> {
        let level = self.crawl.level();
        let plans = self.admitted(level).await?;
        for plan in &plans {
            let why = ("dry_run".to_owned(), "it would be visited".to_owned());
            self.board.end(plan.nth, VisitState::Stopped, Some(why));
        }
        Ok(plans.iter().map(planned).collect())
    }

    /// Looks devices up, and keeps those that may be visited; of the others it notes why not.
    async fn admitted(&mut self, level: Vec<Order>) -> Result<Vec<Plan>, Failure> {
        let (mut admitted, mut met) = (Vec::new(), BTreeSet::new());
        for order in level {
            let known = self.directory.find(&self.crawl.nodes.get(order.node).claims).cloned();
            match self.crawl.admit(&order, known.as_ref().map(directory::known).as_ref()) {
                Ok(()) => {}
                Err(stops) => {
                    self.crawl.stop(order.node, stops);
                    continue;
                }
            }
            if let Some(known) = &known {
                self.crawl.nodes.learn_of(order.node, &directory::claims(known));
            }
            // By the inventory's word it may be another one of this level, heard under two names.
            if met.insert(self.crawl.nodes.canonical(order.node)) {
                admitted.push((order, known));
            } else {
                self.crawl.give_back();
            }
        }
        let ids: Vec<uuid::Uuid> = admitted.iter().filter_map(|(_, known)| Some(known.as_ref()?.id)).collect();
        let client = self.database.get().await?;
        let rows = stored::by_ids(&client, &ids).await.map_err(Failure::database)?;
        let rows: BTreeMap<uuid::Uuid, DeviceRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let (mut plans, places) = (Vec::new(), self.places());
        for (order, known) in admitted {
            let row = known.as_ref().and_then(|known| rows.get(&known.id));
            let mut plan = self.prepared(order, known.clone(), row);
            // A neighbour that nobody can talk to ends the branch; a seed that nobody can talk to is a failure.
            let lacks = plan.lacks();
            match lacks {
                Some(stops) if plan.order.depth > 0 => self.crawl.cannot(plan.order.node, stops),
                _ => {
                    plan.nth = self.show(&places, plan.order.node, plan.reach.shown(plan.order.depth));
                    plans.push(plan);
                }
            }
        }
        self.show_stopped();
        Ok(plans)
    }

    /// Puts a device on the board; its place.
    fn show(&mut self, places: &HashMap<NodeIx, usize>, node: NodeIx, mut visit: DeviceVisit) -> usize {
        let via = self.crawl.order(node).and_then(|order| order.via.clone());
        if let Some(via) = via {
            visit.parent = places.get(&self.crawl.nodes.canonical(via.from)).copied().map(place);
            visit.via_interface = Some(via.interface);
        }
        let nth = self.board.add(visit);
        self.places.insert(node, nth);
        nth
    }

    /// Where on the board each device is, under the names that hold now.
    fn places(&self) -> HashMap<NodeIx, usize> {
        // The first place of a device that has two is the one that it was visited at.
        let places = self.places.iter().rev();
        places.map(|(node, nth)| (self.crawl.nodes.canonical(*node), *nth)).collect()
    }

    /// Puts those on the board that are not visited, with the reason.
    fn show_stopped(&mut self) {
        let stopped = |(order, node, stops): (&Order, &Node, Option<&Stops>)| {
            let stops = stops?;
            let called = order.called.clone().or_else(|| node.claims.name.clone());
            let mut visit = DeviceVisit::waiting(called.unwrap_or_else(|| "unknown".to_owned()), order.depth);
            visit.state = VisitState::Stopped;
            visit.device_id = node.claims.device;
            visit.address = node.claims.addresses.iter().next().map(ToString::to_string);
            visit.error_class = Some(stops.reason.as_str().to_owned());
            visit.note = stops.detail.clone();
            Some((order.node, visit))
        };
        let stopped: Vec<(NodeIx, DeviceVisit)> = self.crawl.met().filter_map(stopped).collect();
        let places = self.places();
        for (node, visit) in stopped {
            if !places.contains_key(&node) {
                self.show(&places, node, visit);
            }
        }
    }

    /// Leaves the board as it is now.
    pub(super) async fn close(&mut self) {
        self.show_stopped();
        self.board.close().await;
    }

    fn prepared(&self, order: Order, device: Option<Brief>, row: Option<&DeviceRow>) -> Plan {
        let claims = &self.crawl.nodes.get(order.node).claims;
        let driver = device.as_ref().and_then(|device| device.network_driver.as_deref());
        let announced = order.announced_as.as_deref().and_then(platform::of_description);
        let makes = self.visitor.access().makes();
        let platform = driver.and_then(|driver| makes.of_driver(driver)).or(announced);
        let known = device.as_ref().and_then(|device| device.addresses().next());
        let address = known.or_else(|| claims.addresses.iter().next().copied()).map(|address| address.to_string());
        let name = device.as_ref().map(Brief::called).or_else(|| order.called.clone()).or_else(|| address.clone());
        let name = name.unwrap_or_else(|| "a device without a name".to_owned());
        let keyring = self.visitor.keyring();
        let login = match row {
            Some(row) => row.judged(|facts| keyring.login_for(facts).cloned()),
            None => {
                let facts = crate::domain::inventory::Facts {
                    name: Some(&name),
                    addresses: [address.as_deref(), None],
                    network_driver: platform.map(|platform| platform.name),
                    ..Default::default()
                };
                keyring.login_for(&facts).cloned()
            }
        };
        let reach = Reach {
            name,
            device: device.as_ref().map(|device| (device.id, device.number)),
            location: device.as_ref().and_then(|device| device.location.clone()),
            address,
            driver: driver.map(str::to_owned),
            platform,
            login,
        };
        Plan { order, nth: 0, reach }
    }

    /// Notes what came of a visit.
    fn came(&mut self, mut tried: Tried) {
        match &tried.said {
            Ok(said) => {
                let itself = Claims::of_itself(&said.identity(), &interfaces(said));
                match self.crawl.visit(tried.node, &itself) {
                    Some(node) => {
                        tried.node = node;
                        self.crawl.hear(node, &said.neighbors());
                    }
                    None => {
                        tried.again = true;
                        let why = ("again".to_owned(), "it was visited already, under another name".to_owned());
                        self.board.end(tried.nth, VisitState::Stopped, Some(why));
                    }
                }
                tell(self.ctx, &tried.name, said, tried.again);
            }
            Err((class, error)) => {
                self.crawl.visit(tried.node, &Claims::default());
                self.ctx.warn(format!("{}: {} ({})", tried.name, error, class.as_str()));
            }
        }
        self.tried.push(tried);
    }
}

impl Plan {
    fn lacks(&self) -> Option<Stops> {
        if self.reach.platform.is_none() {
            let detail = self.order.announced_as.clone();
            return Some(Stops { reason: Stop::PlatformUnknown, detail });
        }
        if self.reach.address.is_none() {
            return Some(Stop::NoAddress.into());
        }
        self.reach.login.is_none().then(|| Stop::NoCredentials.into())
    }
}

/// What became of a plan.
enum Visited {
    Tried(Box<Tried>),
    TooLate { node: NodeIx, nth: usize },
    House(Failure),
}

async fn visit(ctx: &Context, visitor: &Visitor, board: &Board, args: &Args, until: Instant, plan: Plan) -> Visited {
    if Instant::now() >= until {
        return Visited::TooLate { node: plan.order.node, nth: plan.nth };
    }
    let began = Instant::now();
    board.begin(plan.nth);
    let said = match plan.reach.target(visitor) {
        Err(lacks) => Err(lacks),
        Ok((target, login)) => {
            let row = BoardRow { board, nth: plan.nth };
            match talk(ctx, visitor, row, args, until, &target, login).await {
                Ok(said) => said,
                Err(failure) => return Visited::House(failure),
            }
        }
    };
    show_end(board, plan.nth, &said);
    Visited::Tried(Box::new(Tried {
        node: plan.order.node,
        nth: plan.nth,
        depth: plan.order.depth,
        via_interface: plan.order.via.as_ref().map(|via| via.interface.clone()),
        device: plan.reach.device,
        location: plan.reach.location,
        name: plan.reach.name,
        address: plan.reach.address,
        platform: plan.reach.platform,
        said,
        at: ctx.now(),
        ms: millis(began.elapsed()),
        again: false,
    }))
}

fn show_end(board: &Board, nth: usize, said: &Result<Said, Unanswered>) {
    let told = |(class, error): &(ErrorClass, String)| (class.as_str().to_owned(), error.clone());
    let (state, why) = match said {
        Ok(said) if said.is_whole() => (VisitState::Ok, None),
        Ok(said) => (VisitState::Partial, said.broke.as_ref().map(told)),
        Err(failed) => (VisitState::Failed, Some(told(failed))),
    };
    if let Ok(said) = said {
        let neighbors = i32::try_from(said.neighbors().len()).unwrap_or(i32::MAX);
        board.edit(nth, |visit| visit.neighbors = neighbors);
    }
    board.end(nth, state, why);
}

/// Logs in, asks everything, says goodbye.
async fn talk(
    ctx: &Context,
    visitor: &Visitor,
    row: BoardRow<'_>,
    args: &Args,
    until: Instant,
    target: &DeviceTarget,
    login: &OpenLogin,
) -> Result<Result<Said, Unanswered>, Failure> {
    let mut visit = match reach::open(ctx, visitor, row, target, login, until).await? {
        Ok(visit) => visit,
        Err(unanswered) => return Ok(Err(unanswered)),
    };
    let deadline = until.min(Instant::now() + args.per_device);
    let said = ask(&mut visit, target.platform, &args.steps, deadline, row).await;
    visit.close().await;
    Ok(Ok(said))
}

fn planned(plan: &Plan) -> DeviceOutcome {
    let lacks = plan.lacks();
    DeviceOutcome {
        name: plan.reach.name.clone(),
        device_id: plan.reach.device.map(|(id, _)| id),
        number: plan.reach.device.map(|(_, number)| number),
        address: plan.reach.address.clone(),
        platform: plan.reach.platform.map(|platform| platform.name),
        depth: plan.order.depth,
        path: vec![plan.reach.name.clone()],
        via_interface: None,
        status: if lacks.is_some() { DeviceStatus::Stopped } else { DeviceStatus::Planned },
        error_class: None,
        error: lacks.as_ref().and_then(|lacks| lacks.detail.clone()),
        stop_reason: lacks.map(|lacks| lacks.reason.as_str()),
        steps: Vec::new(),
        neighbors: 0,
        ms: 0,
    }
}

fn tell(ctx: &Context, name: &str, said: &Said, again: bool) {
    if again {
        ctx.info(format!("{name}: it was visited already, under another name"));
        return;
    }
    let heard = said.neighbors().len();
    ctx.info(format!("{name}: asked; {heard} {} heard", if heard == 1 { "neighbour" } else { "neighbours" }));
    for step in said.steps.iter().filter(|step| !matches!(step.status, "ok" | "none")) {
        let (what, why) = (step.step.as_str(), step.error.as_deref().unwrap_or("it failed"));
        ctx.warn(format!("{name}: {what}: {why}"));
    }
}

pub(super) fn interfaces(said: &Said) -> Vec<Interface> {
    match said.answers.get(&Step::Interfaces) {
        Some(Answer::Interfaces(interfaces)) => interfaces.clone(),
        _ => Vec::new(),
    }
}

fn seed_claims(device: &DeviceRow, directory: &Directory) -> Claims {
    let id = Claims { device: Some(device.id), ..Claims::default() };
    directory.find(&id).map_or(id, directory::claims)
}
