//! Changes to people: who may log in, and as what. Used by the API and by the command line.

use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::password::{self, HashError};
use crate::domain::draft::FieldError;
use crate::domain::people::Role;
use crate::store::people::{self as stored, User};
use crate::store::{Database, DatabaseError, StoreError, logins};

/// The bounds of a user's name, in characters.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 1..=100;
/// The bounds of a password, in characters. The upper one keeps hashing cheap.
pub const PASSWORD_CHARS: std::ops::RangeInclusive<usize> = 8..=200;
/// More users than a list shows: a house has tens.
const MOST_USERS: i64 = 10_000;
/// The name of the first user.
pub const FIRST_ADMIN: &str = "admin";

/// Why a change to people was not made.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// There is no such user.
    #[error("there is no user `{0}`")]
    NotFound(String),
    /// Somebody else has that name.
    #[error("the name `{0}` is taken by another user")]
    NameTaken(String),
    /// Nobody could manage users any more.
    #[error("this is the last active admin; make somebody else admin first")]
    LastAdmin,
    /// Their schedules would belong to nobody.
    #[error("`{name}` owns {}: give them to somebody else or delete them first, or disable the user", schedules(*.count))]
    OwnsSchedules {
        /// Who.
        name: String,
        /// How many.
        count: i64,
    },
    /// A name or password that does not fit.
    #[error("{}", .0.first().map_or("a field does not fit", |e| e.detail.as_str()))]
    Invalid(Vec<FieldError>),
    /// A password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn schedules(count: i64) -> String {
    if count == 1 { "1 schedule".to_owned() } else { format!("{count} schedules") }
}

impl From<DatabaseError> for PeopleError {
    fn from(e: DatabaseError) -> Self {
        Self::Store(e.into())
    }
}

impl From<tokio_postgres::Error> for PeopleError {
    fn from(e: tokio_postgres::Error) -> Self {
        Self::Store(e.into())
    }
}

/// What is to change about a user; absent things stay.
#[derive(Debug, Default)]
pub struct Change {
    /// A new name.
    pub username: Option<String>,
    /// A new role.
    pub role: Option<Role>,
    /// Whether they may log in and their schedules run.
    pub is_active: Option<bool>,
    /// A new password, which ends their logins.
    pub password: Option<SecretString>,
}

fn check_name(name: &str) -> Result<&str, PeopleError> {
    let trimmed = name.trim();
    let wrong = if !NAME_CHARS.contains(&trimmed.chars().count()) {
        format!("a user's name has {} to {} characters", NAME_CHARS.start(), NAME_CHARS.end())
    } else if trimmed.chars().any(char::is_control) {
        "a user's name has no control characters".to_owned()
    } else {
        return Ok(trimmed);
    };
    Err(PeopleError::Invalid(vec![FieldError::new("/username", wrong)]))
}

fn check_password(password: &SecretString) -> Result<(), PeopleError> {
    if PASSWORD_CHARS.contains(&password.expose_secret().chars().count()) {
        return Ok(());
    }
    let wrong = format!("a password has {} to {} characters", PASSWORD_CHARS.start(), PASSWORD_CHARS.end());
    Err(PeopleError::Invalid(vec![FieldError::new("/password", wrong)]))
}

fn taken(e: StoreError, name: &str) -> PeopleError {
    match e.constraint() {
        Some("app_user_username_key") => PeopleError::NameTaken(name.to_owned()),
        _ => e.into(),
    }
}

/// Adds a user.
///
/// # Errors
/// See [`PeopleError`].
pub async fn add(database: &Database, username: &str, password: SecretString, role: Role) -> Result<User, PeopleError> {
    let username = check_name(username)?;
    check_password(&password)?;
    let hash = password::hash(password).await?;
    let client = database.get().await?;
    stored::insert(&client, Uuid::new_v4(), username, &hash, role).await.map_err(|e| taken(e, username))
}

/// Everybody, by name.
///
/// # Errors
/// When the database fails.
pub async fn list(database: &Database) -> Result<Vec<User>, PeopleError> {
    let client = database.get().await?;
    Ok(stored::list(&client, MOST_USERS).await?)
}

/// The user of that name, for the command line.
///
/// # Errors
/// When there is none.
pub async fn named(database: &Database, username: &str) -> Result<User, PeopleError> {
    let client = database.get().await?;
    stored::by_name(&client, username).await?.ok_or_else(|| PeopleError::NotFound(username.to_owned()))
}

/// Changes a user. Whoever is disabled loses logins and tokens at once; whoever gets
/// a new password or a lesser role loses their logins, but `keep`.
///
/// # Errors
/// See [`PeopleError`].
pub async fn change(
    database: &Database,
    id: Uuid,
    change: Change,
    keep: Option<&logins::Hash>,
) -> Result<User, PeopleError> {
    if let Some(password) = &change.password {
        check_password(password)?;
    }
    let hash = match change.password {
        Some(password) => Some(password::hash(password).await?),
        None => None,
    };
    let mut client = database.get().await?;
    let tx = client.transaction().await?;
    let admins = stored::lock_admins(&tx).await?;
    let before = stored::by_id(&tx, id).await?.ok_or_else(|| PeopleError::NotFound(id.to_string()))?;
    let mut after = before.clone();
    if let Some(name) = &change.username {
        check_name(name)?.clone_into(&mut after.username);
    }
    after.role = change.role.unwrap_or(before.role);
    after.is_active = change.is_active.unwrap_or(before.is_active);
    let manages = |user: &User| user.is_active && user.role == Role::Admin;
    if manages(&before) && !manages(&after) && admins == [id] {
        return Err(PeopleError::LastAdmin);
    }
    let differs = before.username != after.username || before.role != after.role || before.is_active != after.is_active;
    if !differs && hash.is_none() {
        return Ok(before);
    }
    let name = after.username.clone();
    let stored = stored::update(&tx, &after, hash.as_deref()).await.map_err(|e| taken(e, &name))?;
    if !after.is_active {
        logins::delete_of_user(&tx, id, None).await?;
        logins::delete_tokens_of_user(&tx, id).await?;
    } else if hash.is_some() || after.role < before.role {
        logins::delete_of_user(&tx, id, keep).await?;
    }
    tx.commit().await?;
    stored.ok_or_else(|| PeopleError::NotFound(id.to_string()))
}

/// Removes a user who owns no live schedule.
///
/// # Errors
/// See [`PeopleError`].
pub async fn remove(database: &Database, id: Uuid) -> Result<User, PeopleError> {
    let mut client = database.get().await?;
    let tx = client.transaction().await?;
    let admins = stored::lock_admins(&tx).await?;
    let user = stored::by_id(&tx, id).await?.ok_or_else(|| PeopleError::NotFound(id.to_string()))?;
    if admins == [id] {
        return Err(PeopleError::LastAdmin);
    }
    let count = stored::owned_schedules(&tx, id).await?;
    if count > 0 {
        return Err(PeopleError::OwnsSchedules { name: user.username, count });
    }
    stored::delete(&tx, id).await?;
    tx.commit().await?;
    Ok(user)
}

/// The active user of that name, if the password is theirs. Takes as long when there is no such user.
///
/// # Errors
/// When the database fails.
pub async fn verify(database: &Database, username: &str, password: SecretString) -> Result<Option<User>, PeopleError> {
    let user = {
        let client = database.get().await?;
        stored::by_name(&client, username.trim()).await?
    };
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let right = password::verify(password, hash).await?;
    Ok(user.filter(|user| right && user.is_active))
}

/// Makes the user `admin` when there is no user at all, with `password` or with a
/// generated one, which is returned to be shown once.
///
/// # Errors
/// When the database fails.
pub async fn ensure_first_admin(
    database: &Database,
    password: Option<SecretString>,
) -> Result<Option<SecretString>, PeopleError> {
    let mut client = database.get().await?;
    let tx = client.transaction().await?;
    if stored::any(&tx).await? {
        return Ok(None);
    }
    let (password, generated) = match password {
        // Chosen by whoever runs the host: taken as it is.
        Some(password) => (password, None),
        None => {
            let generated = password::generate();
            (generated.clone(), Some(generated))
        }
    };
    let hash = password::hash(password).await?;
    stored::insert(&tx, Uuid::new_v4(), FIRST_ADMIN, &hash, Role::Admin).await?;
    tx.commit().await?;
    Ok(generated)
}
