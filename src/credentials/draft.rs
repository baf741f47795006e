//! What a person says of a credential, and whether it can be meant.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::credential::{Credential, Has};
use crate::domain::draft::FieldError;
use crate::domain::inventory::Conditions;

const LONGEST_NAME: usize = 100;
/// Longer than any password that a device takes.
const LONGEST_PASSWORD: usize = 1_000;
/// An RSA key of 16,384 bits has about 13,000 characters.
const LONGEST_KEY: usize = 20_000;

/// What is said of a secret: absent, it stays.
pub enum Secret {
    /// It is this from now on.
    Set(SecretString),
    /// There is none from now on.
    Clear,
}

/// What is said of a credential; absent things stay as they are.
#[derive(Default)]
pub struct Draft {
    /// What it is to be called.
    pub name: Option<String>,
    /// As whom it logs in.
    pub username: Option<String>,
    /// The password to log in with.
    pub password: Option<Secret>,
    /// The private key to log in with, in PEM or OpenSSH form.
    pub private_key: Option<Secret>,
    /// What opens that key.
    pub passphrase: Option<Secret>,
    /// The password for privileged mode.
    pub enable_password: Option<Secret>,
    /// Conditions that a device must all fulfil, for a shared one.
    pub scope: Option<Value>,
}

/// The secrets of a credential, as they are sealed.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Secrets {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) password: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) private_key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) passphrase: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) enable_password: Option<String>,
}

impl Secrets {
    pub(super) fn has(&self) -> Has {
        let (password, key, enable) = (&self.password, &self.private_key, &self.enable_password);
        Has { password: password.is_some(), key: key.is_some(), enable: enable.is_some() }
    }
}

impl Draft {
    /// Whether anything is said of a secret.
    pub(super) fn touches_secrets(&self) -> bool {
        [&self.password, &self.private_key, &self.passphrase, &self.enable_password].iter().any(|said| said.is_some())
    }

    /// Puts what is said into a credential and its secrets, and complains of what cannot be meant.
    pub(super) fn apply(self, credential: &mut Credential, secrets: &mut Secrets) -> Result<(), Vec<FieldError>> {
        let mut wrong = Vec::new();
        if let Some(name) = self.name {
            credential.name = name.trim().to_owned();
        }
        if let Some(username) = self.username {
            credential.username = username.trim().to_owned();
        }
        for (field, value) in [("name", &credential.name), ("username", &credential.username)] {
            let length = value.chars().count();
            if length == 0 || length > LONGEST_NAME || value.chars().any(char::is_control) {
                complain(
                    &mut wrong,
                    field,
                    format!("must have 1 to {LONGEST_NAME} characters, none of them a control character"),
                );
            }
        }
        set(&mut secrets.password, self.password, "password", LONGEST_PASSWORD, &mut wrong);
        set(&mut secrets.private_key, self.private_key, "private_key", LONGEST_KEY, &mut wrong);
        set(&mut secrets.passphrase, self.passphrase, "passphrase", LONGEST_PASSWORD, &mut wrong);
        set(&mut secrets.enable_password, self.enable_password, "enable_password", LONGEST_PASSWORD, &mut wrong);
        if secrets.private_key.as_deref().is_some_and(|key| !looks_like_a_key(key)) {
            complain(&mut wrong, "private_key", "must be a private key with its BEGIN and END lines");
        }
        if secrets.private_key.is_none() {
            secrets.passphrase = None;
        }
        credential.has = secrets.has();
        if !credential.has.a_login() && wrong.is_empty() {
            complain(&mut wrong, "password", "required, or a private_key: without either nobody can log in");
        }
        if let Some(scope) = self.scope {
            match (Conditions::read(&scope, "/scope"), &credential.owner) {
                (Err(errors), _) => wrong.extend(errors),
                (Ok(scope), Some(_)) if !scope.is_empty() => {
                    complain(
                        &mut wrong,
                        "scope",
                        "belongs to shared credentials; your own are used wherever your jobs go",
                    );
                }
                (Ok(scope), _) => credential.scope = scope,
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

fn complain(wrong: &mut Vec<FieldError>, field: &str, detail: impl Into<String>) {
    wrong.push(FieldError::new(format!("/{field}"), detail));
}

fn set(secret: &mut Option<String>, said: Option<Secret>, field: &str, longest: usize, wrong: &mut Vec<FieldError>) {
    match said {
        None => {}
        Some(Secret::Clear) => *secret = None,
        Some(Secret::Set(new)) => {
            let new = new.expose_secret();
            if new.is_empty() || new.chars().count() > longest || new.contains('\0') {
                complain(wrong, field, format!("must have 1 to {longest} characters"));
            }
            *secret = Some(new.to_owned());
        }
    }
}

fn looks_like_a_key(text: &str) -> bool {
    let (first, last) =
        (text.trim().lines().next().unwrap_or_default(), text.trim().lines().last().unwrap_or_default());
    let is_mark = |line: &str, word: &str| {
        let line = line.trim();
        line.starts_with(&format!("-----{word} ")) && line.ends_with(" PRIVATE KEY-----")
    };
    is_mark(first, "BEGIN") && is_mark(last, "END")
}
