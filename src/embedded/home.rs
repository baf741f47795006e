//! The data directory: who owns what in it, and the lock that keeps it to one process.

use std::env;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use nix::unistd::{Uid, User, geteuid};
use sha2::{Digest, Sha256};

use super::error::{Error, io};

/// `sun_path` holds 108 bytes with the closing zero.
const LONGEST_SOCKET: usize = 107;
/// The longest name of a socket that we put into the socket directory.
pub(super) const POSTGRES_SOCKET: &str = ".s.PGSQL.5432";
/// The other one.
pub(super) const REDIS_SOCKET: &str = "redis.sock";

/// Whom the servers run as, when that is not ourselves.
#[derive(Clone, Debug)]
pub(crate) struct ServiceUser {
    pub(crate) name: String,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

/// A data directory, locked.
///
/// The directory itself belongs to whoever started us; only the parts that a
/// server writes to belong to the server's user, so that a server cannot lead
/// root astray by planting a link.
#[derive(Debug)]
pub(crate) struct Home {
    dir: PathBuf,
    user: Option<ServiceUser>,
    sockets: PathBuf,
    /// Released by the kernel when this process ends, however it ends. Opened
    /// close-on-exec, so the servers, which may outlive us, do not hold it.
    _lock: File,
}

/// `/var/lib/noc-scheduler` for root, else `$XDG_DATA_HOME/noc-scheduler` or `~/.local/share/noc-scheduler`.
///
/// `None` when there is no home directory to put it in.
#[must_use]
pub fn default_data_dir() -> Option<PathBuf> {
    const NAME: &str = "noc-scheduler";
    if geteuid().is_root() {
        return Some(Path::new("/var/lib").join(NAME));
    }
    let xdg = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute());
    xdg.or_else(|| env::home_dir().filter(|dir| dir.is_absolute()).map(|home| home.join(".local/share")))
        .map(|dir| dir.join(NAME))
}

impl Home {
    /// Makes what is missing and takes the lock.
    pub(crate) fn open(dir: &Path) -> Result<Self, Error> {
        if dir.to_str().is_none_or(|dir| dir.chars().any(char::is_control)) {
            return Err(Error::AwkwardName { dir: dir.to_owned() });
        }
        DirBuilder::new().recursive(true).mode(0o755).create(dir).map_err(io("create", dir))?;
        let dir = dir.canonicalize().map_err(io("find", dir))?;
        let lock = lock(&dir)?;
        let user = service_user(&dir.join("redis"))?;
        if let Some(user) = &user {
            passable(&dir, user)?;
        }
        let sockets = socket_dir(&dir);
        let home = Self { dir, user, sockets, _lock: lock };
        // The servers get their log as an open file. In a directory of theirs they could put
        // a link in its place, and root would write wherever it leads.
        let log = home.dir.join("log");
        DirBuilder::new().recursive(true).mode(0o700).create(&log).map_err(io("create", &log))?;
        home.own(&home.dir.join("redis"))?;
        home.own(&home.sockets)?;
        Ok(home)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    pub(crate) fn sockets(&self) -> &Path {
        &self.sockets
    }

    pub(crate) fn user(&self) -> Option<&ServiceUser> {
        self.user.as_ref()
    }

    /// Makes `path` a directory that only the servers' user can look into.
    pub(crate) fn own(&self, path: &Path) -> Result<(), Error> {
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => {
                if let Some(user) = &self.user {
                    chown(path, Some(user.uid), Some(user.gid)).map_err(io("hand over", path))?;
                }
                Ok(())
            }
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
                // In /tmp anybody may have been here first; whoever owns the directory of
                // a socket reads everything that passes through it.
                let found = fs::symlink_metadata(path).map_err(io("look at", path))?;
                let uid = self.user.as_ref().map_or_else(|| geteuid().as_raw(), |user| user.uid);
                if found.is_dir() && found.uid() == uid && found.permissions().mode() & 0o077 == 0 {
                    Ok(())
                } else {
                    Err(Error::ForeignDirectory { path: path.to_owned(), uid })
                }
            }
            Err(e) => Err(io("create", path)(e)),
        }
    }

    /// Writes a configuration file anew; ours, not the servers', who only read it.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf, Error> {
        let path = self.dir.join(name);
        fs::write(&path, text).map_err(io("write", &path))?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).map_err(io("open up", &path))?;
        Ok(path)
    }
}

fn lock(dir: &Path) -> Result<File, Error> {
    let path = dir.join("lock");
    let mut file = File::options()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o644)
        .open(&path)
        .map_err(io("open", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let holder = fs::read_to_string(&path).unwrap_or_default();
            let holder = if holder.trim().is_empty() { "unknown" } else { holder.trim() }.to_owned();
            return Err(Error::InUse { dir: dir.to_owned(), holder });
        }
        Err(TryLockError::Error(e)) => return Err(io("lock", &path)(e)),
    }
    file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(io("write", &path))?;
    Ok(file)
}

/// Root steps down: to whoever owns the data already, else to `postgres`, else to `nobody`.
fn service_user(theirs: &Path) -> Result<Option<ServiceUser>, Error> {
    if !geteuid().is_root() {
        return Ok(None);
    }
    let owner = fs::metadata(theirs).ok().map(|found| found.uid()).filter(|uid| *uid != 0);
    let owner = owner.and_then(|uid| User::from_uid(Uid::from_raw(uid)).ok().flatten());
    let by_name = |name| User::from_name(name).ok().flatten();
    let user = owner.or_else(|| by_name("postgres")).or_else(|| by_name("nobody")).ok_or(Error::NobodyThere)?;
    Ok(Some(ServiceUser { name: user.name, uid: user.uid.as_raw(), gid: user.gid.as_raw() }))
}

/// Whether `user` may pass through every directory down to `dir`, by mode bits.
fn passable(dir: &Path, user: &ServiceUser) -> Result<(), Error> {
    let mut down: Vec<&Path> = dir.ancestors().collect();
    down.reverse();
    for at in down {
        let found = fs::metadata(at).map_err(io("look at", at))?;
        let bit = match (found.uid() == user.uid, found.gid() == user.gid) {
            (true, _) => 0o100,
            (false, true) => 0o010,
            (false, false) => 0o001,
        };
        if found.permissions().mode() & bit == 0 {
            return Err(Error::Unreachable { user: user.name.clone(), at: at.to_owned() });
        }
    }
    Ok(())
}

/// `run` in the data directory, or a short name in /tmp where that path would not do for a socket.
///
/// /tmp by name and not `TMPDIR`: the next start, perhaps with another environment,
/// must find the same place. Besides length, only plain characters will do, because
/// fred takes the path of a `redis+unix:` URL as it stands, escapes and all.
pub(super) fn socket_dir(dir: &Path) -> PathBuf {
    let run = dir.join("run");
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let bytes = run.as_os_str().as_encoded_bytes();
    if bytes.len() + 1 + POSTGRES_SOCKET.len() <= LONGEST_SOCKET && bytes.iter().all(plain) {
        return run;
    }
    let hash = Sha256::digest(dir.as_os_str().as_encoded_bytes());
    let short: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    Path::new("/tmp").join(format!("noc-{short}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_move_to_tmp_when_the_path_is_too_long_or_not_plain() {
        let short = Path::new("/var/lib/noc-scheduler");
        assert_eq!(socket_dir(short), short.join("run"));
        let fits =
            PathBuf::from(format!("/{}", "d".repeat(LONGEST_SOCKET - 1 - "/run/".len() - POSTGRES_SOCKET.len())));
        assert_eq!(socket_dir(&fits), fits.join("run"));
        for awkward in [format!("{}d", fits.display()), "/srv/my data".to_owned(), "/srv/größe".to_owned()] {
            let dir = socket_dir(Path::new(&awkward));
            assert!(dir.starts_with("/tmp") && dir.as_os_str().len() < 40, "{awkward}: {}", dir.display());
        }
    }

    #[test]
    fn a_second_lock_names_the_holder_of_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let held = lock(dir.path()).unwrap();
        let refused = lock(dir.path()).unwrap_err().to_string();
        assert!(refused.contains(&std::process::id().to_string()), "{refused}");
        drop(held);
        lock(dir.path()).unwrap();
    }

    #[test]
    fn the_closed_directory_on_the_way_is_named() {
        let top = tempfile::tempdir().unwrap();
        let closed = top.path().join("closed");
        DirBuilder::new().mode(0o700).create(&closed).unwrap();
        let inner = closed.join("data");
        DirBuilder::new().mode(0o755).create(&inner).unwrap();
        fs::set_permissions(top.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let stranger = ServiceUser { name: "stranger".into(), uid: 4_000_000, gid: 4_000_000 };
        let told = passable(&inner.canonicalize().unwrap(), &stranger).unwrap_err().to_string();
        assert!(told.contains("`stranger`") && told.contains("/closed:"), "{told}");
    }
}
