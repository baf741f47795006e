//! The sync itself: count, read page by page, write each down, then judge what is missing.

use std::collections::{BTreeSet, HashSet};

use uuid::Uuid;

use super::args::{Args, Wanted};
use crate::domain::Device;
use crate::domain::connection::Connection;
use crate::domain::device::Visible;
use crate::domain::sync::Kind;
use crate::integrations::nautobot::{CustomFields, NautobotClient, Page, Related, Selection};
use crate::integrations::remote::RemoteError;
use crate::store::syncs::Missing;
use crate::store::{Database, devices};
use crate::tasks::sync::{Record, Source, SyncFailure, SyncResult, Telling};

/// Reads the devices that `args` ask for through `connection` and writes them down for `job`.
///
/// No database connection is held while Nautobot is waited for. May be dropped at any point: each page is stored by
/// one statement.
///
/// # Errors
/// See [`SyncFailure`]; what `tasks::sync` says about partial results is not among them.
pub async fn sync(
    (connection, client): (&Connection, &NautobotClient),
    database: &Database,
    job: Uuid,
    args: &Args,
    telling: Telling<'_>,
) -> Result<SyncResult, SyncFailure> {
    // Checked when they were read; arguments that cannot be meant ask for nothing.
    let wanted = args.wanted().unwrap_or(Wanted { limit: Some(0), offset: 0, filter: None });
    let (filter, dry_run) = (wanted.stored(), args.dry_run);
    let source = Source { kind: Kind::Device, connection, job, filter, dry_run };
    let record = Record::begin(database, source, telling).await?;
    let client = client.counting();
    let mut reading = Reading { client, connection: connection.id, wanted, args, rights: Rights::default(), record };
    let done = reading.read_and_judge().await;
    reading.tell_rights();
    let calls = reading.client.calls();
    reading.record.end(done, calls, None).await
}

struct Reading<'a> {
    client: NautobotClient,
    connection: Uuid,
    wanted: Wanted,
    args: &'a Args,
    rights: Rights,
    record: Record<'a>,
}

/// What the token turned out to be allowed to see.
#[derive(Default)]
struct Rights {
    platforms: Option<bool>,
    addresses: Option<bool>,
    /// Required relations that came as null, by the name a person knows them under.
    unseen: BTreeSet<&'static str>,
}

/// What is asked for, once it is known how.
struct Asked {
    selection: Selection,
    fields: CustomFields,
}

impl Reading<'_> {
    async fn read_and_judge(&mut self) -> Result<(), SyncFailure> {
        let asked = self.ask().await?;
        let total = self.count(&asked).await?;
        let expected = self.expected(total);
        self.record.expect(expected);
        self.read(&asked, expected).await?;
        if self.wanted.whole() {
            self.record.refuse_empty().await?;
        }
        if expected == 0 {
            self.record.note("Nautobot has no such devices, or the token may not view them.".to_owned());
        }
        if !self.wanted.whole() {
            self.compare(expected);
            return Ok(());
        }
        let total_after = self.count(&asked).await?;
        let fetched = self.record.fetched();
        if fetched != total || total != total_after {
            self.record.doubt(format!(
                "Nautobot counted {total} devices before and {total_after} after reading, and {fetched} different ones \
                 came: it was probably edited meanwhile. Nothing was marked missing; the next sync will judge."
            ));
            return Ok(());
        }
        let client = &self.client;
        let still_there = async |missing: &[Missing]| -> Result<HashSet<Uuid>, RemoteError> {
            let ids: Vec<Uuid> = missing.iter().map(|missing| missing.id).collect();
            Ok(client.existing(&ids).await?.into_iter().collect())
        };
        self.record.judge(self.args.missable(), still_there).await
    }

    async fn ask(&mut self) -> Result<Asked, SyncFailure> {
        let filter = self.wanted.filter();
        let fields = match self.args.custom_fields.as_slice() {
            [] => CustomFields::default(),
            keys => self.record.remote(self.client.custom_fields(keys)).await?,
        };
        if !fields.unknown.is_empty() {
            self.record.note(format!("This Nautobot has no custom field {} for devices.", fields.unknown.join(", ")));
        }
        let selection = self.record.remote(self.client.select(filter.as_ref())).await?;
        Ok(Asked { selection, fields })
    }

    /// How many of all devices the arguments leave.
    fn expected(&self, total: u64) -> u64 {
        let rest = total.saturating_sub(self.wanted.offset.into());
        self.wanted.limit.map_or(rest, |limit| rest.min(limit.into()))
    }

    async fn read(&mut self, asked: &Asked, expected: u64) -> Result<(), SyncFailure> {
        let first = u64::from(self.wanted.offset);
        let mut offset = first;
        while offset < first + expected {
            let left = (first + expected - offset).min(self.args.page_size.into());
            let page = Page { limit: as_u32(left), offset: as_u32(offset) };
            let devices = self.record.remote(self.client.devices(page, &asked.selection, &asked.fields)).await?;
            offset += devices.len() as u64;
            // Shifted pages bring devices again; within a statement they would be an error, across pages miscounted.
            let fresh: Vec<Device> = devices.into_iter().filter(|device| self.record.is_new(device.id)).collect();
            // Nothing there although the count promised more, or a server that knows no offset: no end would come.
            if fresh.is_empty() {
                break;
            }
            self.store(&fresh, &asked.fields.known).await?;
        }
        Ok(())
    }

    async fn store(&mut self, page: &[Device], custom_fields: &[String]) -> Result<(), SyncFailure> {
        let visible = self.visible(page).await?;
        let described = devices::Described { visible, custom_fields, connection: self.connection };
        let db = self.record.database().get().await?;
        let changes = devices::upsert(&db, page, described, self.record.sync_id()).await?;
        self.record.stored(page.len() as u64, changes);
        Ok(())
    }

    /// Finds out what null means on this page. One platform seen proves that platforms may be seen; Nautobot is asked
    /// only when a page shows none at all.
    async fn visible(&mut self, page: &[Device]) -> Result<Visible, SyncFailure> {
        for device in page {
            let required = [
                ("roles", &device.role),
                ("locations", &device.location),
                ("statuses", &device.status),
                ("device types", &device.device_type),
            ];
            self.rights.unseen.extend(required.into_iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name));
        }
        let platforms = page.iter().any(|device| device.platform.is_some());
        let addresses = page.iter().any(|device| device.primary_ip4.is_some() || device.primary_ip6.is_some());
        let platforms = self.may_view(Related::Platforms, platforms, self.rights.platforms).await?;
        let addresses = self.may_view(Related::Addresses, addresses, self.rights.addresses).await?;
        self.rights.platforms = Some(platforms);
        self.rights.addresses = Some(addresses);
        Ok(Visible { platforms, addresses })
    }

    async fn may_view(&self, related: Related, shown: bool, known: Option<bool>) -> Result<bool, SyncFailure> {
        match (shown, known) {
            (true, _) => Ok(true),
            (false, Some(known)) => Ok(known),
            (false, None) => self.record.remote(self.client.may_view(related)).await,
        }
    }

    fn compare(&mut self, expected: u64) {
        let fetched = self.record.fetched();
        if fetched != expected {
            self.record.doubt(format!("Nautobot counted {expected} such devices, but {fetched} different ones came."));
        }
    }

    async fn count(&self, asked: &Asked) -> Result<u64, SyncFailure> {
        self.record.remote(self.client.device_count(&asked.selection)).await
    }

    fn tell_rights(&mut self) {
        let mut unseen: Vec<&str> = self.rights.unseen.iter().copied().collect();
        unseen.extend((self.rights.platforms == Some(false)).then_some("platforms"));
        unseen.extend((self.rights.addresses == Some(false)).then_some("IP addresses"));
        if !unseen.is_empty() {
            let unseen = unseen.join(", ");
            self.record.note(format!("The token may not view all {unseen}; what was known of them is kept."));
        }
    }
}

/// Pages end at the arguments' limits, far below what this cuts off.
fn as_u32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
