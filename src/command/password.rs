//! Passwords: argon2id, off the async threads, a few at a time.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use rand::Rng;
use rand::seq::IndexedRandom;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

/// Hashes at a time: each takes 19 MiB and a core for tens of milliseconds, and
/// a flood of logins must leave room for everybody else.
static TURNS: Semaphore = Semaphore::const_new(2);

/// The hash of no password, with the parameters of a real one: whoever asks for
/// an unknown user waits as long as for a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ibw$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Why a password could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// The algorithm refused.
    #[error("argon2 refused: {0}")]
    Algorithm(argon2::password_hash::Error),
    /// The thread did not come back.
    #[error("the hashing thread did not come back")]
    Thread(#[from] tokio::task::JoinError),
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
    // The semaphore is never closed; were it, hashing would go on without turns.
    let turn = TURNS.acquire().await.ok();
    let done = tokio::task::spawn_blocking(work).await?;
    drop(turn);
    Ok(done)
}

/// The hash to store for a password.
///
/// # Errors
/// When argon2 refuses.
pub(crate) async fn hash(password: SecretString) -> Result<String, HashError> {
    let salt: [u8; 16] = rand::rng().random();
    let hashed = in_turn(move || {
        let salt = SaltString::encode_b64(&salt)?;
        Argon2::default().hash_password(password.expose_secret().as_bytes(), &salt).map(|hash| hash.to_string())
    });
    hashed.await?.map_err(HashError::Algorithm)
}

/// Whether `password` is the one behind `hash`. Without a hash it is not, after the same work.
///
/// # Errors
/// When the thread is lost.
pub(crate) async fn verify(password: SecretString, hash: Option<String>) -> Result<bool, HashError> {
    in_turn(move || {
        let known = hash.is_some();
        let hash = hash.as_deref().unwrap_or(NOBODY);
        let right = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok());
        right && known
    })
    .await
}

/// A password that can be read aloud: 20 of 31 unmistakable characters, 99 bits.
pub(crate) fn generate() -> SecretString {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let letters = || LETTERS.choose(&mut rng).copied().unwrap_or(b'x');
    let text: Vec<u8> = std::iter::repeat_with(letters).take(20).collect();
    SecretString::from(String::from_utf8_lossy(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let hashed = hash(secret("correct horse")).await.unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(verify(secret("correct horse"), Some(hashed.clone())).await.unwrap());
        assert!(!verify(secret("wrong horse"), Some(hashed)).await.unwrap());
        assert!(!verify(secret("anything"), None).await.unwrap());
    }

    #[tokio::test]
    async fn nobodys_hash_costs_what_a_real_one_costs() {
        let real = hash(secret("correct horse")).await.unwrap();
        let (real, nobody) = (PasswordHash::new(&real).unwrap(), PasswordHash::new(NOBODY).unwrap());
        assert_eq!(real.params, nobody.params);
        assert_eq!(real.hash.unwrap().len(), nobody.hash.unwrap().len());
    }

    #[test]
    fn generated_passwords_differ() {
        let (one, other) = (generate(), generate());
        assert_eq!(one.expose_secret().len(), 20);
        assert_ne!(one.expose_secret(), other.expose_secret());
    }
}
