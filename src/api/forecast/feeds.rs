//! Feeds: the coming runs for calendar programs, at an address with a secret in it.

use std::sync::Arc;
use std::time::Duration;

use poem_openapi::param::{Header, Path};
use poem_openapi::payload::{Json, PlainText};
use poem_openapi::{ApiResponse, Object, OpenApi};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::ground::{Complaint, Ground, Wanted};
use super::ics;
use super::made::{Basis, Made};
use crate::api::Tag;
use crate::api::answer::Created;
use crate::api::auth::secret::{self, Kind};
use crate::api::auth::{Caller, Here};
use crate::api::body::{Input, Reader, text};
use crate::api::page::List;
use crate::api::problem::Problem;
use crate::domain::Timestamp;
use crate::domain::draft::queue_name;
use crate::domain::forecast::{Asker, TooMuch, agenda};
use crate::domain::people::Role;
use crate::store::feeds::{self, Feed, FeedFilter};
use crate::store::schedules::newest_position;
use crate::store::{maintenance, people};

/// Feeds that one user may have.
const MOST_FEEDS: i64 = 100;
/// How far a feed looks ahead.
const AHEAD: Duration = Duration::from_secs(14 * 86_400);
/// Events of one feed: beyond, calendar programs become slow.
const MOST_EVENTS: usize = 2_000;
/// A feed changes by the hour, so that asked again within it the answer is the same.
const STEP: i64 = 3_600_000_000;
/// For how long whoever reads it need not ask again, in seconds.
const CACHED: &str = "private, max-age=300";

/// A calendar's feed, without its secret.
#[derive(Object)]
#[oai(rename = "CalendarFeed")]
struct FeedView {
    /// Its id.
    id: Uuid,
    /// What it is for.
    name: String,
    /// Only schedules with this tag.
    tag: Option<String>,
    /// Only schedules of this queue.
    queue: Option<String>,
    /// Only schedules of this task.
    task: Option<String>,
    /// Only schedules of this owner.
    owner_username: Option<String>,
    /// Since when it exists.
    created_at: Timestamp,
    /// When it was last read, to the minute.
    last_used_at: Option<Timestamp>,
    /// Its address, below that of this program; only in the answer that made it.
    path: Option<String>,
}

impl From<Feed> for FeedView {
    fn from(feed: Feed) -> Self {
        let Feed { id, name, filter: FeedFilter { tag, queue, task, .. }, owner_username, created_at, last_used_at } =
            feed;
        Self { id, name, tag, queue, task, owner_username, created_at, last_used_at, path: None }
    }
}

/// A feed to be; without a filter it shows all schedules.
#[derive(Object)]
#[oai(rename = "CalendarFeedInput", example)]
struct FeedInput {
    /// What it is for, 1 to 100 characters.
    name: String,
    /// Only schedules with this tag.
    tag: Option<String>,
    /// Only schedules of this queue.
    queue: Option<String>,
    /// Only schedules of this task.
    task: Option<String>,
    /// Only schedules of this owner.
    owner_username: Option<String>,
}

impl poem_openapi::types::Example for FeedInput {
    fn example() -> Self {
        let name = "core, for the team's calendar".to_owned();
        Self { name, tag: Some("core".to_owned()), queue: None, task: None, owner_username: None }
    }
}

/// A feed that is no more.
#[derive(Object)]
#[oai(rename = "RevokedFeed")]
struct Revoked {
    /// Its id.
    id: Uuid,
}

/// A feed, read.
#[derive(ApiResponse)]
enum FeedReply {
    /// The calendar, as RFC 5545 writes it.
    #[oai(status = 200, content_type = "text/calendar; charset=utf-8")]
    Calendar(
        PlainText<String>,
        /// Of what is in it.
        #[oai(header = "ETag")]
        String,
        /// How long it is good for.
        #[oai(header = "Cache-Control")]
        String,
    ),
    /// It is as it was.
    #[oai(status = 304)]
    Same(
        /// Of what is in it.
        #[oai(header = "ETag")]
        String,
        /// How long it is good for.
        #[oai(header = "Cache-Control")]
        String,
    ),
}

pub(in crate::api) struct FeedsApi;

#[OpenApi(prefix_path = "/scheduler/calendar", tag = "Tag::Forecast")]
impl FeedsApi {
    /// List my calendar feeds.
    #[oai(path = "/feeds", method = "get", operation_id = "listCalendarFeeds")]
    async fn list(&self, here: Here, caller: Caller) -> Result<List<FeedView>, Problem> {
        let client = here.database.get().await?;
        let found = feeds::list(&client, caller.person.id, MOST_FEEDS).await?;
        Ok(List::whole(found.into_iter().map(FeedView::from).collect()))
    }

    /// Make a calendar feed.
    ///
    /// Answers an address, with a secret in it, that calendar programs read without a login; it is in this answer only.
    /// It shows the runs that are expected in the next 14 days, and reads nothing else. 422 where its schedules have more
    /// than 10,000,000 due times in them; then it has to be narrower. API tokens cannot make feeds.
    #[oai(path = "/feeds", method = "post", operation_id = "createCalendarFeed")]
    async fn create(&self, here: Here, caller: Caller, input: Input<FeedInput>) -> Result<Created<FeedView>, Problem> {
        caller.login()?;
        let mut reader = Reader::new(&input.fields, &["name", "tag", "queue", "task", "owner_username"]);
        let name = reader.required("name", text(1, 100)).unwrap_or_default();
        let mut filter = FeedFilter { tag: reader.optional("tag", text(1, 200)), ..FeedFilter::default() };
        filter.queue = reader.optional("queue", queue_name);
        filter.task = reader.optional("task", |value| {
            let task = text(1, 200)(value)?;
            let entry = here.registry.resolve(&task).ok_or_else(|| format!("there is no task `{task}`"))?;
            Ok(entry.name.to_owned())
        });
        let owner = reader.optional("owner_username", text(1, 200));
        if name.trim().is_empty() && reader.value("name").is_some() {
            reader.complain("name", "must not be blank");
        }
        let client = here.database.get().await?;
        if let Some(owner) = owner {
            filter.owner = people::active_id(&client, &owner).await?;
            if filter.owner.is_none() {
                reader.complain("owner_username", format!("there is no active user `{owner}`"));
            }
        }
        reader.finish()?;
        if feeds::count(&client, caller.person.id).await? >= MOST_FEEDS {
            let detail = format!("you have {MOST_FEEDS} feeds; revoke one first");
            return Err(Problem::conflict("too-many-feeds", detail));
        }
        drop(client);
        // What nobody could read is refused now, to whoever can do something about it.
        let turn = here.forecasts.feeds.turns.turn().await?;
        let range = range(here.clock.now());
        drop(Ground::read_in(turn, &here, wanted(filter.clone()), range, Complaint::Feed("/tag")).await?);
        let client = here.database.get().await?;
        let (secret, hash) = secret::fresh(Kind::Feed);
        let feed = feeds::insert(&client, Uuid::new_v4(), caller.person.id, name.trim(), &filter, &hash).await?;
        let path = Some(format!("/api/scheduler/calendar/ics/{secret}.ics"));
        Ok(Created(FeedView { path, ..FeedView::from(feed) }))
    }

    /// Revoke a calendar feed.
    ///
    /// Its address answers nothing any more. Admins revoke anybody's.
    #[oai(path = "/feeds/:id", method = "delete", operation_id = "revokeCalendarFeed")]
    async fn revoke(&self, here: Here, caller: Caller, id: Path<Uuid>) -> Result<Json<Revoked>, Problem> {
        let of = (caller.person.role < Role::Admin).then_some(caller.person.id);
        let client = here.database.get().await?;
        if !feeds::delete(&client, id.0, of).await? {
            return Err(Problem::not_found("there is no such feed of yours"));
        }
        Ok(Json(Revoked { id: id.0 }))
    }

    /// Read a calendar feed.
    ///
    /// Needs no login: the secret in the address stands for one, and reads this only. The runs that are expected in the
    /// next 14 days, 2,000 events at most (`X-NOC-CUT` says where there are more); a schedule that runs more often than
    /// hourly has one event for each day. It is made anew once an hour, and when a schedule or a maintenance window changes.
    #[oai(path = "/ics/:file", method = "get", operation_id = "readCalendarFeed")]
    async fn read(
        &self,
        here: Here,
        /// The secret and `.ics`.
        file: Path<String>,
        /// What was answered the last time; 304 where it still is.
        #[oai(name = "If-None-Match")]
        if_none_match: Header<Option<String>>,
    ) -> Result<FeedReply, Problem> {
        let unknown = || Problem::not_found("there is no such feed, or it was revoked");
        let read = file.0.strip_suffix(".ics").and_then(secret::read).filter(|(kind, _)| *kind == Kind::Feed);
        let (_, hash) = read.ok_or_else(unknown)?;
        let (from, to) = range(here.clock.now());
        let (feed, basis) = {
            let client = here.database.get().await?;
            let feed = feeds::read_by(&client, &hash).await?.ok_or_else(unknown)?;
            let (newest, windows) = (newest_position(&client).await?, maintenance::revision(&client).await?);
            (feed, Basis { from, newest, windows })
        };
        let feeds = &here.forecasts.feeds;
        let made = match feeds.known(feed.id, basis) {
            Some(made) => made,
            None => made(&here, feed, basis, (from, to)).await?,
        };
        let (text, tag) = made?;
        let known = if_none_match.0.is_some_and(|known| known.split(',').any(|one| one.trim() == &*tag));
        let (tag, cached) = (tag.to_string(), CACHED.to_owned());
        let same = FeedReply::Same(tag.clone(), cached.clone());
        Ok(if known { same } else { FeedReply::Calendar(PlainText(text.to_string()), tag, cached) })
    }
}

/// The time that a feed shows when it is `now`.
fn range(now: Timestamp) -> (Timestamp, Timestamp) {
    let from = Timestamp::from_micros(now.as_micros().div_euclid(STEP) * STEP);
    (from, from.plus(AHEAD))
}

fn wanted(filter: FeedFilter) -> Wanted {
    let FeedFilter { tag, queue, task, owner } = filter;
    Wanted { tag, queue, task, owner, system: None }
}

/// Makes a feed in its turn, unless somebody else did meanwhile, and keeps it.
async fn made(here: &Here, feed: Feed, basis: Basis, range: (Timestamp, Timestamp)) -> Result<Made, Problem> {
    let feeds = &here.forecasts.feeds;
    let turn = feeds.turns.turn().await?;
    if let Some(made) = feeds.known(feed.id, basis) {
        return Ok(made);
    }
    let Feed { id, name, filter, .. } = feed;
    // Its turn lasts until it is kept: whoever comes next for the same finds it.
    let (made, _turn) = match Ground::read_in(turn, here, wanted(filter), range, Complaint::Feed("")).await {
        Ok(ground) => {
            let work =
                move |ground: Ground, asker: &Asker| Ok((written(&name, &ground, range, asker)?, ground.into_turn()));
            ground.work(work).await.map_or_else(|e| (Err(e), None), |(made, turn)| (Ok(made), Some(turn)))
        }
        Err(e) => (Err(e), None),
    };
    match made {
        // What failed just now may not the next time.
        Err(e) if !e.is_invalid() => Err(e),
        made => {
            feeds.keep(id, basis, &made);
            Ok(made)
        }
    }
}

/// The text of a feed, and its tag.
fn written(
    name: &str,
    ground: &Ground,
    range: (Timestamp, Timestamp),
    asker: &Asker,
) -> Result<(Arc<str>, Arc<str>), TooMuch> {
    let (entries, cut) = agenda(&ground.subjects, &ground.windows, range, MOST_EVENTS, asker)?;
    let text = ics::calendar(name, &ground.subjects, &entries, cut);
    let digest = Sha256::digest(text.as_bytes());
    let tag = digest.iter().take(16).fold(String::new(), |tag, byte| tag + &format!("{byte:02x}"));
    Ok((text.into(), format!("\"{tag}\"").into()))
}
