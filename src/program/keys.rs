//! The keys that seal secrets: given, in a file, or made by `up`.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Program, ProgramError};
use crate::archive;
use crate::cli::Secrets;
use crate::connections;
use crate::credentials;
use crate::vault::{Key, Vault};

/// In the data directory.
const FILE: &str = "secret.key";
/// Nobody but its owner may look.
const MODE: u32 = 0o600;

/// Why there is no key to be had.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or made.
    #[error("the key file {}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Others may read it.
    #[error("the key file {} can be read by others than its owner (mode {mode:o}): chmod 600 it", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// It holds something else.
    #[error("the key file {}: {reason}", .path.display())]
    NoKey {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

impl Program {
    /// The keys: those given, those of the file given, or those of the data directory, if there are any.
    pub(crate) fn vault(&self) -> Result<Vault, KeyFileError> {
        if let Some(vault) = &self.settings.secret_key {
            return Ok(vault.clone());
        }
        if let Some(file) = &self.settings.secret_key_file {
            return read(file);
        }
        match self.data_dir().map(|dir| dir.join(FILE)) {
            Some(file) if file.exists() => read(&file),
            _ => Ok(Vault::default()),
        }
    }

    /// Makes a key for an `up` that was given none.
    pub(crate) fn make_key(&self) -> Result<(), KeyFileError> {
        let s = &self.settings;
        let Some(dir) = self.data_dir().filter(|_| s.secret_key.is_none() && s.secret_key_file.is_none()) else {
            return Ok(());
        };
        let file = dir.join(FILE);
        if file.exists() {
            return Ok(());
        }
        let failed = |source| KeyFileError::Io { path: file.clone(), source };
        fs::create_dir_all(&dir).map_err(failed)?;
        // Written whole before it has its name: a key cut short by a crash would seal what nobody can open.
        let new = dir.join(format!("{FILE}.new"));
        match fs::remove_file(&new) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(failed(e)),
            _ => {}
        }
        let mut made = OpenOptions::new().write(true).create_new(true).mode(MODE).open(&new).map_err(failed)?;
        writeln!(made, "{}", Key::generate()).and_then(|()| made.sync_all()).map_err(failed)?;
        match fs::hard_link(&new, &file) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return Err(failed(e)),
            _ => {}
        }
        fs::remove_file(&new).map_err(failed)
    }
}

fn read(file: &Path) -> Result<Vault, KeyFileError> {
    let path = || file.to_owned();
    let failed = |source| KeyFileError::Io { path: path(), source };
    let mode = fs::metadata(file).map_err(failed)?.mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::Open { path: path(), mode });
    }
    let text = fs::read_to_string(file).map_err(failed)?;
    Vault::parse(&text).map_err(|e| KeyFileError::NoKey { path: path(), reason: e.to_string() })
}

/// Does what was asked of the keys.
pub(super) async fn secrets(program: &Program, what: &Secrets) -> Result<(), ProgramError> {
    match what {
        Secrets::NewKey => {
            let key = Key::generate();
            program.out.say(&key, &json!({ "key": key }));
        }
        Secrets::ListKeys => {
            let ids = program.vault()?.key_ids();
            for (nth, id) in ids.iter().enumerate() {
                let seals = nth == 0;
                let role = if seals { "seals and opens" } else { "opens" };
                program.out.say(&format!("{id}: {role}"), &json!({"key_id": id, "seals": seals}));
            }
            if ids.is_empty() {
                return Err(ProgramError::NoSecretKey);
            }
        }
        Secrets::Rotate => {
            let (database, vault) = (program.database()?, program.vault()?);
            if vault.is_empty() {
                return Err(ProgramError::NoSecretKey);
            }
            let connections = connections::reseal(&database, &vault).await?;
            let credentials = credentials::reseal(&database, &vault).await?;
            let archive = u64::from(archive::reseal(&database, &vault).await?);
            let text = format!(
                "sealed anew by the current key: {connections} connections, {credentials} credentials, {archive} keys of the archive"
            );
            program
                .out
                .say(&text, &json!({"connections": connections, "credentials": credentials, "archive_keys": archive}));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_key_file_is_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(FILE);
        fs::write(&file, Key::generate()).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(read(&file), Err(KeyFileError::Open { mode: 0o640, .. })));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(read(&file).unwrap().key_ids().len(), 1);
        fs::write(&file, "hunter2").unwrap();
        let refused = read(&file).unwrap_err();
        assert!(
            !refused.to_string().contains("hunter2") && refused.to_string().contains("64 hexadecimal"),
            "{refused}"
        );
        assert!(matches!(read(&dir.path().join("none")), Err(KeyFileError::Io { .. })));
    }
}
