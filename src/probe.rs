//! Places where a test or a benchmark may listen in.

use tokio::sync::mpsc;

/// Tells whoever listens that something is so now. Costs one branch when nobody does.
#[derive(Debug)]
pub struct Probe<T>(Option<mpsc::UnboundedSender<T>>);

impl<T> Default for Probe<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Clone for Probe<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Probe<T> {
    /// A probe and the ear it tells.
    #[must_use]
    pub fn listening() -> (Self, mpsc::UnboundedReceiver<T>) {
        let (tell, ear) = mpsc::unbounded_channel();
        (Self(Some(tell)), ear)
    }

    /// Tells; nothing is built where nobody listens.
    pub fn tell(&self, what: impl FnOnce() -> T) {
        if let Some(tell) = &self.0 {
            // Whoever listened has heard enough and left.
            let _ = tell.send(what());
        }
    }
}
