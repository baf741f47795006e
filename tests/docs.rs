//! `docs/schedules.md` and `docs/inventory.md` say of due times, devices and the guard what the program says of them.
#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use noc_scheduler::cache::Item;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::{
    Cadence, Crontab, Dst, Interval, Outlook, Period, RemarkCode, Solar, Zone, parse_expression, seed_of,
};
use noc_scheduler::domain::inventory::{Change, Conditions, DeviceRef, Facts, Operator, PLAIN_FIELDS, Verdict, judge};
use noc_scheduler::store::cleanup;
use noc_scheduler::tasks::Registry;
use serde_json::json;
use uuid::Uuid;

/// Set it, and the test fills the tables in instead of complaining.
const WRITE: &str = "NOC_TEST_WRITE_DOCS";
const MARK: &str = "<!-- table: ";

#[test]
fn the_tables_of_due_times_are_those_of_the_program() {
    check("docs/schedules.md", 11);
}

#[test]
fn the_tables_of_the_inventory_are_those_of_the_program() {
    check("docs/inventory.md", 3);
}

#[test]
fn the_inventory_knows_the_fields_and_operators_that_are_told() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/inventory.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, fields) = text.split_once("<!-- fields -->").unwrap();
    let fields: Vec<_> = fields.split_once("<!--").unwrap().0.split(", ").map(plain).collect();
    assert_eq!(fields, PLAIN_FIELDS);
    for operator in Operator::ALL {
        assert!(text.contains(&format!("| `{operator}` |")), "`{operator}` has no row");
    }
}

/// Compares the marked tables of a page with what the program says.
fn check(page: &str, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let written = std::fs::read_to_string(&path).unwrap();
    let (computed, tables) = filled(&written);
    assert!(tables >= least, "only {tables} tables are marked in {page}");
    if std::env::var_os(WRITE).is_some() {
        std::fs::write(&path, computed).unwrap();
        return;
    }
    for (line, (written, computed)) in written.lines().zip(computed.lines()).enumerate() {
        assert_eq!(written, computed, "{page}, line {}: run `{WRITE}=1 cargo test --test docs` and look", line + 1);
    }
}

#[test]
fn every_remark_has_its_row() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schedules.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, table) = text.split_once("<!-- table: remarks").unwrap();
    let rows = table.lines().skip(3).take_while(|line| line.starts_with('|'));
    let told: BTreeSet<_> = rows.map(|row| plain(&cells(row)[0])).collect();
    let known: BTreeSet<_> = RemarkCode::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_eq!(told, known);
}

/// What a page says in backticks that looks like an operation is one.
#[test]
fn what_is_to_come_is_asked_where_the_page_says_and_bounded_as_it_says() {
    use noc_scheduler::domain::forecast::{Basis, DEFAULT_DURATION, MOST_DUE_TIMES, MOST_EDITS, MOST_WEIGHED, PINNED};
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/forecast.md");
    let text = std::fs::read_to_string(path).unwrap();
    let document: serde_json::Value = serde_json::from_str(&noc_scheduler::api::document()).unwrap();
    let mut operations = 0;
    for said in text.split('`').skip(1).step_by(2) {
        let Some((method, address)) = said.split_once(' ').filter(|(_, address)| address.starts_with("/api/")) else {
            continue;
        };
        let address = address.split('?').next().unwrap();
        assert!(document["paths"][address][method.to_lowercase()].is_object(), "{said} is not served");
        operations += 1;
    }
    assert!(operations >= 6, "{operations}");
    for said in [
        "10,000,000 due times".to_owned(),
        "20,000,000 due times".to_owned(),
        format!("{} s |", DEFAULT_DURATION.as_secs()),
        format!("at most {MOST_EDITS} schedules"),
        format!("tag `{PINNED}`"),
    ] {
        assert!(text.contains(&said), "{said}");
    }
    assert_eq!((MOST_DUE_TIMES, MOST_WEIGHED), (10_000_000, 20_000_000));
    for basis in [Basis::Schedule, Basis::Task, Basis::Default] {
        assert!(text.contains(&format!("| `{basis}` |")), "{basis}");
    }
}

/// The rows of a table of `docs/cache.md`, by what stands before it.
fn cache_table(before: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cache.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, table) = text.split_once(before).unwrap_or_else(|| panic!("`{before}` is not there"));
    let rows = table.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    rows.skip(2).map(|row| cells(row).iter().map(|cell| plain(cell)).collect()).collect()
}

#[test]
fn every_cached_item_is_described_with_its_path_and_its_time() {
    let document: serde_json::Value = serde_json::from_str(&noc_scheduler::api::document()).unwrap();
    let rows = cache_table("<!-- items");
    for (row, item) in rows.iter().zip(Item::ALL) {
        assert_eq!((row[0].as_str(), row[2].clone()), (item.as_str(), format!("{} s", item.ttl().as_secs())));
        let path = row[1].strip_prefix("GET ").unwrap();
        assert!(document["paths"][path]["get"].is_object(), "{path} is not served");
    }
    assert_eq!(rows.len(), Item::ALL.len());
}

#[test]
fn every_kind_of_old_data_and_every_argument_is_described() {
    let kinds: Vec<String> = cache_table("<!-- kinds").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(kinds, cleanup::Kind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>());
    let arguments = |task: &str| -> BTreeSet<String> {
        Registry::builtin().resolve(task).unwrap().kwargs_schema.keys().cloned().collect()
    };
    let described: BTreeSet<String> = cache_table("## Warming it").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(described, arguments("cache_warm_up"));
    let by_name =
        cache_table("<!-- kinds").into_iter().filter(|row| !row[1].contains("no argument")).map(|row| row[0].clone());
    let also = ["days_to_keep", "dry_run"].map(str::to_owned);
    assert_eq!(by_name.chain(also).collect::<BTreeSet<String>>(), arguments("cleanup_old_data"));
}

/// The text with every marked table computed anew, and how many there were.
fn filled(text: &str) -> (String, usize) {
    let (mut out, mut table, mut row, mut tables) = (String::new(), None, 0, 0);
    for line in text.lines() {
        if let Some(mark) = line.strip_prefix(MARK) {
            table = Some(Table::read(mark.trim_end_matches("-->")));
            (row, tables) = (0, tables + 1);
        } else if let Some(rules) = table.as_ref().filter(|_| line.starts_with('|')) {
            row += 1;
            if row > 2 {
                out += &format!("| {} |\n", rules.row(cells(line)).join(" | "));
                continue;
            }
        } else if row > 0 {
            (table, row) = (None, 0);
        }
        out += line;
        out.push('\n');
    }
    (out, tables)
}

fn cells(row: &str) -> Vec<String> {
    row.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// A cell without the marks of code.
fn plain(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

/// A kind of table with what holds for all of its rows.
struct Table {
    kind: String,
    settings: Vec<(String, String)>,
}

impl Table {
    fn read(mark: &str) -> Self {
        let mut words = mark.split_whitespace();
        let kind = words.next().unwrap().to_owned();
        let settings = words.map(|word| word.split_once('=').unwrap()).map(|(k, v)| (k.to_owned(), v.to_owned()));
        Self { kind, settings: settings.collect() }
    }

    fn get(&self, name: &str) -> &str {
        let found = self.settings.iter().find(|(key, _)| key == name);
        &found.unwrap_or_else(|| panic!("the table `{}` needs `{name}`", self.kind)).1
    }

    fn at(&self, name: &str) -> Timestamp {
        Timestamp::parse(self.get(name)).unwrap()
    }

    fn zone(&self) -> Zone {
        Zone::parse(self.get("zone")).unwrap()
    }

    fn crontab(&self, text: &str, dst: Dst) -> Cadence {
        let crontab = Crontab::new(&parse_expression(text).unwrap(), None).unwrap();
        Cadence::Crontab { crontab, zone: self.zone(), dst }
    }

    /// The row with what is computed from its first cells.
    fn row(&self, mut cells: Vec<String>) -> Vec<String> {
        let given: Vec<_> = cells.iter().map(|cell| plain(cell)).collect();
        let next = |cadence: &Cadence, start| {
            let due: Vec<_> =
                cadence.between(start, self.at("after"), Timestamp::MAX).take(3).map(day_and_time).collect();
            due.join(", ")
        };
        let none = |cell: &str| (cell != "none").then(|| cell.to_owned());
        match self.kind.as_str() {
            "intervals" => {
                let (every, period) = given[0].split_once(' ').unwrap();
                let periods = [Period::Seconds, Period::Minutes, Period::Hours, Period::Days, Period::Weeks];
                let period = periods.into_iter().find(|known| known.as_str() == period).unwrap();
                let interval = Interval::new(every.parse().unwrap(), period, self.at("anchor")).unwrap();
                let start = none(&given[1]).map(|start| Timestamp::parse(&start).unwrap());
                cells[2] = next(&Cadence::Interval(interval), start);
            }
            "runs" => {
                let cadence = self.crontab(&given[0], Dst::default());
                let words = cadence.words();
                cells[1] = words.strip_suffix(&format!(", {}", self.zone())).unwrap().to_owned();
                cells[2] = next(&cadence, None);
            }
            "hashed" => {
                let seed = seed_of(Uuid::parse_str(self.get("id")).unwrap());
                let crontab = Crontab::new(&parse_expression(&given[0]).unwrap(), Some(seed)).unwrap();
                cells[1] = format!("`{}`", crontab.resolved().text());
            }
            "nicknames" => {
                let crontab = Crontab::new(&parse_expression(&given[0]).unwrap(), None).unwrap();
                cells[1] = format!("`{crontab}`");
            }
            "solar" => {
                let degrees = |cell: &str| cell.parse::<f64>().unwrap();
                let solar = Solar::new(given[0].parse().unwrap(), degrees(&given[1]), degrees(&given[2])).unwrap();
                cells[3] = next(&Cadence::Solar(solar), None);
            }
            "change" => {
                let dst = Dst {
                    gap: none(&given[1]).map(|gap| gap.parse().unwrap()),
                    overlap: none(&given[2]).map(|overlap| overlap.parse().unwrap()),
                };
                let cadence = self.crontab(&given[0], dst);
                // The instant at which the time looked at begins may be due too.
                let from = self.at("from").minus(Duration::from_micros(1));
                let due = cadence.between(None, from, self.at("until"));
                let due: Vec<_> = due.map(|at| local_and_utc(&self.zone(), at)).collect();
                cells[3] = if due.is_empty() { "not due".to_owned() } else { due.join(", ") };
            }
            "remarks" => {
                let code: RemarkCode = RemarkCode::ALL.iter().copied().find(|code| code.as_str() == given[0]).unwrap();
                let cadence = match given[1].strip_prefix("once at ") {
                    Some(at) => Cadence::Clocked(Timestamp::parse(at).unwrap()),
                    None => self.crontab(&given[1], Dst::default()),
                };
                let after = self.at("after");
                let until = after.plus(Duration::from_secs(366 * 86_400));
                let usual_duration = (code == RemarkCode::ShorterThanTask).then_some(Duration::from_secs(95));
                let outlook = Outlook { after, until, start_at: None, expires: None, usual_duration };
                let remarks = cadence.remarks(&outlook);
                cells[2] = remarks.into_iter().find(|remark| remark.code == code).unwrap().text;
            }
            "references" => {
                cells[1] = match given[0].parse().unwrap() {
                    DeviceRef::Number(number) => format!("the number {number}"),
                    DeviceRef::Id(id) => format!("the Nautobot id {id}"),
                    DeviceRef::Address(address) => format!("the address {address}"),
                    DeviceRef::Name(name) => format!("the name {name}"),
                };
            }
            "conditions" => {
                let values: Vec<_> = cells[2].split(", ").filter(|value| !value.is_empty()).map(plain).collect();
                let condition = json!([{"field": given[0], "operator": given[1], "values": values}]);
                let filter = Conditions::read(&condition, "").unwrap().filter();
                cells[3] =
                    if filter.accepts(&told_device(json!({"rack": 4}).as_object().unwrap())) { "yes" } else { "no" }
                        .to_owned();
            }
            "guard" => {
                let number = |cell: usize| given[cell].trim_end_matches(" %").parse::<usize>().unwrap();
                let ids = |from: usize, count: usize| -> Vec<Uuid> {
                    (from..from + count).map(|n| Uuid::from_u128(n as u128)).collect()
                };
                let (last, removed) = (ids(0, number(0)), number(3));
                let now = ids(removed, number(1));
                let allowed = u8::try_from(number(5)).unwrap();
                let change = Change::between(&last, &now);
                cells[2] = change.added.to_string();
                cells[4] = format!("{} %", change.percent());
                let goes_on = matches!(judge(Some(&last), &now, allowed), Verdict::Fits(_));
                cells[6] = if goes_on { "goes on" } else { "is stopped" }.to_owned();
            }
            other => panic!("there is no kind of table `{other}`"),
        }
        cells
    }
}

/// The device that `docs/inventory.md` asks its conditions of.
fn told_device(custom_fields: &serde_json::Map<String, serde_json::Value>) -> Facts<'_> {
    Facts {
        name: Some("SW-Core-01"),
        role: Some("core"),
        tags: &["campus", "backup"],
        addresses: [Some("10.4.0.18"), None],
        custom_fields: Some(custom_fields),
        ..Facts::default()
    }
}

/// `Mon 2026-11-23 09:00`, with seconds where there are some.
fn day_and_time(at: Timestamp) -> String {
    let weekday = time::OffsetDateTime::from(at).weekday().to_string();
    let text = at.to_string().replace('T', " ");
    let text = text.trim_end_matches('Z');
    format!("{} {}", &weekday[..3], text.strip_suffix(":00").unwrap_or(text))
}

/// `03-28 03:00+02:00 (01:00Z)`: the year is that of the heading.
fn local_and_utc(zone: &Zone, at: Timestamp) -> String {
    let local = zone.local(at);
    format!("{}{} ({}Z)", &local.time[5..16].replace('T', " "), local.offset, &at.to_string()[11..16])
}
