//! The client: what the rest of the house asks CheckMK for.

use std::fmt;
use std::sync::Arc;

use reqwest::Url;
use tokio::time::Instant;

use super::CHECKMK;
use super::answer::{Folders, HostAnswer, VersionAnswer};
use super::config::CheckmkConfig;
use super::hosts::Hosts;
use crate::domain::Host;
use crate::domain::host::Folder;
use crate::integrations::remote::{Gate, Kind, Remote, RemoteError, text};

const ALL_HOSTS: &str = "domain-types/host_config/collections/all";
/// The folder that every host lies in or below; `~` stands for `/`.
const ROOT: &str = "objects/folder_config/~";
const ALL_FOLDERS: &str = "domain-types/folder_config/collections/all";

/// How hosts are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostOptions {
    /// With what hosts inherit from their folders, rather than only what is set on themselves.
    pub effective_attributes: bool,
    /// With links, which nobody here reads: for who wants the very request.
    pub include_links: bool,
    /// Only those monitored by this site.
    pub site: Option<String>,
}

/// What a test of the connection found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The version of CheckMK: `2.4.0p7`.
    pub checkmk: Option<String>,
    /// Its edition: `cre`, `cee`.
    pub edition: Option<String>,
    /// The site that answered.
    pub site: Option<String>,
}

/// How many there are of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Hosts, clusters and those kept offline included.
    pub hosts: u64,
    /// Folders, the root included where CheckMK lists it.
    pub folders: u64,
    /// Clusters.
    pub clusters: u64,
    /// Hosts kept without being monitored.
    pub offline: u64,
}

/// Reads from one site of CheckMK. Cheap to clone; clones share their connections.
///
/// Every call may be dropped half-way: nothing is ever written there.
#[derive(Clone)]
pub struct CheckmkClient {
    remote: Remote,
    site: Arc<str>,
}

impl CheckmkClient {
    /// Checks the settings and prepares connections; nothing is sent yet.
    ///
    /// # Errors
    /// `bad_config` when the settings cannot work.
    pub fn new(config: CheckmkConfig) -> Result<Self, RemoteError> {
        let site = config.site.trim().into();
        Ok(Self { remote: Remote::new(&CHECKMK, config.settings()?)?, site })
    }

    /// The same client, with each request going through `gate`.
    #[must_use]
    pub fn through(self, gate: Arc<dyn Gate>) -> Self {
        Self { remote: self.remote.through(gate), ..self }
    }

    /// The same client, with no request, repetition or pause beyond `deadline`: one for each job.
    #[must_use]
    pub fn until(&self, deadline: Instant) -> Self {
        Self { remote: self.remote.until(deadline), ..self.clone() }
    }

    /// The same client, counting its calls from zero: one for each job.
    #[must_use]
    pub fn counting(&self) -> Self {
        Self { remote: self.remote.counting(), ..self.clone() }
    }

    /// How many requests were sent, repetitions included.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.remote.calls()
    }

    /// The site that is asked.
    #[must_use]
    pub fn site(&self) -> &str {
        &self.site
    }

    /// Finds out whether this connection can be used: that the login is known and may see what hosts lie in.
    ///
    /// Asks for a folder, not for hosts: of these there is no small answer, and who may not see them all is shown fewer
    /// rather than told so.
    ///
    /// # Errors
    /// Why it cannot.
    pub async fn check(&self) -> Result<Version, RemoteError> {
        let body = self.remote.get(&self.remote.url("version")?).await?;
        let answer: VersionAnswer = self.remote.read(&body)?;
        let checkmk = answer.versions.and_then(|versions| text(versions.checkmk));
        if checkmk.is_none() && answer.edition.is_none() {
            return Err(self.remote.not_this("its JSON is not of CheckMK's form"));
        }
        let mut root = self.remote.url(ROOT)?;
        root.query_pairs_mut().append_pair("show_hosts", "false");
        self.remote.get(&root).await?;
        Ok(Version { checkmk, edition: text(answer.edition), site: text(answer.site) })
    }

    /// The hosts, in CheckMK's order. Holds one place among the requests in flight until dropped.
    ///
    /// # Errors
    /// Whatever kept the answer from beginning.
    pub async fn hosts(&self, options: &HostOptions) -> Result<Hosts, RemoteError> {
        let mut url = self.remote.url(ALL_HOSTS)?;
        let truth = |yes: bool| if yes { "true" } else { "false" };
        url.query_pairs_mut()
            .append_pair("effective_attributes", truth(options.effective_attributes))
            .append_pair("include_links", truth(options.include_links));
        if let Some(site) = &options.site {
            url.query_pairs_mut().append_pair("site", site);
        }
        Ok(Hosts::new(self.site.to_string(), self.remote.stream(&url).await?))
    }

    /// One host by its name; `None` when there is none of that name.
    ///
    /// # Errors
    /// Whatever kept the answer from being read.
    pub async fn host(&self, name: &str) -> Result<Option<Host>, RemoteError> {
        let body = match self.remote.get(&self.host_url(name)?).await {
            Ok(body) => body,
            // CheckMK's own 404; that of a wrong site is a web page, and another error.
            Err(error) if matches!(error.kind(), Kind::RefusedRequest { status: 404, .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(self.remote.read::<HostAnswer>(&body)?.host(&self.site))
    }

    /// All folders, however deep.
    ///
    /// # Errors
    /// Whatever kept them from being read.
    pub async fn folders(&self) -> Result<Vec<Folder>, RemoteError> {
        self.folders_below("/").await
    }

    /// The folders below `path`, however deep.
    ///
    /// # Errors
    /// Whatever kept them from being read; a folder that does not exist is a `refused_request`.
    pub async fn folders_below(&self, path: &str) -> Result<Vec<Folder>, RemoteError> {
        let mut url = self.remote.url(ALL_FOLDERS)?;
        // In addresses, `~` stands for `/`.
        let parent = format!("~{}", path.trim_matches('/').replace('/', "~"));
        url.query_pairs_mut()
            .append_pair("parent", &parent)
            .append_pair("recursive", "true")
            .append_pair("show_hosts", "false");
        let body = self.remote.get(&url).await?;
        let answer: Folders = self.remote.read(&body)?;
        Ok(answer.value.into_iter().map(Folder::from).collect())
    }

    /// How many there are of everything. CheckMK has no counts: the hosts are read for it.
    ///
    /// # Errors
    /// Whatever kept them from being read to their end.
    pub async fn totals(&self) -> Result<Totals, RemoteError> {
        let mut totals = Totals { folders: self.folders().await?.len() as u64, ..Totals::default() };
        let mut hosts = self.hosts(&HostOptions::default()).await?;
        while let Some(host) = hosts.next().await? {
            totals.hosts += 1;
            totals.clusters += u64::from(host.is_cluster);
            totals.offline += u64::from(host.is_offline);
        }
        Ok(totals)
    }

    fn host_url(&self, name: &str) -> Result<Url, RemoteError> {
        let mut url = self.remote.url("objects/host_config/")?;
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push(name);
        }
        Ok(url)
    }
}

impl fmt::Debug for CheckmkClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.remote.fmt(f)
    }
}
