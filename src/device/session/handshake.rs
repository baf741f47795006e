//! From the connection to an encrypted line with a device that is the one known.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use russh::client::{self, DisconnectReason, Handle};
use russh::keys::{HashAlg, PublicKeyOrCertificate};
use russh::{Disconnect, Error, SshId};
use tokio_util::sync::CancellationToken;

use super::algorithms;
use super::limits::{Deadline, KEEPALIVE, KEEPALIVES_UNANSWERED, Limits};
use super::target::Target;
use super::trouble::{Trouble, words};
use super::wire::Wire;
use crate::domain::network::HostKey;

/// What a device hears of us.
const OURS: &str = concat!("SSH-2.0-noc-scheduler_", env!("CARGO_PKG_VERSION"));
/// Unread messages of a channel before the sender has to wait; each has at most 32 KiB.
const UNREAD: usize = 64;

/// What a connection told of itself while the library handled it.
#[derive(Clone, Default)]
pub(super) struct Seen(Arc<Mutex<Notes>>);

#[derive(Default)]
struct Notes {
    host_key: Option<HostKey>,
    banner: String,
    end: Option<End>,
}

/// How a connection ended.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// The device said goodbye.
    Said { busy: bool, refused: bool, words: String },
    /// It refused the login and has no method left.
    Refused,
    /// It just ended.
    Broke(String),
}

impl Seen {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn host_key(&self) -> Option<HostKey> {
        self.notes().host_key.clone()
    }

    pub(super) fn banner(&self) -> Option<String> {
        let banner = self.notes().banner.clone();
        (!banner.is_empty()).then_some(banner)
    }

    pub(super) fn end(&self) -> Option<End> {
        self.notes().end.clone()
    }

    /// The trouble of a connection that ended.
    pub(super) fn gone(&self) -> Trouble {
        match self.end() {
            Some(End::Said { busy: true, words, .. }) => Trouble::Busy { why: words },
            Some(End::Said { words, .. }) => Trouble::gone(format!("the device said: {words}")),
            Some(End::Broke(why)) => Trouble::gone(why),
            Some(End::Refused) | None => Trouble::gone("the device ended it"),
        }
    }
}

/// Our side of the protocol's events.
pub(super) struct Client {
    known: Arc<[HostKey]>,
    seen: Seen,
}

impl client::Handler for Client {
    type Error = Error;

    async fn auth_banner(&mut self, banner: &str, _: &mut client::Session) -> Result<(), Error> {
        // Some devices send it line by line.
        const LONGEST: usize = 16 * 1024;
        let text = &mut self.seen.notes().banner;
        if text.len() + banner.len() <= LONGEST {
            text.push_str(banner);
        }
        Ok(())
    }

    /// Called again at each renewal of the keys; a device that shows another one then is not the same any more.
    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Error> {
        let PublicKeyOrCertificate::PublicKey { key, .. } = shown else { return Ok(false) };
        let key = HostKey {
            algorithm: algorithms::kind(&key.algorithm()),
            fingerprint: key.fingerprint(HashAlg::Sha256).to_string(),
            openssh: key.to_openssh()?,
        };
        let mut notes = self.seen.notes();
        let is_same = notes.host_key.as_ref().is_none_or(|before| before.fingerprint == key.fingerprint);
        let is_known = self.known.is_empty() || self.known.iter().any(|known| known.fingerprint == key.fingerprint);
        notes.host_key = Some(key);
        Ok(is_same && is_known)
    }

    async fn disconnected(&mut self, reason: DisconnectReason<Error>) -> Result<(), Error> {
        self.seen.notes().end = Some(match reason {
            DisconnectReason::ReceivedDisconnect(said) => End::Said {
                busy: matches!(said.reason_code, Disconnect::TooManyConnections) || sounds_busy(&said.message),
                refused: matches!(said.reason_code, Disconnect::NoMoreAuthMethodsAvailable)
                    || said.message.to_lowercase().contains("auth"),
                words: words(&said.message),
            },
            DisconnectReason::Error(Error::NoAuthMethod) => End::Refused,
            DisconnectReason::Error(Error::KeepaliveTimeout) => End::Broke("it no longer answers".to_owned()),
            DisconnectReason::Error(Error::Disconnect | Error::HUP) => End::Broke("the device ended it".to_owned()),
            DisconnectReason::Error(Error::IO(error)) => End::Broke(error.kind().to_string()),
            DisconnectReason::Error(other) => End::Broke(other.to_string()),
        });
        Ok(())
    }
}

/// Whether a device says with these words that it has no room.
pub(super) fn sounds_busy(said: &str) -> bool {
    let said = said.to_lowercase();
    // OpenSSH refuses with "Exceeded MaxStartups"; "too many authentication failures" is about something else.
    ["too many", "maximum", "maxstartups", "in use", "no free", "no more", "resource", "limit"]
        .iter()
        .any(|sign| said.contains(sign))
        && !said.contains("auth")
}

/// A line to a device.
pub(super) struct Line {
    pub(super) handle: Handle<Client>,
    pub(super) seen: Seen,
    /// Whether it took old algorithms.
    pub(super) legacy: bool,
    /// Whether it ever opened a channel.
    pub(super) had_channel: AtomicBool,
}

/// Makes one, with old algorithms if there is no other way. The time for the login begins when there is a connection,
/// and is handed back.
pub(super) async fn open(
    target: &Target,
    known: &Arc<[HostKey]>,
    limits: &Limits,
    cut: &CancellationToken,
) -> Result<(Line, Deadline), Trouble> {
    let wire = Wire::connect(target, limits, cut).await?;
    let deadline = Deadline::of_login(limits);
    let line = match deadline.limit("the key exchange", shake(target, known, wire, false)).await {
        Err(Trouble::NoCommonAlgorithm { .. }) => {
            let wire = Wire::connect(target, limits, cut).await?;
            deadline.limit("the key exchange", shake(target, known, wire, true)).await?
        }
        other => other?,
    };
    Ok((line, deadline))
}

async fn shake(target: &Target, known: &Arc<[HostKey]>, wire: Wire, legacy: bool) -> Result<Line, Trouble> {
    let config = client::Config {
        client_id: SshId::Standard(OURS.into()),
        preferred: algorithms::preferred(legacy, known),
        keepalive_interval: Some(KEEPALIVE),
        keepalive_max: KEEPALIVES_UNANSWERED,
        channel_buffer_size: UNREAD,
        // Smallest, wished for, largest group, in bits: what the RFCs ask for, and no old box needs minutes for.
        gex: client::GexParams::new(2048, 3072, 8192).unwrap_or_default(),
        ..client::Config::default()
    };
    let seen = Seen::default();
    let client = Client { known: Arc::clone(known), seen: seen.clone() };
    let greeting = wire.greeting();
    match client::connect_stream(Arc::new(config), wire, client).await {
        Ok(handle) => Ok(Line { handle, seen, legacy, had_channel: AtomicBool::new(false) }),
        Err(error) => Err(failed(target, known, &seen, &greeting.text(), error)),
    }
}

/// Why there is no line.
fn failed(target: &Target, known: &[HostKey], seen: &Seen, greeting: &str, error: Error) -> Trouble {
    let address = target.address();
    match error {
        Error::NoCommonAlgo { kind, theirs, .. } => Trouble::NoCommonAlgorithm {
            kind: format!("{kind:?}").to_lowercase(),
            theirs: if theirs.is_empty() { "none".to_owned() } else { words(&theirs.join(", ")) },
        },
        Error::UnknownKey => Trouble::HostKeyChanged {
            known: known.iter().map(|key| key.fingerprint.as_str()).collect::<Vec<_>>().join(", "),
            seen: seen.host_key().map_or_else(|| "a certificate".to_owned(), |key| key.fingerprint),
            shown: seen.host_key().map(Box::new),
        },
        Error::Disconnect | Error::HUP | Error::IO(_) | Error::Version if !greeting.contains("SSH-") => {
            let said = words(greeting);
            if said.is_empty() {
                Trouble::Busy { why: "it closed the connection without a word".to_owned() }
            } else if sounds_busy(&said) {
                Trouble::Busy { why: said }
            } else {
                Trouble::NoSsh { address, why: format!("it says: {said}") }
            }
        }
        Error::Disconnect | Error::HUP => seen.gone(),
        Error::IO(error) => Trouble::gone(error.kind().to_string()),
        other => Trouble::NoSsh { address, why: words(&other.to_string()) },
    }
}
