//! Where the servers are installed, and what to install where they are not.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Below this, `idle_session_timeout` is missing, which ends a hung leader.
const OLDEST_POSTGRES: u32 = 14;
/// Below this, `XINFO GROUPS` does not tell the lag of a group.
const OLDEST_REDIS: u32 = 7;
/// What Redis and its successor call their server.
pub(crate) const REDIS_NAMES: &[&str] = &["redis-server", "valkey-server"];

/// Programs to run the private servers with.
#[derive(Clone, Debug)]
pub struct Binaries {
    /// Directories with `postgres` and `initdb`, and their major versions, newest first; never empty.
    postgres: Vec<(u32, PathBuf)>,
    redis: PathBuf,
}

/// A server is not installed, or too old.
#[derive(Debug, thiserror::Error)]
pub enum Missing {
    /// No Postgres, or none new enough.
    #[error(
        "no Postgres server {OLDEST_POSTGRES} or newer{seen}: looked in {looked}. \
         On Debian or Ubuntu `apt-get install --no-install-recommends postgresql` (or `make up`, which installs it \
         without starting a service); elsewhere name the directory that holds `postgres` and `initdb` in NOC_POSTGRES_BIN. \
         Or use servers of your own: --database-url and --redis-url"
    )]
    Postgres {
        /// Versions that are too old, or nothing.
        seen: String,
        /// Where we looked.
        looked: String,
    },
    /// The database was made by a version that is not here.
    #[error(
        "the database in {dir} was made by Postgres {wanted}, and only {found} is installed: \
         `apt-get install --no-install-recommends postgresql-{wanted}`, or move the data with pg_upgrade or pg_dumpall"
    )]
    PostgresVersion {
        /// Where the data is.
        dir: String,
        /// What made it.
        wanted: u32,
        /// What there is.
        found: String,
    },
    /// No Redis, or none new enough.
    #[error(
        "no Redis server {OLDEST_REDIS}.0 or newer{seen}: looked in {looked}. \
         On Debian or Ubuntu `apt-get install --no-install-recommends redis-server` (or `make up`, which installs it \
         without starting a service); elsewhere name the program in NOC_REDIS_SERVER. \
         Or use servers of your own: --database-url and --redis-url"
    )]
    Redis {
        /// A version that is too old, or nothing.
        seen: String,
        /// Where we looked.
        looked: String,
    },
}

impl Binaries {
    /// Looks where NOC_POSTGRES_BIN and NOC_REDIS_SERVER say, else in PATH and where distributions put them.
    ///
    /// # Errors
    /// [`Missing`], which names the packages to install.
    pub fn find() -> Result<Self, Missing> {
        Self::find_in(named("NOC_POSTGRES_BIN"), named("NOC_REDIS_SERVER"))
    }

    /// Looks in a directory for Postgres and for a Redis where these are given, else in PATH and where
    /// distributions put them.
    ///
    /// # Errors
    /// [`Missing`], which names the packages to install.
    pub fn find_in(postgres_bin: Option<PathBuf>, redis_server: Option<PathBuf>) -> Result<Self, Missing> {
        Ok(Self { postgres: find_postgres(postgres_bin)?, redis: find_redis(redis_server)? })
    }

    /// The directory of the Postgres to use for `pgdata`: the version that made it, else the newest.
    pub(crate) fn postgres_for(&self, pgdata: &Path) -> Result<&Path, Missing> {
        let made_by = fs::read_to_string(pgdata.join("PG_VERSION")).ok().and_then(|v| v.trim().parse::<u32>().ok());
        let fits = |major: u32| made_by.is_none_or(|wanted| wanted == major);
        self.postgres.iter().find(|(major, _)| fits(*major)).map(|(_, dir)| dir.as_path()).ok_or_else(|| {
            let found: Vec<String> = self.postgres.iter().map(|(major, _)| major.to_string()).collect();
            Missing::PostgresVersion {
                dir: pgdata.display().to_string(),
                wanted: made_by.unwrap_or_default(),
                found: found.join(", "),
            }
        })
    }

    pub(crate) fn redis(&self) -> &Path {
        &self.redis
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|v| !v.is_empty()).map(PathBuf::from)
}

fn find_postgres(named: Option<PathBuf>) -> Result<Vec<(u32, PathBuf)>, Missing> {
    let places: Vec<PathBuf> = match named {
        Some(dir) => vec![dir],
        None => in_path()
            .chain(versions("/usr/lib/postgresql", "", "bin"))
            .chain(versions("/usr", "pgsql-", "bin"))
            .collect(),
    };
    let mut found: Vec<(u32, PathBuf)> = places
        .iter()
        // Resolved, because a link in PATH to `postgres` alone has no `initdb` beside it.
        .filter_map(|dir| Some(dir.join("postgres").canonicalize().ok()?.parent()?.to_owned()))
        .filter(|dir| dir.join("initdb").is_file())
        .filter_map(|dir| Some((major_version(&dir.join("postgres"))?, dir)))
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.dedup();
    let (fit, old): (Vec<_>, Vec<_>) = found.into_iter().partition(|(major, _)| *major >= OLDEST_POSTGRES);
    if fit.is_empty() {
        let seen = old.first().map(|(major, _)| format!(" (found {major})")).unwrap_or_default();
        return Err(Missing::Postgres { seen, looked: looked(&places, "/usr/lib/postgresql/*/bin, /usr/pgsql-*/bin") });
    }
    Ok(fit)
}

fn find_redis(named: Option<PathBuf>) -> Result<PathBuf, Missing> {
    let places: Vec<PathBuf> = match named {
        Some(program) => vec![program],
        None => REDIS_NAMES.iter().flat_map(|name| in_path().map(move |dir| dir.join(name))).collect(),
    };
    let mut seen = String::new();
    for program in places.iter().filter(|program| program.is_file()) {
        match major_version(program) {
            Some(major) if major >= OLDEST_REDIS => return Ok(program.clone()),
            Some(major) => seen = format!(" (found {major})"),
            None => {}
        }
    }
    Err(Missing::Redis { seen, looked: looked(&places, "/usr/bin, /usr/local/bin, /usr/sbin") })
}

/// The directories of PATH, and the usual ones in case a service was started with a bare environment.
fn in_path() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let listed: Vec<PathBuf> = env::split_paths(&path).filter(|dir| dir.is_absolute()).collect();
    listed.into_iter().chain(["/usr/local/bin", "/usr/bin", "/usr/sbin"].map(PathBuf::from))
}

/// `<parent>/<prefix><something>/<leaf>`, for each that exists.
fn versions(parent: &str, prefix: &str, leaf: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(parent) else { return Vec::new() };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix)))
        .map(|entry| entry.path().join(leaf))
        .filter(|dir| dir.is_dir())
        .collect()
}

fn looked(places: &[PathBuf], usual: &str) -> String {
    match places {
        [only] => only.display().to_string(),
        _ => format!("PATH, {usual}"),
    }
}

fn major_version(program: &Path) -> Option<u32> {
    let output = Command::new(program).arg("--version").output().ok()?;
    parse_major(&String::from_utf8_lossy(&output.stdout))
}

/// `postgres (PostgreSQL) 15.20 (Debian …)`, `Redis server v=7.0.15 sha=…`, `postgres (PostgreSQL) 18beta1`.
fn parse_major(text: &str) -> Option<u32> {
    let version = text
        .split_ascii_whitespace()
        .map(|word| word.trim_start_matches("v="))
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_programs_print_them() {
        for (text, major) in [
            ("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", Some(15)),
            ("postgres (PostgreSQL) 18beta1\n", Some(18)),
            ("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=abc\n", Some(7)),
            ("Valkey server v=8.1.1 sha=00000000:0 malloc=jemalloc bits=64\n", Some(8)),
            ("command not found\n", None),
        ] {
            assert_eq!(parse_major(text), major, "{text}");
        }
    }

    #[test]
    fn a_database_of_another_version_names_the_package_that_reads_it() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("PG_VERSION"), "13\n").unwrap();
        let binaries = Binaries { postgres: vec![(17, "/x".into()), (15, "/y".into())], redis: "/z".into() };
        let told = binaries.postgres_for(dir.path()).unwrap_err().to_string();
        assert!(told.contains("postgresql-13") && told.contains("17, 15"), "{told}");
    }
}
