//! A receiver of webhooks that answers as it is told and remembers what it got.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use poem::http::StatusCode;
use poem::listener::TcpAcceptor;
use poem::web::{Data, Json};
use poem::{EndpointExt, Route, Server, handler, post};
use serde_json::Value;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::house::until_some;

/// The receiver, until it is dropped.
pub(crate) struct Receiver {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
    _stop: DropGuard,
}

#[derive(Default)]
struct State {
    /// What is answered to the next requests; 204 to those after.
    answers: VecDeque<u16>,
    /// Every request with the answer it got.
    got: Vec<(u16, Value)>,
    tokens: Vec<String>,
}

#[handler]
fn take(state: Data<&Arc<Mutex<State>>>, request: &poem::Request, Json(body): Json<Value>) -> StatusCode {
    let mut state = state.lock().unwrap();
    let status = state.answers.pop_front().unwrap_or(204);
    state.got.push((status, body));
    state.tokens.push(request.header("authorization").unwrap_or_default().to_owned());
    StatusCode::from_u16(status).unwrap()
}

impl Receiver {
    /// One that answers `answers` first, then takes everything.
    pub(crate) async fn start(answers: &[u16]) -> Self {
        let state = Arc::new(Mutex::new(State { answers: answers.iter().copied().collect(), ..State::default() }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let app = Route::new().at("/hook", post(take)).data(Arc::clone(&state));
        let stop = CancellationToken::new();
        let ended = stop.clone().cancelled_owned();
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap());
        tokio::spawn(server.run_with_graceful_shutdown(app, ended, None));
        Self { url, state, _stop: stop.drop_guard() }
    }

    /// Every request so far, with the answer it got.
    pub(crate) fn got(&self) -> Vec<(u16, Value)> {
        self.state.lock().unwrap().got.clone()
    }

    /// What `Authorization` said in each.
    pub(crate) fn tokens(&self) -> Vec<String> {
        self.state.lock().unwrap().tokens.clone()
    }

    /// What was taken so far.
    pub(crate) fn taken(&self) -> Vec<Value> {
        self.got().into_iter().filter(|(status, _)| *status < 300).map(|(_, body)| body).collect()
    }

    /// Waits until `count` messages were taken.
    pub(crate) async fn until_taken(&self, count: usize) -> Vec<Value> {
        until_some("messages for the webhook", || async { Some(self.taken()).filter(|taken| taken.len() >= count) })
            .await
    }
}
