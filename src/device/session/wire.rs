//! The TCP connection under a session: made within a time, and ended when the session is.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

use super::limits::Limits;
use super::target::Target;
use super::trouble::Trouble;

/// As much of the first bytes as is kept: a greeting of SSH has at most 255 (RFC 4253, 4.2).
const GREETING: usize = 255;

/// A TCP connection that ends when its token is cancelled. The SSH library runs in a task of its own that would
/// otherwise outlive a session dropped in the midst of a key exchange.
pub(super) struct Wire {
    stream: TcpStream,
    cut: Pin<Box<WaitForCancellationFutureOwned>>,
    greeting: Greeting,
}

/// The first bytes that came in.
#[derive(Clone, Default)]
pub(super) struct Greeting(Arc<Mutex<Vec<u8>>>);

impl Greeting {
    fn hear(&self, bytes: &[u8]) {
        let mut heard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = GREETING.saturating_sub(heard.len());
        heard.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Wire {
    /// Looks the name up and connects, to one address after another.
    pub(super) async fn connect(
        target: &Target,
        limits: &Limits,
        cut: &CancellationToken,
    ) -> std::result::Result<Self, Trouble> {
        let until = Instant::now() + limits.connect;
        let address = target.address();
        let too_late = || Trouble::ConnectTimeout { address: target.address(), seconds: limits.connect.as_secs() };
        let addresses = timeout_at(until, resolve(target)).await.map_err(|_| too_late())??;
        let mut trouble = Trouble::Dns { host: target.host.clone(), why: "it has none".to_owned() };
        for address_of_it in addresses {
            match timeout_at(until, TcpStream::connect(address_of_it)).await {
                Err(_) => return Err(too_late()),
                Ok(Err(error)) if error.kind() == ErrorKind::TimedOut => trouble = too_late(),
                Ok(Err(error)) => trouble = Trouble::Unreachable { address: address.clone(), why: plain(&error) },
                Ok(Ok(stream)) => {
                    // Commands are short, and each would wait for the acknowledgement of the one before.
                    let _ = stream.set_nodelay(true);
                    let cut = Box::pin(cut.clone().cancelled_owned());
                    return Ok(Self { stream, cut, greeting: Greeting::default() });
                }
            }
        }
        Err(trouble)
    }

    pub(super) fn greeting(&self) -> Greeting {
        self.greeting.clone()
    }

    fn poll_cut(&mut self, cx: &mut Context<'_>) -> Result<()> {
        match self.cut.as_mut().poll(cx) {
            Poll::Ready(()) => Err(Error::from(ErrorKind::ConnectionAborted)),
            Poll::Pending => Ok(()),
        }
    }
}

async fn resolve(target: &Target) -> std::result::Result<Vec<SocketAddr>, Trouble> {
    match tokio::net::lookup_host((target.host.as_str(), target.port)).await {
        Ok(addresses) => Ok(addresses.collect()),
        Err(error) => Err(Trouble::Dns { host: target.host.clone(), why: plain(&error) }),
    }
}

/// What the host says, without its number.
fn plain(error: &Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

impl Target {
    /// The host and the port, as they are shown.
    pub(super) fn address(&self) -> String {
        let Self { host, port, .. } = self;
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<Result<()>> {
        self.poll_cut(cx)?;
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, into);
        self.greeting.hear(&into.filled()[before..]);
        read
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<Result<usize>> {
        self.poll_cut(cx)?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
