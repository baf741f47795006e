//! A served API with people in it.

use std::sync::Arc;
use std::time::SystemTime;

use noc_scheduler::api::{ApiConfig, ApiState, serve};
use noc_scheduler::archive::Archive;
use noc_scheduler::clock::Clock;
use noc_scheduler::command::{Door, people};
use noc_scheduler::connections::{Connections, Environment};
use noc_scheduler::credentials::Credentials;
use noc_scheduler::domain::Timestamp;
use noc_scheduler::domain::cadence::Zone;
use noc_scheduler::domain::people::Role;
use noc_scheduler::queue::Redis;
use noc_scheduler::queue::feed::Publisher;
use noc_scheduler::store::{Database, migrate};
use noc_scheduler::tasks::Registry;
use noc_scheduler::vault::{Key, Vault};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::support::servers::{Servers, connect, fresh_prefix, servers};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A served API, a database of its own behind it, and one person of each role.
pub(crate) struct House {
    pub(crate) address: String,
    pub(crate) url: String,
    pub(crate) publisher: Publisher,
    http: reqwest::Client,
    _stop: DropGuard,
}

#[expect(clippy::disallowed_methods, reason = "a test is a program of its own, and this is its clock")]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap())
}

/// An answer, read.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.unwrap();
        Self { status, headers, body: serde_json::from_str(&text).unwrap_or(Value::String(text)) }
    }

    /// The body, of an answer that must have this status.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{self:#?}");
        self.body
    }

    /// A problem with this status: its detail and first pointer.
    #[track_caller]
    pub(crate) fn problem(self, status: u16) -> (String, String) {
        assert_eq!(self.status.as_u16(), status, "{self:#?}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:#?}");
        let text = |field: &str| self.body[field].as_str().unwrap_or_default().to_owned();
        assert_eq!(self.body["status"], status);
        assert!(text("type").starts_with("urn:noc-scheduler:problem:") && !text("title").is_empty(), "{self:#?}");
        let all = self.body.to_string().to_lowercase();
        for leak in ["select ", "insert into", "noc.", "src/", "panicked", "sqlstate"] {
            assert!(!all.contains(leak), "{leak} in {self:#?}");
        }
        let pointer = self.body["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned();
        (text("detail"), pointer)
    }

    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::with(ApiConfig::default()).await
    }

    /// On servers of its own, to be hurt.
    pub(crate) async fn on(servers: &Servers) -> Self {
        Self::built(servers, ApiConfig::default()).await
    }

    pub(crate) async fn with(config: ApiConfig) -> Self {
        Self::built(servers(), config).await
    }

    pub(crate) async fn built(servers: &Servers, config: ApiConfig) -> Self {
        let _ = tracing_subscriber::fmt().with_test_writer().with_max_level(tracing::Level::WARN).try_init();
        let url = servers.fresh_database().await;
        migrate(&Database::new(&url, "migrate", 1).unwrap()).await.unwrap();
        Self::over(servers, url, config).await
    }

    /// Over a database that is there, in which nobody of its people is yet.
    pub(crate) async fn over(servers: &Servers, url: String, config: ApiConfig) -> Self {
        Self::with_vault(servers, url, config, Vault::parse(&Key::generate()).unwrap()).await
    }

    /// The same where something lies sealed already.
    pub(crate) async fn with_vault(servers: &Servers, url: String, config: ApiConfig, vault: Vault) -> Self {
        // Another test of this process may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let database = Database::new(&url, "api test", 8).unwrap();
        let redis = Redis::connect(servers.redis_url(), &fresh_prefix()).await.unwrap();
        let registry = Arc::new(Registry::builtin());
        let stop = CancellationToken::new();
        let (publisher, _) = Publisher::start(redis.clone(), stop.clone());
        let connections = Connections::new(database.clone(), redis.clone(), vault.clone(), Environment::default());
        let state = ApiState {
            connections,
            credentials: Credentials::new(database.clone(), vault.clone()),
            archive: Archive::new(database.clone(), vault),
            door: Door::new(database.clone(), registry.clone(), Zone::UTC),
            database: database.clone(),
            redis,
            registry,
            clock: Clock::new(now),
            publisher: publisher.clone(),
            config,
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(serve(listener, state, stop.clone()));
        for (name, role) in
            [("ada", Role::Admin), ("olga", Role::Operator), ("otto", Role::Operator), ("vera", Role::Viewer)]
        {
            people::add(&database, name, SecretString::from(PASSWORD), role).await.unwrap();
        }
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { address, url, publisher, http, _stop: stop.drop_guard() }
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.http.request(Method::from_bytes(method.as_bytes()).unwrap(), format!("{}{path}", self.address))
    }

    pub(crate) async fn send(&self, request: RequestBuilder) -> Answer {
        Answer::of(request.send().await.unwrap()).await
    }

    /// Logs in, and acts with the bearer token from then on.
    pub(crate) async fn login(&self, name: &str) -> Caller<'_> {
        let body = json!({"username": name, "password": PASSWORD});
        let login = self.send(self.request("POST", "/api/auth/login").json(&body)).await.expect(200);
        Caller { house: self, token: login["access_token"].as_str().unwrap().to_owned() }
    }

    /// A number out of the database.
    pub(crate) async fn count(&self, sql: &str) -> i64 {
        connect(&self.url).await.query_one(sql, &[]).await.unwrap().get(0)
    }

    /// Does something to the database that no caller could.
    pub(crate) async fn sql(&self, sql: &str) {
        connect(&self.url).await.batch_execute(sql).await.unwrap();
    }
}

/// Somebody with a bearer token.
#[derive(Clone)]
pub(crate) struct Caller<'a> {
    pub(crate) house: &'a House,
    pub(crate) token: String,
}

impl Caller<'_> {
    pub(crate) fn request(&self, method: &str, path: &str) -> RequestBuilder {
        self.house.request(method, path).bearer_auth(&self.token)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.house.send(self.request("GET", path)).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: Value) -> Answer {
        self.house.send(self.request(method, path).json(&body)).await
    }

    /// Makes a schedule and gives the answer.
    pub(crate) async fn schedule(&self, name: &str) -> Value {
        self.send("POST", TASKS, schedule(name)).await.expect(201)
    }
}

pub(crate) const TASKS: &str = "/api/scheduler/tasks";

/// A schedule that fits.
pub(crate) fn schedule(name: &str) -> Value {
    json!({"name": name, "task": "test_job", "interval": {"every": 5, "period": "minutes"}, "kwargs": {"message": "hi"}})
}

/// The same with other fields.
pub(crate) fn with(mut body: Value, fields: Value) -> Value {
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}
