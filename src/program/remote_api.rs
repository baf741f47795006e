//! The API of a running program, as a command uses it.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use reqwest::{Client, Method, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::ProgramError;
use crate::config::Settings;
use crate::integrations::install_crypto;

/// Longer than the API takes for anything.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The API, with a token.
pub(super) struct RemoteApi {
    client: Client,
    url: String,
    authorization: HeaderValue,
}

/// What the API refuses, in its own words: the reason, and every field with where it stands in the body.
pub(super) struct Refusal {
    pub(super) detail: String,
    pub(super) errors: Vec<(String, String)>,
}

impl RemoteApi {
    pub(super) fn new(settings: &Settings) -> Result<Self, ProgramError> {
        let token = settings.api_token.as_ref().map(SecretString::expose_secret).ok_or(ProgramError::NoApiToken)?;
        let unusable =
            |e: &dyn std::fmt::Display| ProgramError::RemoteApi(format!("NOC_API_TOKEN cannot be used: {e}"));
        let mut authorization = HeaderValue::from_str(&format!("Bearer {token}")).map_err(|e| unusable(&e))?;
        authorization.set_sensitive(true);
        install_crypto();
        let client = Client::builder()
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))
            .timeout(TIMEOUT)
            // A redirect would take the token where nobody said.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|e| ProgramError::RemoteApi(format!("no client can be made: {e}")))?;
        Ok(Self { client, url: settings.api_url.clone(), authorization })
    }

    /// The answer to a request, or why it is refused.
    pub(super) async fn ask(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Result<Value, Refusal>, ProgramError> {
        let mut url = Url::parse(&format!("{}{path}", self.url))
            .map_err(|e| ProgramError::RemoteApi(format!("`{}` is no address: {e}", self.url)))?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let request = self.client.request(method, url).header(AUTHORIZATION, &self.authorization);
        let request = request.header(ACCEPT, "application/json");
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let away = |e: reqwest::Error| {
            let why = if e.is_timeout() {
                "no answer in time".to_owned()
            } else {
                crate::store::Chain(&e.without_url()).to_string()
            };
            ProgramError::RemoteApi(format!("the API at {} cannot be asked: {why}", self.url))
        };
        let answer = request.send().await.map_err(away)?;
        let status = answer.status();
        let text = answer.text().await.map_err(away)?;
        let read: Option<Value> = serde_json::from_str(&text).ok();
        match read {
            Some(value) if status.is_success() => Ok(Ok(value)),
            Some(problem) if problem.get("detail").is_some() => Ok(Err(refusal(&problem))),
            _ => {
                let says =
                    format!("{} answers {status}, which is not what the scheduler's API says; see --url", self.url);
                Err(ProgramError::RemoteApi(says))
            }
        }
    }
}

fn refusal(problem: &Value) -> Refusal {
    let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let errors = problem.get("errors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Refusal {
        detail: text(problem, "detail"),
        errors: errors.iter().map(|error| (text(error, "pointer"), text(error, "detail"))).collect(),
    }
}
