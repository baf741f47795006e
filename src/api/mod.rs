//! HTTP: the schedules, jobs and people of the house, and its live status.
//!
//! Handlers read a request, ask the store or the one door, and answer; rules
//! live in `domain`. Every refusal is a [`problem`]; [`edge`] sees to the rest.

mod answer;
mod auth;
mod body;
mod cache;
mod captures;
mod changes;
mod connections;
mod cors;
mod credentials;
mod document;
mod due_times;
mod edge;
mod file_schema;
mod fleet;
mod forecast;
mod health;
mod host_keys;
mod inventory;
mod jobs;
mod maintenance;
mod metrics;
mod noc_canvas;
mod operations;
mod page;
mod problem;
mod schedules;
mod state;
mod stream;
mod topology;
mod turns;
mod types;
mod users;
mod web;

use std::sync::Arc;

use poem::listener::TcpAcceptor;
use poem::web::Html;
use poem::{Endpoint, EndpointExt, IntoResponse, Response, Route, Server, get};
use poem_openapi::{OpenApi, OpenApiService, Tags};
use tokio_util::sync::CancellationToken;

pub use self::state::{ApiConfig, ApiState};

use self::state::Context;

/// A connection on which nothing moves for this long is closed: longer than any
/// request takes and than a stream is silent. It is what ends a client that
/// takes nothing off its socket.
const IDLE: std::time::Duration = std::time::Duration::from_secs(75);

/// What operations are grouped by.
#[derive(Tags)]
enum Tag {
    /// When to run which task with which arguments.
    Schedules,
    /// What became of each due time, and why; what waits for an operator; making up for the past.
    #[oai(rename = "Due times")]
    DueTimes,
    /// What ran, what runs, and what waits; live too.
    Jobs,
    /// Times in which due times are skipped or held.
    Maintenance,
    /// What is to come: expected runs and load, and what would flatten its peaks.
    Forecast,
    /// Devices and hosts as syncs found them, what changed, and the named sets that jobs aim at.
    Inventory,
    /// How devices are linked, what they tell, where an address is, and the keys that they are known by.
    Topology,
    /// Baselines and snapshots: what devices said, what differs, and what is expected of them.
    Captures,
    /// Workers, queues and beat.
    Fleet,
    /// Nautobot and CheckMK, and the logins for devices.
    Connections,
    /// What Nautobot and CheckMK said a moment ago.
    Cache,
    /// Logins and API tokens.
    Auth,
    /// Who may log in, and as what.
    Users,
    /// Whether this process lives and works.
    Health,
    /// What only existing web clients of NOC Canvas call.
    #[oai(rename = "NOC Canvas")]
    NocCanvas,
}

fn service() -> OpenApiService<impl OpenApi, ()> {
    let of_schedules = (
        schedules::SchedulesApi,
        schedules::CatalogueApi,
        schedules::RunApi,
        schedules::HistoryApi,
        schedules::DifferenceApi,
        schedules::RevertApi,
        schedules::PreviewApi,
        due_times::DueTimesApi,
        maintenance::MaintenanceApi,
    );
    let of_changes = (
        changes::BulkApi,
        changes::ChangeSetsApi,
        changes::ChangesApi,
        changes::BlameApi,
        changes::ApplyApi,
        changes::ExportApi,
    );
    let of_jobs = (jobs::JobsApi, jobs::JobWritesApi, jobs::JobVisitsApi, stream::StreamApi, fleet::FleetApi);
    let of_inventory = (
        inventory::DevicesApi,
        inventory::HostsApi,
        inventory::SyncsApi,
        inventory::DisagreementsApi,
        inventory::InventoriesApi,
    );
    let of_the_network = (topology::GraphApi, topology::NodesApi, topology::WhereApi, host_keys::HostKeysApi);
    let of_what_is_to_come = (forecast::CalendarApi, forecast::WhatIfApi, forecast::FeedsApi);
    let of_captures = (captures::CapturesApi, captures::CompareApi);
    let of_people = (auth::AuthApi, auth::TokensApi, users::UsersApi);
    let of_others = (connections::ConnectionsApi, credentials::CredentialsApi, cache::CacheApi);
    let everything = (
        of_schedules,
        of_changes,
        of_what_is_to_come,
        of_jobs,
        of_inventory,
        of_the_network,
        of_captures,
        of_others,
        of_people,
        health::HealthApi,
        noc_canvas::NocCanvasApi,
    );
    OpenApiService::new(everything, "NOC Canvas Scheduler", env!("CARGO_PKG_VERSION"))
        .description(
            "An event-sourced scheduler for network operations. Log in with `POST /api/auth/login`, then press \
             *Authorize* and paste the `access_token`. Metrics for Prometheus are at `/metrics`. Query parameters that an operation does not name are ignored; \
             fields of a body that it does not know are refused.",
        )
        .url_prefix("/api")
}

/// The OpenAPI document, the same for every build of one version; ends with a newline.
#[must_use]
pub fn document() -> String {
    document::finished(&service().spec())
}

/// The JSON Schema of a file of schedules, the same for every build of one version; ends with a newline.
#[must_use]
pub fn schedules_schema() -> String {
    file_schema::of(&document())
}

/// The whole application. Streams end when `stop` is cancelled.
pub fn app(state: ApiState, stop: CancellationToken) -> impl Endpoint<Output = Response> + 'static {
    let service = service();
    let (plain, document) = (service.spec(), document());
    let page = service.swagger_ui_html().replace(&plain, document.trim_end());
    let origins = state.config.cors_origins.clone();
    let requests = Arc::new(metrics::Requests::default());
    let operations = operations::Operations::of(&document);
    let shown = document.clone();
    let docs = || {
        let page = page.clone();
        get(poem::endpoint::make_sync(move |_| Html(page.clone()).into_response()))
    };
    let route = Route::new()
        .at("/docs", docs())
        .at("/docs/", docs())
        .at(
            "/openapi.json",
            get(poem::endpoint::make_sync(move |_| {
                Response::builder().content_type("application/json").body(shown.clone())
            })),
        )
        .at("/metrics", get(metrics::show).with(poem::middleware::CookieJarManager::new()))
        .nest("/api", service)
        .nest_no_strip("/", web::Web)
        .data(Context::new(state, Arc::clone(&requests), stop));
    edge::Edge { inner: cors::Cors { origins, inner: route }, operations, requests }
}

/// Serves on `listener` until `stop`; then takes no more, ends open streams, and
/// gives what is under way its grace.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(
    listener: tokio::net::TcpListener,
    state: ApiState,
    stop: CancellationToken,
) -> Result<(), std::io::Error> {
    let grace = state.config.grace;
    let app = app(state, stop.clone());
    Server::new_with_acceptor(TcpAcceptor::from_tokio(listener)?)
        .idle_timeout(IDLE)
        .run_with_graceful_shutdown(app, stop.cancelled_owned(), Some(grace))
        .await
}
