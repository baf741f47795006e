//! Who came to a device.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use tokio::sync::watch;

use super::device::SshDevice;
use crate::simulate::server::lock;

/// Who came so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Connections, whether or not somebody logged in.
    pub connections: usize,
    /// Passwords and keys that were tried, by user; two for one is what locks accounts.
    pub logins: BTreeMap<String, usize>,
    /// Connections that are open now.
    pub open: usize,
    /// Users that are logged in now.
    pub sessions: usize,
    /// How many were at once, at most.
    pub most_sessions: usize,
    /// Command lines that are open now.
    pub shells: usize,
    /// What was asked, in order, that which sets up the terminal included.
    pub commands: Vec<String>,
}

impl Visits {
    /// Logins that were tried, by whomever.
    #[must_use]
    pub fn logins_tried(&self) -> usize {
        self.logins.values().sum()
    }
}

/// A device and who came, as its connections share it.
#[derive(Clone)]
pub(super) struct Shared {
    device: Arc<Mutex<SshDevice>>,
    visits: Arc<watch::Sender<Visits>>,
}

impl Shared {
    pub(super) fn new(device: SshDevice) -> Self {
        Self { device: Arc::new(Mutex::new(device)), visits: Arc::new(watch::Sender::default()) }
    }

    pub(super) fn device(&self) -> MutexGuard<'_, SshDevice> {
        lock(&self.device)
    }

    pub(super) fn visits(&self) -> watch::Receiver<Visits> {
        self.visits.subscribe()
    }

    pub(super) fn note(&self, what: impl FnOnce(&mut Visits)) {
        self.visits.send_modify(what);
    }

    /// Counts in now and out when dropped.
    pub(super) fn count(&self, of: fn(&mut Visits) -> &mut usize) -> Counted {
        self.note(|visits| *of(visits) += 1);
        Counted { shared: self.clone(), of }
    }
}

/// Something that is counted as long as it lives.
pub(super) struct Counted {
    shared: Shared,
    of: fn(&mut Visits) -> &mut usize,
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.shared.note(|visits| *(self.of)(visits) -= 1);
    }
}
