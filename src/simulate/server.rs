//! The server under a double: real connections, faults, and figures of what came in.

use std::collections::HashSet;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use poem::endpoint::make;
use poem::http::uri::Scheme;
use poem::listener::Acceptor;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Request, Response, Server};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::fault::{self, Fault, Trouble};

/// What a double answers when nothing goes wrong.
pub(super) trait Answers: Send + 'static {
    fn respond(&mut self, request: &Request, body: &[u8], as_if_empty: bool) -> Response;

    /// The refusal of a login, which repeats what was sent.
    fn refuse_login(&self, sent: &str) -> Response;
}

/// What came in so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Requests, refused ones included.
    pub requests: u32,
    /// Those to `/api/graphql/`.
    pub graphql: u32,
    /// How many were being answered at the same time, at most.
    pub most_at_once: u32,
}

/// A running double; dropped, it is gone and its connections with it.
pub(super) struct Running<A> {
    address: SocketAddr,
    shared: Arc<Shared<A>>,
    server: JoinHandle<Result<()>>,
}

struct Shared<A> {
    answers: Mutex<A>,
    figures: Mutex<Figures>,
    doomed: Arc<Mutex<HashSet<SocketAddr>>>,
}

#[derive(Default)]
struct Figures {
    faults: Vec<Fault>,
    traffic: Traffic,
    at_once: u32,
}

impl<A: Answers> Running<A> {
    /// Starts on a free port of this host.
    pub(super) async fn start(answers: A) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let doomed = Arc::default();
        let shared =
            Arc::new(Shared { answers: Mutex::new(answers), figures: Mutex::default(), doomed: Arc::clone(&doomed) });
        let own = Arc::clone(&shared);
        let endpoint = make(move |request| {
            let own = Arc::clone(&own);
            async move { own.answer(request).await }
        });
        let acceptor = Fragile { listener, address, doomed };
        let server = tokio::spawn(Server::new_with_acceptor(acceptor).run(endpoint));
        Ok(Self { address, shared, server })
    }

    pub(super) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn inject(&self, fault: Fault) {
        lock(&self.shared.figures).faults.push(fault);
    }

    pub(super) fn heal(&self) {
        lock(&self.shared.figures).faults.clear();
    }

    pub(super) fn traffic(&self) -> Traffic {
        lock(&self.shared.figures).traffic
    }

    /// What is answered, to be changed.
    pub(super) fn answers(&self) -> MutexGuard<'_, A> {
        lock(&self.shared.answers)
    }
}

impl<A> Drop for Running<A> {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl<A: Answers> Shared<A> {
    async fn answer(&self, mut request: Request) -> poem::Result<Response> {
        let path = request.uri().path().to_owned();
        let trouble = lock(&self.figures).arrived(&path);
        let _leaves = Leaves(&self.figures);
        if trouble == Some(Trouble::Reset) {
            self.doom(&request);
        }
        if let Some(trouble) = trouble {
            let sent = request.header(poem::http::header::AUTHORIZATION).unwrap_or_default().to_owned();
            if let Some(response) = trouble.instead(|| lock(&self.answers).refuse_login(&sent)).await {
                return Ok(response);
            }
        }
        let body = request.take_body().into_vec().await?;
        let response = lock(&self.answers).respond(&request, &body, trouble == Some(Trouble::Empty));
        Ok(match trouble {
            Some(Trouble::Truncate) => fault::truncated(response).await,
            Some(Trouble::Drip(size, pause)) => fault::dripping(response, size, pause).await,
            _ => response,
        })
    }

    fn doom(&self, request: &Request) {
        if let RemoteAddr(Addr::SocketAddr(peer)) = request.remote_addr() {
            lock(&self.doomed).insert(*peer);
        }
    }
}

impl Figures {
    /// Counts a request and finds what shall go wrong with it.
    fn arrived(&mut self, path: &str) -> Option<Trouble> {
        self.traffic.requests += 1;
        self.traffic.graphql += u32::from(path == "/api/graphql/");
        self.at_once += 1;
        self.traffic.most_at_once = self.traffic.most_at_once.max(self.at_once);
        self.faults.iter_mut().find_map(|fault| fault.strikes(path))
    }
}

/// Counts a request out, given up or answered.
struct Leaves<'a>(&'a Mutex<Figures>);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        lock(self.0).at_once -= 1;
    }
}

/// A panic of another request leaves the state as it is, which is good enough to go on with.
pub(super) fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Accepts connections that can be made to break.
struct Fragile {
    listener: TcpListener,
    address: SocketAddr,
    doomed: Arc<Mutex<HashSet<SocketAddr>>>,
}

impl Acceptor for Fragile {
    type Io = FragileStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        vec![LocalAddr(self.address.into())]
    }

    async fn accept(&mut self) -> Result<(FragileStream, LocalAddr, RemoteAddr, Scheme)> {
        let (stream, peer) = self.listener.accept().await?;
        let stream = FragileStream { stream, peer, broken: false, doomed: Arc::clone(&self.doomed) };
        Ok((stream, LocalAddr(self.address.into()), RemoteAddr(peer.into()), Scheme::HTTP))
    }
}

struct FragileStream {
    stream: TcpStream,
    peer: SocketAddr,
    broken: bool,
    doomed: Arc<Mutex<HashSet<SocketAddr>>>,
}

impl AsyncRead for FragileStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl AsyncWrite for FragileStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        // It stays so: hyper tries more than once to get its answer out.
        if self.broken || lock(&self.doomed).remove(&self.peer) {
            self.broken = true;
            // Closed like this, the peer is sent a reset rather than an end.
            self.stream.set_zero_linger()?;
            return Poll::Ready(Err(Error::from(ErrorKind::ConnectionReset)));
        }
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
