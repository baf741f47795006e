//! Who gets in.

use std::borrow::Cow;

use russh::keys::{PublicKey, ssh_key};
use russh::server::Auth;
use russh::{MethodKind, MethodSet};

use super::device::{Fault, Login};
use super::figures::Shared;

/// The login of one connection.
pub(super) struct Entry {
    shared: Shared,
    user: String,
    key_was_right: bool,
}

impl Entry {
    pub(super) fn new(shared: Shared) -> Self {
        Self { shared, user: String::new(), key_was_right: false }
    }

    pub(super) fn user(&self) -> String {
        self.user.clone()
    }

    pub(super) fn password(&mut self, user: &str, password: &str) -> Auth {
        self.tried(user);
        let device = self.shared.device();
        let takes_it = match device.login {
            Login::Any | Login::Password => true,
            Login::KeyAndPassword => self.key_was_right,
            Login::Questions | Login::Key => return Auth::UnsupportedMethod,
        };
        let is_right = device.users.get(user).is_some_and(|right| right == password);
        if takes_it && is_right && !device.has(&Fault::RefuseLogin) { Auth::Accept } else { Auth::reject() }
    }

    pub(super) fn key(&mut self, user: &str, key: &PublicKey) -> Auth {
        self.tried(user);
        let device = self.shared.device();
        let is_it = |text: &String| {
            ssh_key::PublicKey::from_openssh(text).is_ok_and(|known| known.key_data() == key.key_data())
        };
        let is_right = device.users.contains_key(user) && device.keys.iter().any(is_it);
        if !is_right || device.has(&Fault::RefuseLogin) {
            return Auth::reject();
        }
        if device.login == Login::KeyAndPassword {
            self.key_was_right = true;
            let password = MethodSet::from(&[MethodKind::Password][..]);
            return Auth::Reject { proceed_with_methods: Some(password), partial_success: true };
        }
        Auth::Accept
    }

    /// Asks for the password, or takes the answer.
    pub(super) fn question(&mut self, user: &str, given: Option<&[u8]>) -> Auth {
        let Some(given) = given else {
            self.user = user.to_owned();
            return Auth::Partial {
                name: Cow::Borrowed(""),
                instructions: Cow::Borrowed(""),
                prompts: Cow::Owned(vec![(Cow::Borrowed("Password: "), false)]),
            };
        };
        self.tried(user);
        let device = self.shared.device();
        let is_right = device.users.get(user).is_some_and(|right| right.as_bytes() == given);
        if is_right && !device.has(&Fault::RefuseLogin) { Auth::Accept } else { Auth::reject() }
    }

    fn tried(&mut self, user: &str) {
        self.user = user.to_owned();
        self.shared.note(|visits| *visits.logins.entry(user.to_owned()).or_default() += 1);
    }
}
