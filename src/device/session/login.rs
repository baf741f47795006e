//! Logging in: once, with the best method that both sides have.

use russh::client::{AuthResult, KeyboardInteractiveAuthResponse as Interactive, Prompt};
use russh::keys::{Algorithm, HashAlg, PrivateKey, PrivateKeyWithHashAlg, decode_secret_key};
use russh::{Error, MethodKind, MethodSet};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;

use super::handshake::{End, Line};
use super::limits::GOODBYE;
use super::target::Login;
use super::trouble::Trouble;

/// Rounds of an interactive login. The last is often one without a question.
const ROUNDS: usize = 5;

/// What a device answered to one method.
enum Reply {
    In,
    /// It wants one more method, of these: the first was right.
    More(MethodSet),
    Refused(String),
}

impl Line {
    /// Logs in, or says why not. A method that is refused is not followed by another: that would count again.
    pub(super) async fn log_in(&mut self, login: &Login) -> Result<(), Trouble> {
        let mut offered = match self.handle.authenticate_none(login.username.as_str()).await {
            Ok(AuthResult::Success) => return Ok(()),
            Ok(AuthResult::Failure { remaining_methods, .. }) if !remaining_methods.is_empty() => remaining_methods,
            // No method, or no connection: the reply is the same.
            Ok(AuthResult::Failure { .. }) | Err(_) => return Err(self.lost_before(login).await),
        };
        let mut used = Vec::new();
        loop {
            let method = choose(login, &offered, &used)?;
            used.push(method);
            let reply = match method {
                MethodKind::PublicKey => self.by_key(login).await?,
                MethodKind::Password => self.by_password(login).await?,
                _ => self.by_questions(login).await?,
            };
            match reply {
                Reply::In => return Ok(()),
                Reply::More(methods) => offered = methods,
                Reply::Refused(why) => return Err(Trouble::AuthFailed { username: login.username.clone(), why }),
            }
        }
    }

    async fn by_password(&mut self, login: &Login) -> Result<Reply, Trouble> {
        let password = exposed(login.password.as_ref());
        let answer = self.handle.authenticate_password(login.username.as_str(), password).await;
        self.reply(answer, "password").await
    }

    async fn by_key(&mut self, login: &Login) -> Result<Reply, Trouble> {
        let key = read_key(login)?;
        let hash = match key.algorithm() {
            // What it does not say it can: SHA-2 if today's algorithms were agreed on, else what old boxes have.
            Algorithm::Rsa { .. } => match self.handle.best_supported_rsa_hash().await {
                Ok(Some(hash)) => hash,
                _ if self.legacy => None,
                _ => Some(HashAlg::Sha256),
            },
            _ => None,
        };
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), hash);
        let answer = self.handle.authenticate_publickey(login.username.as_str(), key).await;
        self.reply(answer, "key").await
    }

    async fn by_questions(&mut self, login: &Login) -> Result<Reply, Trouble> {
        let mut given = false;
        let mut asked = self.handle.authenticate_keyboard_interactive_start(login.username.as_str(), None).await;
        for _ in 0..ROUNDS {
            match asked {
                Ok(Interactive::Success) => return Ok(Reply::In),
                Ok(Interactive::Failure { remaining_methods, partial_success }) => {
                    let answer = Ok(AuthResult::Failure { remaining_methods, partial_success });
                    return self.reply(answer, "password").await;
                }
                Ok(Interactive::InfoRequest { prompts, .. }) => match answers(&prompts, login, given) {
                    Some(answers) => {
                        given |= !answers.is_empty();
                        asked = self.handle.authenticate_keyboard_interactive_respond(answers).await;
                    }
                    None if given => return Ok(Reply::Refused("it asks again".to_owned())),
                    None => {
                        let why = format!("the device asks for more than a password: {}", questions(&prompts));
                        return Err(Trouble::NoCredentials { username: login.username.clone(), why });
                    }
                },
                Err(_) => return self.lost("password").await,
            }
        }
        Ok(Reply::Refused("it keeps asking".to_owned()))
    }

    async fn reply(&mut self, answer: Result<AuthResult, Error>, what: &str) -> Result<Reply, Trouble> {
        match answer {
            Ok(AuthResult::Success) => Ok(Reply::In),
            Ok(AuthResult::Failure { remaining_methods, partial_success: true }) => Ok(Reply::More(remaining_methods)),
            Ok(AuthResult::Failure { remaining_methods, .. }) if !remaining_methods.is_empty() => {
                Ok(Reply::Refused(format!("wrong {what}, or it may not log in")))
            }
            Ok(AuthResult::Failure { .. }) | Err(_) => self.lost(what).await,
        }
    }

    /// The connection ended instead of an answer to a secret. That is how some devices refuse; taken for a failure of
    /// the network it would be tried again, and count again.
    async fn lost(&mut self, what: &str) -> Result<Reply, Trouble> {
        self.settle().await;
        match self.seen.end() {
            Some(End::Said { busy: true, words, .. }) => Err(Trouble::Busy { why: words }),
            Some(End::Said { words, refused, .. }) => {
                let said = if refused { "it said" } else { "it ended the connection, saying" };
                Ok(Reply::Refused(format!("{said}: {words}")))
            }
            Some(End::Refused) => Ok(Reply::Refused(format!("wrong {what}, or it may not log in"))),
            Some(End::Broke(_)) | None => Ok(Reply::Refused(format!("it ended the connection at the {what}"))),
        }
    }

    /// The connection ended, or no method was offered, before any secret was sent.
    async fn lost_before(&mut self, login: &Login) -> Trouble {
        self.settle().await;
        match self.seen.end() {
            Some(End::Refused) => Trouble::AuthFailed {
                username: login.username.clone(),
                why: "it offers this user no way to log in".to_owned(),
            },
            _ => self.seen.gone(),
        }
    }

    /// Waits until the library has noted how the connection ended.
    async fn settle(&mut self) {
        let _ = tokio::time::timeout(GOODBYE, &mut self.handle).await;
    }
}

/// The best method of those that are offered and that the credential has something for.
fn choose(login: &Login, offered: &MethodSet, used: &[MethodKind]) -> Result<MethodKind, Trouble> {
    let fits = |method: &MethodKind| {
        let has = if *method == MethodKind::PublicKey { login.private_key.is_some() } else { login.password.is_some() };
        has && offered.contains(method) && !used.contains(method)
    };
    let methods = [MethodKind::PublicKey, MethodKind::Password, MethodKind::KeyboardInteractive];
    methods.into_iter().find(fits).ok_or_else(|| {
        let takes = offered.iter().map(String::from).collect::<Vec<_>>().join(", ");
        let has = match (&login.private_key, &login.password) {
            (Some(_), Some(_)) => "a key and a password",
            (Some(_), None) => "a key",
            (None, Some(_)) => "a password",
            (None, None) => "nothing",
        };
        let why = format!("the device takes {takes}, the credential has {has}");
        Trouble::NoCredentials { username: login.username.clone(), why }
    })
}

/// The answers to questions, if they ask for no more than the user and the password, and for that only once. What
/// hides the answer but does not ask for a password wants a token; the password would be a failure there.
fn answers(prompts: &[Prompt], login: &Login, given: bool) -> Option<Vec<String>> {
    let hidden = prompts.iter().filter(|prompt| !prompt.echo).count();
    if hidden > 1 || (given && !prompts.is_empty()) {
        return None;
    }
    let answer = |prompt: &Prompt| {
        let text = prompt.prompt.to_lowercase();
        if prompt.echo {
            (text.contains("user") || text.contains("login")).then(|| login.username.clone())
        } else {
            (text.trim().is_empty() || text.contains("pass")).then(|| exposed(login.password.as_ref()).to_owned())
        }
    };
    prompts.iter().map(answer).collect()
}

fn questions(prompts: &[Prompt]) -> String {
    super::trouble::words(&prompts.iter().map(|prompt| prompt.prompt.as_str()).collect::<Vec<_>>().join(" "))
}

fn exposed(secret: Option<&SecretString>) -> &str {
    secret.map(ExposeSecret::expose_secret).unwrap_or_default()
}

fn read_key(login: &Login) -> Result<PrivateKey, Trouble> {
    let passphrase = login.passphrase.as_ref().map(ExposeSecret::expose_secret);
    // The library's own words could repeat parts of what it read.
    decode_secret_key(exposed(login.private_key.as_ref()), passphrase).map_err(|_| Trouble::NoCredentials {
        username: login.username.clone(),
        why: "its private key cannot be read; check its form (OpenSSH or PEM) and its passphrase".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(password: bool, key: bool) -> Login {
        Login {
            username: "noc".into(),
            password: password.then(|| "s3cret-pw".into()),
            private_key: key.then(|| "none".into()),
            ..Login::default()
        }
    }

    fn prompt(text: &str, echo: bool) -> Prompt {
        Prompt { prompt: text.into(), echo }
    }

    #[test]
    fn the_best_method_is_chosen_and_none_twice() {
        use MethodKind::{KeyboardInteractive, Password, PublicKey};
        let all = [Password, KeyboardInteractive, PublicKey];
        for (password, key, offered, used, expected) in [
            (true, true, &all[..], &[][..], Some(PublicKey)),
            (true, false, &all, &[], Some(Password)),
            (true, true, &[KeyboardInteractive], &[], Some(KeyboardInteractive)),
            (true, true, &all, &[PublicKey], Some(Password)),
            (false, true, &[Password], &[], None),
            (true, false, &[PublicKey], &[], None),
            (true, false, &[Password], &[Password], None),
        ] {
            let chosen = choose(&login(password, key), &MethodSet::from(offered), used);
            assert_eq!(chosen.ok(), expected, "{password} {key} {offered:?} {used:?}");
        }
    }

    #[test]
    fn a_password_is_given_once_and_nothing_but_it() {
        let login = login(true, false);
        let password = vec!["s3cret-pw".to_owned()];
        assert_eq!(answers(&[prompt("Password: ", false)], &login, false), Some(password));
        assert_eq!(answers(&[prompt("Password: ", false)], &login, true), None);
        assert_eq!(answers(&[], &login, true), Some(vec![]));
        assert_eq!(answers(&[prompt("Password: ", false), prompt("Token: ", false)], &login, false), None);
        assert_eq!(answers(&[prompt("Token: ", false)], &login, false), None);
        assert_eq!(answers(&[prompt("Favourite colour? ", true)], &login, false), None);
        let both = answers(&[prompt("Username: ", true), prompt("Password: ", false)], &login, false);
        assert_eq!(both.unwrap()[0], "noc");
    }
}
