//! Hosts: list, facets, one, what happened to one.

use poem::Request;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::devices::changes_of;
use super::place::{self, Cursor, cut};
use super::sort::HostSort;
use super::view::{ChangeAnswer, FacetValue, HostAnswer, HostDetail, facet};
use crate::api::Tag;
use crate::api::auth::{Caller, Here};
use crate::api::page::{List, MOST_COUNTED, Next, page_size};
use crate::api::problem::Problem;
use crate::api::types::{Repeated, Words};
use crate::store::inventory::{self as stored, HostFilter, HostRow};

/// Values of one field that facets list; a page shows fewer and searches for the rest.
const MOST_VALUES: i64 = 200;

/// The values there are to filter hosts by, those that most hosts have first, 200 at most of each field.
#[derive(Object)]
#[oai(rename = "HostFacets")]
struct HostFacets {
    /// For `site`.
    site: Vec<FacetValue>,
    /// For `folder`; a folder counts without those below it.
    folder: Vec<FacetValue>,
    /// For `label`: `key:value`.
    label: Vec<FacetValue>,
    /// For `cluster`: `true` and `false`.
    cluster: Vec<FacetValue>,
    /// For `offline`: `true` and `false`.
    offline: Vec<FacetValue>,
    /// For `stale`: `true` and `false`.
    stale: Vec<FacetValue>,
    /// For `linked`: `true` and `false`.
    linked: Vec<FacetValue>,
}

/// The filters of a list of hosts, as they come.
struct Asked {
    search: Option<Words>,
    folder: Option<Words>,
    site: Option<Repeated>,
    label: Option<Repeated>,
    tag: Option<Repeated>,
    cluster: Option<bool>,
    offline: Option<bool>,
    stale: Option<bool>,
    linked: Option<bool>,
}

impl Asked {
    fn filter(self) -> Result<HostFilter, Problem> {
        let mut filter = HostFilter {
            search: self.search.map(|words| words.0),
            folder: self.folder.map(|words| words.0),
            sites: self.site.map(|sites| sites.0).filter(|sites| !sites.is_empty()),
            cluster: self.cluster,
            offline: self.offline,
            stale: self.stale,
            linked: self.linked,
            ..HostFilter::default()
        };
        for label in self.label.map(|labels| labels.0).unwrap_or_default() {
            match label.split_once(':') {
                Some((key, value)) => put(&mut filter.labels, key, value),
                None if filter.label.is_none() => filter.label = Some(label),
                None => return Err(Problem::field("?label", "one label without a value is the most; add `:value`")),
            }
        }
        for tag in self.tag.map(|tags| tags.0).unwrap_or_default() {
            let parts = tag.split_once(':');
            let (group, value) = parts.ok_or_else(|| Problem::field("?tag", "must be `group:tag`"))?;
            put(&mut filter.tags, group, value);
        }
        Ok(filter)
    }
}

fn put(wanted: &mut Option<Map<String, Value>>, key: &str, value: &str) {
    wanted.get_or_insert_default().insert(key.to_owned(), Value::from(value));
}

async fn host_of(client: &deadpool_postgres::Client, id: Uuid) -> Result<HostRow, Problem> {
    stored::one_host(client, id).await?.ok_or_else(|| Problem::not_found("there is no such host"))
}

pub(in crate::api) struct HostsApi;

#[OpenApi(prefix_path = "/inventory/hosts", tag = "Tag::Inventory")]
impl HostsApi {
    /// List hosts.
    ///
    /// As the last syncs found them in CheckMK, stale ones too.
    #[oai(path = "/", method = "get", operation_id = "listHosts")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        /// Words in name, alias, site, folder or addresses, all of them.
        search: Query<Option<Words>>,
        /// In this folder or one below it: `/network`.
        folder: Query<Option<Words>>,
        /// Of any of these sites.
        site: Query<Option<Repeated>>,
        /// With this label, `key:value`, or `key` whatever its value; several must all be there.
        label: Query<Option<Repeated>>,
        /// With this tag, `group:tag`; several must all be there.
        tag: Query<Option<Repeated>>,
        /// Only clusters, or none of them.
        cluster: Query<Option<bool>>,
        /// Only those that CheckMK has offline, or none of them.
        offline: Query<Option<bool>>,
        /// Only those that CheckMK no longer has, or only those that it has.
        stale: Query<Option<bool>>,
        /// Only those that are a device, or only those that are none.
        linked: Query<Option<bool>>,
        /// The order; by name where absent.
        sort: Query<Option<HostSort>>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Cursor>>,
    ) -> Result<List<HostAnswer>, Problem> {
        let size = page_size(limit.0)?;
        let after = place::read::<Uuid>('h', cursor.0.as_ref())?;
        let asked = Asked {
            search: search.0,
            folder: folder.0,
            site: site.0,
            label: label.0,
            tag: tag.0,
            cluster: cluster.0,
            offline: offline.0,
            stale: stale.0,
            linked: linked.0,
        };
        let filter = asked.filter()?;
        let order = sort.0.unwrap_or(HostSort::Name).into();
        let client = here.database.get().await?;
        let total = Some(stored::count_hosts(&client, &filter, MOST_COUNTED).await?);
        let mut found = stored::list_hosts(&client, &filter, order, after.as_ref(), size + 1).await?;
        let more = cut(&mut found, size);
        let last = found.last().filter(|_| more);
        let next = last.map(|(_, place)| Next::after(request, &place::write('h', place)));
        let items = found.into_iter().map(|(host, _)| host.into()).collect();
        Ok(List { items, total, next, stream_cursor: None })
    }

    /// Which values are there to filter hosts by?
    ///
    /// With how many hosts have each, of those that the other filters let through.
    #[oai(path = "/facets", method = "get", operation_id = "getHostFacets")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn facets(
        &self,
        here: Here,
        _caller: Caller,
        /// Words in name, alias, site, folder or addresses, all of them.
        search: Query<Option<Words>>,
        /// In this folder or one below it: `/network`.
        folder: Query<Option<Words>>,
        /// Of any of these sites.
        site: Query<Option<Repeated>>,
        /// With this label, `key:value`, or `key` whatever its value; several must all be there.
        label: Query<Option<Repeated>>,
        /// With this tag, `group:tag`; several must all be there.
        tag: Query<Option<Repeated>>,
        /// Only clusters, or none of them.
        cluster: Query<Option<bool>>,
        /// Only those that CheckMK has offline, or none of them.
        offline: Query<Option<bool>>,
        /// Only those that CheckMK no longer has, or only those that it has.
        stale: Query<Option<bool>>,
        /// Only those that are a device, or only those that are none.
        linked: Query<Option<bool>>,
    ) -> Result<Json<HostFacets>, Problem> {
        let asked = Asked {
            search: search.0,
            folder: folder.0,
            site: site.0,
            label: label.0,
            tag: tag.0,
            cluster: cluster.0,
            offline: offline.0,
            stale: stale.0,
            linked: linked.0,
        };
        let filter = asked.filter()?;
        let client = here.database.get().await?;
        let facets = stored::host_facets(&client, &filter, MOST_VALUES).await?;
        Ok(Json(HostFacets {
            site: facet(&facets, "site"),
            folder: facet(&facets, "folder"),
            label: facet(&facets, "label"),
            cluster: facet(&facets, "cluster"),
            offline: facet(&facets, "offline"),
            stale: facet(&facets, "stale"),
            linked: facet(&facets, "linked"),
        }))
    }

    /// Read a host with all its attributes.
    #[oai(path = "/:id", method = "get", operation_id = "getHost")]
    async fn get(&self, here: Here, _caller: Caller, id: Path<Uuid>) -> Result<Json<HostDetail>, Problem> {
        let client = here.database.get().await?;
        Ok(Json(host_of(&client, id.0).await?.into()))
    }

    /// What did syncs change of a host?
    ///
    /// Newest first.
    #[oai(path = "/:id/changes", method = "get", operation_id = "listHostChanges")]
    async fn changes(
        &self,
        here: Here,
        _caller: Caller,
        request: &Request,
        id: Path<Uuid>,
        /// At most so many, up to 500; 50 by default.
        limit: Query<Option<i64>>,
        /// From the `Link` of the page before.
        cursor: Query<Option<Words>>,
    ) -> Result<List<ChangeAnswer>, Problem> {
        let client = here.database.get().await?;
        let host = host_of(&client, id.0).await?;
        changes_of(&client, request, host.id, limit.0, cursor.0).await
    }
}
