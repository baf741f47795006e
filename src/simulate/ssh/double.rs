//! Starting and stopping doubles.

use std::borrow::Cow;
use std::io::Result;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use russh::keys::ssh_key::private::Ed25519Keypair;
use russh::keys::{Algorithm, PrivateKey};
use russh::{MethodKind, MethodSet, Preferred, SshId, cipher, compression, kex, mac, server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::connection::Connection;
use super::device::{Fault, Login, SshDevice};
use super::figures::{Shared, Visits};
use super::wire::Wire;

/// A running device. Dropped, it is gone, and its connections with it.
pub struct SshDouble {
    address: SocketAddr,
    shared: Shared,
    server: JoinHandle<()>,
    _cut: DropGuard,
}

/// A new host key.
#[must_use]
pub fn host_key() -> PrivateKey {
    Ed25519Keypair::from_seed(&rand::random()).into()
}

/// The host key of a device of this name: always the same.
#[must_use]
pub fn host_key_of(name: &str) -> PrivateKey {
    use sha2::{Digest, Sha256};
    let seed = Sha256::new_with_prefix(b"host key of a simulated device\0").chain_update(name).finalize();
    Ed25519Keypair::from_seed(&seed.into()).into()
}

impl SshDouble {
    /// Starts a device at an address of this host; with the port 0 at a free one.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn start(device: SshDevice, at: impl Into<SocketAddr>) -> Result<Self> {
        let listener = TcpListener::bind(at.into()).await?;
        let address = listener.local_addr()?;
        let shared = Shared::new(device);
        let cut = CancellationToken::new();
        let server = tokio::spawn(serve(listener, shared.clone(), cut.clone()));
        Ok(Self { address, shared, server, _cut: cut.drop_guard() })
    }

    /// Starts devices that all listen on the same port, each at its own loopback address.
    ///
    /// # Errors
    /// When an address cannot be had, or no port is free at all of them.
    pub async fn start_all(devices: Vec<(IpAddr, SshDevice)>) -> Result<Vec<Self>> {
        // A port that is free at one address may be taken at another.
        const TRIES: usize = 20;
        let mut outcome = Ok(Vec::new());
        for _ in 0..TRIES {
            outcome = Self::start_all_once(&devices).await;
            if outcome.is_ok() {
                break;
            }
        }
        outcome
    }

    async fn start_all_once(devices: &[(IpAddr, SshDevice)]) -> Result<Vec<Self>> {
        let mut doubles: Vec<Self> = Vec::with_capacity(devices.len());
        for (ip, device) in devices {
            let port = doubles.first().map_or(0, |first| first.address.port());
            doubles.push(Self::start(device.clone(), (*ip, port)).await?);
        }
        Ok(doubles)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Changes what it is; connections that are open go by it from their next question on, their key excepted.
    pub fn edit(&self, change: impl FnOnce(&mut SshDevice)) {
        change(&mut self.shared.device());
    }

    /// Who came so far.
    #[must_use]
    pub fn visits(&self) -> Visits {
        self.shared.visits().borrow().clone()
    }

    /// Waits until those who came are as asked for.
    pub async fn until(&self, is_so: impl FnMut(&Visits) -> bool) -> Visits {
        let mut visits = self.shared.visits();
        match visits.wait_for(is_so).await {
            Ok(visits) => visits.clone(),
            // The sender is ours.
            Err(_) => self.visits(),
        }
    }
}

impl Drop for SshDouble {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(listener: TcpListener, shared: Shared, cut: CancellationToken) {
    while let Ok((stream, _)) = listener.accept().await {
        let (shared, cut) = (shared.clone(), cut.child_token());
        tokio::spawn(async move {
            let token = cut.clone();
            let _ = token.run_until_cancelled(welcome(stream, shared, cut)).await;
        });
    }
}

async fn welcome(mut stream: TcpStream, shared: Shared, cut: CancellationToken) {
    shared.note(|visits| visits.connections += 1);
    let device = shared.device().clone();
    let open = shared.count(|visits| &mut visits.open);
    for fault in &device.faults {
        match fault {
            Fault::CloseAtOnce => return,
            Fault::CloseSaying(words) => {
                let _ = stream.write_all(format!("{words}\r\n").as_bytes()).await;
                return;
            }
            Fault::Silent => return hear_out(&mut stream).await,
            _ => {}
        }
    }
    if device.lines.is_some_and(|lines| shared.visits().borrow().sessions >= lines) {
        return;
    }
    let _ = stream.set_nodelay(true);
    let Ok((stream, ear)) = with_ear(stream) else { return };
    let wire = Wire::new(stream, &cut, bytes_until_cut(&device), open);
    let connection = Connection::new(shared, ear, cut);
    if let Ok(session) = server::run_stream(Arc::new(config(&device)), wire, connection).await {
        let _ = session.await;
    }
}

/// Reads until the other end goes.
async fn hear_out(stream: &mut TcpStream) {
    let mut heard = [0; 256];
    while stream.read(&mut heard).await.is_ok_and(|bytes| bytes > 0) {}
}

/// The same connection twice: a handler that hangs keeps the library from reading, and must still notice that the
/// other end has gone.
fn with_ear(stream: TcpStream) -> Result<(TcpStream, TcpStream)> {
    let stream = stream.into_std()?;
    let ear = stream.try_clone()?;
    Ok((TcpStream::from_std(stream)?, TcpStream::from_std(ear)?))
}

fn bytes_until_cut(device: &SshDevice) -> u64 {
    let of_fault = |fault: &Fault| if let Fault::CutAfterBytes(bytes) = fault { Some(*bytes) } else { None };
    device.faults.iter().find_map(of_fault).unwrap_or(u64::MAX)
}

fn config(device: &SshDevice) -> server::Config {
    let methods = match device.login {
        Login::Any => &[MethodKind::Password, MethodKind::KeyboardInteractive, MethodKind::PublicKey][..],
        Login::Password => &[MethodKind::Password],
        Login::Questions => &[MethodKind::KeyboardInteractive],
        Login::Key | Login::KeyAndPassword => &[MethodKind::PublicKey],
    };
    let preferred = if device.legacy { old(&device.host_key) } else { today() };
    server::Config {
        server_id: SshId::Standard(Cow::Borrowed("SSH-2.0-Double_1.0")),
        methods: MethodSet::from(methods),
        // A double has nothing to protect, and tests have no time.
        auth_rejection_time: Duration::ZERO,
        auth_rejection_time_initial: Some(Duration::ZERO),
        keys: vec![device.host_key.clone()],
        preferred,
        inactivity_timeout: None,
        nodelay: true,
        ..server::Config::default()
    }
}

fn today() -> Preferred {
    // Post-quantum key exchange takes a debug build long, and shows nothing here.
    let kex = [kex::CURVE25519, kex::EXTENSION_SUPPORT_AS_SERVER, kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER];
    Preferred { kex: Cow::Owned(kex.to_vec()), ..Preferred::DEFAULT }
}

fn old(host_key: &PrivateKey) -> Preferred {
    let key = match host_key.algorithm() {
        Algorithm::Rsa { .. } => Algorithm::Rsa { hash: None },
        other => other,
    };
    Preferred {
        kex: Cow::Borrowed(&[kex::DH_G14_SHA1, kex::DH_G1_SHA1]),
        key: Cow::Owned(vec![key]),
        host_key_certificates: Cow::Borrowed(&[]),
        cipher: Cow::Borrowed(&[cipher::AES_128_CBC, cipher::TRIPLE_DES_CBC]),
        mac: Cow::Borrowed(&[mac::HMAC_SHA1]),
        compression: Cow::Borrowed(&[compression::NONE]),
    }
}
