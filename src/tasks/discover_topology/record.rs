//! Writes down what a crawl found, and says what that changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deadpool_postgres::Transaction;
use serde_json::{Value, json};
use uuid::Uuid;

use super::crawl::{Tried, Walk, interfaces};
use super::outcome::{LinkNames, MOST_NAMED, Outcome};
use crate::domain::Timestamp;
use crate::domain::network::{Answer, InterfaceName, Protocol, RouteSource, Step};
use crate::domain::topology::{
    Claims, KnownLink, Link, LinkChange, LinkKey, NodeIx, Nodes, Report, Sides, compare, links,
};
use crate::store::topology::{self as stored, CrawlFigures, EventRow, Evidence, LinkRow, NodeDraft, SideName};
use crate::store::{Database, StoreError};
use crate::tasks::Context;

/// Writes a crawl down, all of it or nothing, and puts what changed into `outcome`. With `keep` false it is only
/// compared.
///
/// # Errors
/// When the database fails.
pub(super) async fn record(
    database: &Database,
    walk: &Walk<'_>,
    ctx: &Context,
    keep: bool,
    outcome: &mut Outcome,
) -> Result<(), StoreError> {
    let mut client = database.get().await?;
    let tx = client.transaction().await?;
    stored::lock(&tx).await?;
    // Whoever waited for the lock writes later than whoever had it.
    let (job, at) = (ctx.job().view.id, ctx.now());
    let people = People::meet(&tx, walk).await?;
    let reports = people.reports(walk);
    let mut book = Book {
        job,
        at,
        names: people.names.clone(),
        aggregates: aggregates(walk, &people),
        told: reports.iter().map(|report| (report.at, report.protocol)).collect(),
        links: Vec::new(),
        events: Vec::new(),
        dropped: Vec::new(),
    };
    let known = people.renamed(stored::known_links(&tx).await?, &mut book);
    let seen = links(&reports);
    let keys: Vec<KnownLink<Uuid, Uuid>> = known.values().map(as_known).collect();
    let changes = compare(&keys, &seen, &asked(walk, &people));
    outcome.links_total = seen.len();
    for change in changes {
        book.note(change, &known, outcome);
    }
    if keep {
        stored::unclaim(&tx, &people.gone).await?;
        stored::put_nodes(&tx, &people.drafts, at).await?;
        stored::delete_links(&tx, &book.dropped).await?;
        stored::put_links(&tx, &last_of_each(book.links)).await?;
        stored::put_events(&tx, &book.events, at, job).await?;
        stored::delete_nodes(&tx, &people.gone).await?;
        for tried in walk.tried.iter().filter(|tried| !tried.again) {
            let node = people.id(walk, tried.node);
            if !people.overtaken.contains(&node) {
                put_facts(&tx, node, tried).await?;
            }
        }
        let answered = walk.tried.iter().filter(|tried| tried.said.is_ok() && !tried.again);
        let answered: Vec<Uuid> = answered.map(|tried| people.id(walk, tried.node)).collect();
        stored::put_crawl(&tx, (job, at), &answered, figures(outcome)).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn figures(outcome: &Outcome) -> CrawlFigures {
    let signed = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    CrawlFigures {
        links: signed(outcome.links_total),
        new: signed(outcome.links_new + outcome.links_returned),
        lost: signed(outcome.links_lost),
        changed: signed(outcome.links_changed),
    }
}

fn as_known(link: &LinkRow) -> KnownLink<Uuid, Uuid> {
    KnownLink { id: link.id, key: link.key.clone(), hears: link.hears(), shared: link.shared }
}

/// The nodes of a crawl, each under the id by which it is remembered.
struct People {
    /// Of each node of the crawl.
    ids: HashMap<NodeIx, Uuid>,
    /// As they are to be written down.
    drafts: Vec<NodeDraft>,
    /// What every node is called, those that this crawl did not meet, too.
    names: HashMap<Uuid, String>,
    /// Remembered nodes that turned out to be others, and which.
    same: HashMap<Uuid, Uuid>,
    gone: Vec<Uuid>,
    /// Nodes that another job asked later than this one did, and has written down already: what this one heard of
    /// them is no news.
    overtaken: BTreeSet<Uuid>,
}

impl People {
    /// Recognises whom the crawl met.
    async fn meet(tx: &Transaction<'_>, walk: &Walk<'_>) -> Result<Self, StoreError> {
        let (mut nodes, mut known) = (Nodes::default(), HashMap::new());
        let (mut names, mut visits) = (HashMap::new(), HashMap::new());
        for node in stored::known_nodes(tx).await? {
            known.insert(nodes.add(&node.claims), node.id);
            names.insert(node.id, node.name);
            visits.extend(node.visited_at.map(|at| (node.id, at)));
        }
        let tried: HashMap<NodeIx, &Tried> = walk
            .tried
            .iter()
            .filter(|tried| !tried.again)
            .map(|tried| (walk.crawl.nodes.canonical(tried.node), tried))
            .collect();
        let mut overtaken = BTreeSet::new();
        let (mut ids, mut drafts): (HashMap<NodeIx, Uuid>, BTreeMap<Uuid, NodeDraft>) = Default::default();
        for (order, node, _) in walk.crawl.met() {
            let here = nodes.note(&node.claims);
            let id = *known.entry(here).or_insert_with(Uuid::now_v7);
            ids.insert(order.node, id);
            let tried = tried.get(&order.node).copied();
            let is_old = |tried: &&Tried| visits.get(&id).is_some_and(|visited: &Timestamp| *visited > tried.at);
            overtaken.extend(tried.filter(is_old).map(|_| id));
            let tried = tried.filter(|tried| !is_old(tried));
            let called = order.called.clone().unwrap_or_else(|| name_of(&node.claims));
            let draft = draft(id, &called, &node.claims, &order.capabilities, tried, order.announced_as.as_deref());
            drafts.entry(id).and_modify(|other| merge(other, &draft)).or_insert(draft);
        }
        // What others say of a device adds to what was said before; what it says itself replaces it.
        for (here, id) in &known {
            if let Some(draft) = drafts.get_mut(id).filter(|draft| draft.visited_at.is_none()) {
                draft.claims = nodes.get(*here).claims.clone();
            }
        }
        let united = nodes.take_united();
        let same: HashMap<Uuid, Uuid> = united
            .into_iter()
            .filter_map(|gone| Some((*known.get(&gone)?, *known.get(&nodes.canonical(gone))?)))
            .filter(|(gone, kept)| gone != kept)
            .collect();
        for id in ids.values_mut() {
            *id = *same.get(id).unwrap_or(id);
        }
        let gone = same.keys().copied().collect();
        let drafts: Vec<NodeDraft> = drafts.into_values().filter(|draft| !same.contains_key(&draft.id)).collect();
        names.extend(drafts.iter().map(|draft| (draft.id, draft.name.clone())));
        let overtaken = overtaken.into_iter().map(|id| *same.get(&id).unwrap_or(&id)).collect();
        Ok(Self { ids, drafts, names, same, gone, overtaken })
    }

    fn id(&self, walk: &Walk<'_>, node: NodeIx) -> Uuid {
        self.ids.get(&walk.crawl.nodes.canonical(node)).copied().unwrap_or_default()
    }

    fn reports(&self, walk: &Walk<'_>) -> Vec<Report<Uuid>> {
        let of = |report: Report<NodeIx>| Report {
            at: self.id(walk, report.at),
            neighbor: self.id(walk, report.neighbor),
            interface: report.interface,
            remote: report.remote,
            protocol: report.protocol,
        };
        let all = walk.crawl.reports().into_iter().map(of);
        all.filter(|report| !self.overtaken.contains(&report.at)).collect()
    }

    /// The remembered links, with their ends under the names that hold now.
    fn renamed(&self, known: Vec<LinkRow>, book: &mut Book) -> HashMap<Uuid, LinkRow> {
        let (mut ends, mut moved) = (BTreeMap::new(), BTreeSet::new());
        let mut all = HashMap::new();
        for mut link in known {
            let now = |id: Uuid| *self.same.get(&id).unwrap_or(&id);
            let LinkKey(a, b) = &link.key;
            if now(a.node) != a.node || now(b.node) != b.node {
                let end = |end: &crate::domain::topology::End<Uuid>| crate::domain::topology::End {
                    node: now(end.node),
                    interface: end.interface.clone(),
                };
                let (key, in_order) = LinkKey::new(end(a), end(b));
                link.key = key;
                if !in_order {
                    turn(&mut link);
                }
                moved.insert(link.id);
            }
            // Of two that are one now the first is kept: one that is there before one that is lost.
            match ends.get(&link.key) {
                Some(kept) => book.dropped.push((link.id, *kept)),
                None => {
                    ends.insert(link.key.clone(), link.id);
                    all.insert(link.id, link);
                }
            }
        }
        // Those that moved are written even where nothing else changes of them; what does is written after them.
        book.links.extend(all.values().filter(|link| moved.contains(&link.id)).cloned());
        all
    }
}

fn turn(link: &mut LinkRow) {
    link.shown.swap(0, 1);
    link.aggregate.swap(0, 1);
    for evidence in &mut link.evidence {
        evidence.side = if evidence.side == SideName::A { SideName::B } else { SideName::A };
    }
}

fn name_of(claims: &Claims) -> String {
    let chassis = || claims.chassis.iter().next().map(ToString::to_string);
    let address = || claims.addresses.iter().next().map(ToString::to_string);
    claims.name.clone().or_else(address).or_else(chassis).unwrap_or_else(|| "unknown".to_owned())
}

fn draft(
    id: Uuid,
    called: &str,
    claims: &Claims,
    capabilities: &BTreeSet<crate::domain::network::Capability>,
    tried: Option<&Tried>,
    announced: Option<&str>,
) -> NodeDraft {
    let said = tried.and_then(|tried| tried.said.as_ref().ok());
    let identity = said.map(super::ask::Said::identity).unwrap_or_default();
    let failure = tried.and_then(|tried| tried.said.as_ref().err());
    let own_name = identity.hostname.clone();
    let name = tried.filter(|tried| tried.device.is_some()).map(|tried| tried.name.clone());
    NodeDraft {
        id,
        device_id: claims.device,
        name: name.or(own_name).unwrap_or_else(|| called.to_owned()),
        kind: if said.is_some() || claims.device.is_some() { "device" } else { "unknown" },
        platform: tried.and_then(|tried| tried.platform).map(|platform| platform.name.to_owned()),
        model: identity.model.or_else(|| announced.map(str::to_owned)),
        software: identity.software,
        serial: identity.serial.or_else(|| claims.serial.clone()),
        location: tried.and_then(|tried| tried.location.clone()),
        addresses: claims.addresses.iter().map(ToString::to_string).collect(),
        capabilities: capabilities.iter().map(|capability| capability.as_str()).collect(),
        claims: claims.clone(),
        visited_at: tried.filter(|_| said.is_some()).map(|tried| tried.at),
        failed_at: tried.filter(|_| failure.is_some()).map(|tried| tried.at),
        error_class: failure.map(|(class, _)| class.as_str()),
        error: failure.map(|(_, error)| error.clone()),
    }
}

/// Two nodes of the crawl that are remembered as one: the one that answered tells more.
fn merge(one: &mut NodeDraft, other: &NodeDraft) {
    if other.visited_at.is_some() && one.visited_at.is_none() {
        *one = other.clone();
    }
}

/// Which devices surely said all that they hear, by which protocols.
fn asked(walk: &Walk<'_>, people: &People) -> BTreeMap<Uuid, BTreeSet<Protocol>> {
    let mut asked: BTreeMap<Uuid, BTreeSet<Protocol>> = BTreeMap::new();
    for tried in &walk.tried {
        let node = people.id(walk, tried.node);
        if let Ok(said) = &tried.said
            && !people.overtaken.contains(&node)
        {
            asked.entry(node).or_default().extend(said.surely_asked());
        }
    }
    asked
}

/// The aggregate that each port is a member of, as far as devices were asked.
fn aggregates(walk: &Walk<'_>, people: &People) -> HashMap<(Uuid, String), Option<String>> {
    let mut all = HashMap::new();
    for tried in &walk.tried {
        let Ok(said) = &tried.said else { continue };
        if people.overtaken.contains(&people.id(walk, tried.node)) {
            continue;
        }
        for interface in interfaces(said) {
            let port = InterfaceName::read(&interface.name).physical().to_string();
            let aggregate = interface.aggregate.map(|name| InterfaceName::read(&name).to_string());
            all.insert((people.id(walk, tried.node), port), aggregate);
        }
    }
    all
}

/// What is to be written of links.
struct Book {
    job: Uuid,
    at: Timestamp,
    names: HashMap<Uuid, String>,
    aggregates: HashMap<(Uuid, String), Option<String>>,
    /// Who told of neighbours in this crawl, by which protocol.
    told: BTreeSet<(Uuid, Protocol)>,
    links: Vec<LinkRow>,
    events: Vec<EventRow>,
    /// Links that turned out to be others, and which.
    dropped: Vec<(Uuid, Uuid)>,
}

impl Book {
    fn note(&mut self, change: LinkChange<Uuid, Uuid>, known: &HashMap<Uuid, LinkRow>, outcome: &mut Outcome) {
        let LinkNames { new, lost, changed, returned } = &mut outcome.links;
        match change {
            LinkChange::New(link) => {
                outcome.links_new += 1;
                let row = self.seen(None, link);
                self.event(&row, "new", BTreeSet::new(), Some(new));
                self.links.push(row);
            }
            LinkChange::Returned { id, link } => {
                outcome.links_returned += 1;
                let row = self.seen(known.get(&id), link);
                self.event(&row, "returned", BTreeSet::new(), Some(returned));
                self.links.push(row);
            }
            LinkChange::Seen { id, link, changed: mut fields } => {
                let before = known.get(&id);
                let row = self.seen(before, link);
                if before.is_some_and(|before| before.aggregate != row.aggregate) {
                    fields.insert("aggregate");
                }
                if !fields.is_empty() {
                    outcome.links_changed += 1;
                    self.event(&row, "changed", fields, Some(changed));
                }
                self.links.push(row);
            }
            LinkChange::Lost { id } => {
                let Some(mut row) = known.get(&id).cloned() else { return };
                outcome.links_lost += 1;
                self.withdraw(&mut row, &Sides::default());
                row.lost_at = Some(self.at);
                row.confirmed = false;
                self.event(&row, "lost", BTreeSet::new(), Some(lost));
                self.links.push(row);
            }
            LinkChange::Doubted { id, hears } => {
                let Some(mut row) = known.get(&id).cloned() else { return };
                outcome.links_doubted += 1;
                self.withdraw(&mut row, &hears);
                row.confirmed = hears.iter().all(|hears| !hears.is_empty());
                self.event(&row, "doubted", BTreeSet::new(), None);
                self.links.push(row);
            }
        }
    }

    /// A link that is there, with what was known of it before.
    fn seen(&self, before: Option<&LinkRow>, link: Link<Uuid>) -> LinkRow {
        let confirmed = link.is_confirmed();
        let mut row = before.cloned().unwrap_or_else(|| LinkRow {
            id: Uuid::now_v7(),
            key: link.key.clone(),
            shown: [None, None],
            aggregate: [None, None],
            shared: false,
            evidence: Vec::new(),
            confirmed: false,
            first_seen: self.at,
            last_seen: self.at,
            last_job: self.job,
            lost_at: None,
        });
        let ends = [&link.key.0, &link.key.1];
        for (at, end) in ends.into_iter().enumerate() {
            if let Some(shown) = &link.sides[at].shown {
                row.shown[at] = Some(shown.clone());
            }
            let port = end.interface.clone().map(|port| (end.node, port));
            if let Some(aggregate) = port.and_then(|port| self.aggregates.get(&port)) {
                row.aggregate[at].clone_from(aggregate);
            }
        }
        let hears = link.sides.each_ref().map(|side| side.hears.clone());
        self.witness(&mut row, &hears);
        LinkRow {
            key: link.key,
            shared: link.shared,
            confirmed,
            last_seen: self.at,
            last_job: self.job,
            lost_at: None,
            ..row
        }
    }

    /// Writes down who says so now.
    fn witness(&self, row: &mut LinkRow, hears: &Sides) {
        let ends = [row.key.0.node, row.key.1.node];
        self.withdraw(row, hears);
        for (at, side) in SideName::BOTH.into_iter().enumerate() {
            for protocol in &hears[at] {
                let said = row.evidence.iter_mut().find(|said| said.side == side && said.protocol == *protocol);
                let now = Evidence { side, protocol: *protocol, job_id: self.job, at: self.at, gone_at: None };
                match said {
                    // What only stands because its end was not asked keeps the time at which it was said.
                    Some(said) if !self.told.contains(&(ends[at], *protocol)) => said.gone_at = None,
                    Some(said) => *said = now,
                    None => row.evidence.push(now),
                }
            }
        }
    }

    fn withdraw(&self, row: &mut LinkRow, stands: &Sides) {
        for evidence in &mut row.evidence {
            let at = usize::from(evidence.side == SideName::B);
            if evidence.gone_at.is_none() && !stands[at].contains(&evidence.protocol) {
                evidence.gone_at = Some(self.at);
            }
        }
    }

    fn event(
        &mut self,
        row: &LinkRow,
        change: &'static str,
        fields: BTreeSet<&'static str>,
        names: Option<&mut Vec<String>>,
    ) {
        let told = self.as_told(row);
        if let Some(names) = names.filter(|names| names.len() < MOST_NAMED) {
            let end = |side: &str| {
                let text = |field: &str| told[side][field].as_str().unwrap_or("?").to_owned();
                format!("{} {}", text("name"), text("interface"))
            };
            names.push(format!("{} – {}", end("a"), end("b")));
        }
        self.events.push(EventRow { link_id: row.id, change, link: told, fields: fields.into_iter().collect() });
    }

    /// A link as people read it.
    fn as_told(&self, row: &LinkRow) -> Value {
        let end = |at: usize| {
            let end = row_end(&row.key, at);
            json!({
                "node_id": end.node,
                "name": self.names.get(&end.node),
                "interface": row.shown[at].as_ref().or(end.interface.as_ref()),
                "aggregate": row.aggregate[at],
            })
        };
        json!({ "a": end(0), "b": end(1), "confirmed": row.confirmed, "shared": row.shared })
    }
}

/// A statement cannot write a row twice: what was noted last holds.
fn last_of_each(links: Vec<LinkRow>) -> Vec<LinkRow> {
    links.into_iter().map(|link| (link.id, link)).collect::<HashMap<_, _>>().into_values().collect()
}

fn row_end(key: &LinkKey<Uuid>, at: usize) -> &crate::domain::topology::End<Uuid> {
    if at == 0 { &key.0 } else { &key.1 }
}

async fn put_facts(tx: &Transaction<'_>, node: Uuid, tried: &Tried) -> Result<(), StoreError> {
    let Ok(said) = &tried.said else { return Ok(()) };
    let at = tried.at;
    let (mut sources, mut routes) = (Vec::new(), Vec::new());
    for outcome in &said.steps {
        let Some(answer) = said.answers.get(&outcome.step) else { continue };
        // Of what was not wholly understood something may be missing only from our reading of it.
        let whole = outcome.status == "ok";
        match answer {
            Answer::Interfaces(all) => stored::put_interfaces(tx, node, all, at, whole).await?,
            Answer::Arp(all) => stored::put_arp(tx, node, all, at, whole).await?,
            Answer::MacTable(all) => stored::put_macs(tx, node, all, at, whole).await?,
            Answer::Routes(all) => {
                sources.extend(source(outcome.step).filter(|_| whole));
                routes.extend(all.iter().cloned());
            }
            Answer::Identity(_) | Answer::Neighbors(_) => {}
        }
    }
    if !sources.is_empty() || !routes.is_empty() {
        stored::put_routes(tx, node, &sources, &routes, at).await?;
    }
    Ok(())
}

fn source(step: Step) -> Option<RouteSource> {
    match step {
        Step::StaticRoutes => Some(RouteSource::Static),
        Step::OspfRoutes => Some(RouteSource::Ospf),
        Step::BgpRoutes => Some(RouteSource::Bgp),
        _ => None,
    }
}
