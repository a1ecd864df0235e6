//! The wrapping keys of a server: where they come from, and the file that holds them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use zeroize::Zeroizing;

use crate::base::clock::random_bytes;
use crate::base::{Error, Result};
use crate::vault::{Key, Keyring};

/// The wrapping keys at hand. Those of a file are read again when a version is asked for that was not there at the
/// start, so that a running server follows a rotation.
pub struct Ring {
    file: Option<PathBuf>,
    at_hand: RwLock<Arc<Keyring>>,
}

/// A version of the wrapping key that data keys of the database know: its number and fingerprint.
pub type Known = (i64, Vec<u8>);

impl Ring {
    /// Keys that come from elsewhere than a file.
    #[must_use]
    pub fn given(keyring: Keyring) -> Self {
        Self { file: None, at_hand: RwLock::new(Arc::new(keyring)) }
    }

    /// The wrapping keys of a server whose database knows these versions: the given text, else those of the file, which is
    /// made where the database has none yet.
    ///
    /// # Errors
    /// One line that says what is wrong and what to do.
    pub fn open(file: &Path, given: Option<&str>, known: &[Known]) -> std::result::Result<Self, String> {
        let (ring, place) = match given {
            Some(text) => {
                let keyring = Keyring::read(text).map_err(|why| format!("ALONGSIDE_KEYS_TEXT: {why}"))?;
                (Self::given(keyring), "ALONGSIDE_KEYS_TEXT".to_owned())
            }
            None => {
                let place = format!("keys {}", file.display());
                if !file.exists() {
                    if !known.is_empty() {
                        return Err(format!(
                            "{place}: missing, but what is told in confidence in this database is encrypted under it: \
                             bring it back from its copy"
                        ));
                    }
                    make(file, &Keyring::of(Key::of(random_bytes())))?;
                }
                let at_hand = RwLock::new(Arc::new(read(file)?));
                (Self { file: Some(file.to_owned()), at_hand }, place)
            }
        };
        for (version, fingerprint) in known {
            match ring.now().key(*version) {
                Some(key) if key.fingerprint() == *fingerprint => {}
                Some(_) => {
                    return Err(format!(
                        "{place}: its version {version} is not the key that this database was encrypted under"
                    ));
                }
                None => {
                    return Err(format!(
                        "{place}: version {version} is missing, but data keys of this database are wrapped by it"
                    ));
                }
            }
        }
        Ok(ring)
    }

    /// The versions at hand now.
    #[must_use]
    pub fn now(&self) -> Arc<Keyring> {
        self.at_hand.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key of a version.
    ///
    /// # Errors
    /// `Internal` when it is neither at hand nor in the file.
    pub fn key(&self, version: i64) -> Result<Key> {
        if let Some(key) = self.now().key(version) {
            return Ok(key.clone());
        }
        let missing = || Error::Internal(format!("version {version} of the wrapping keys is missing"));
        let file = self.file.as_deref().ok_or_else(missing)?;
        let read = read(file).map_err(Error::Internal)?;
        // What was at hand stays: somebody may still read what was wrapped by it a moment ago.
        let whole = read.and(&self.now());
        let key = whole.key(version).cloned();
        *self.at_hand.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(whole);
        key.ok_or_else(missing)
    }

    /// Adds a version to the file.
    ///
    /// # Errors
    /// One line when the keys do not come from a file, or it cannot be written.
    pub fn add(&self) -> std::result::Result<(), String> {
        self.write(|keyring| keyring.with(Key::of(random_bytes())))
    }

    /// Takes every version but the newest out of the file.
    ///
    /// # Errors
    /// As [`add`](Self::add).
    pub fn retire(&self) -> std::result::Result<(), String> {
        self.write(Keyring::without_older)
    }

    fn write(&self, change: impl FnOnce(Keyring) -> Keyring) -> std::result::Result<(), String> {
        let file = self.file.as_deref().ok_or(
            "the keys come from ALONGSIDE_KEYS_TEXT: change the line there, and start the servers again",
        )?;
        let next = change(read(file)?);
        let named = |error: std::io::Error| format!("keys {}: {error}", file.display());
        let draft = draft(file);
        put(&draft, &next).and_then(|()| std::fs::rename(&draft, file)).map_err(named)?;
        File::open(folder(file)).and_then(|folder| folder.sync_all()).map_err(named)?;
        *self.at_hand.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }
}

/// The keys of a file.
fn read(file: &Path) -> std::result::Result<Keyring, String> {
    let said = |why: String| format!("keys {}: {why}", file.display());
    let mode = std::fs::metadata(file).map_err(|error| said(error.to_string()))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(said("others may read it; run chmod 600".into()));
    }
    let text = std::fs::read_to_string(file).map(Zeroizing::new).map_err(|error| said(error.to_string()))?;
    Keyring::read(&text).map_err(said)
}

/// Makes the file, whole or not at all. Of two servers that start at the same moment, both read what the first has made.
fn make(file: &Path, keyring: &Keyring) -> std::result::Result<(), String> {
    let draft = draft(file);
    let done = DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder(file))
        .and_then(|()| put(&draft, keyring))
        .and_then(|()| std::fs::hard_link(&draft, file));
    if draft.exists()
        && let Err(error) = std::fs::remove_file(&draft)
    {
        return Err(format!("keys {}: {error}", draft.display()));
    }
    match done {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(format!("keys {}: {error}", file.display()))
        }
        _ => File::open(folder(file))
            .and_then(|folder| folder.sync_all())
            .map_err(|error| format!("keys {}: {error}", file.display())),
    }
}

fn put(draft: &Path, keyring: &Keyring) -> std::io::Result<()> {
    if draft.exists() {
        std::fs::remove_file(draft)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)?;
    file.write_all(keyring.written().as_bytes())?;
    file.sync_all()
}

fn draft(file: &Path) -> PathBuf {
    file.with_extension(format!("{}.new", std::process::id()))
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_and_followed_when_it_grows() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep/keys");
        let (server, operator) =
            (Ring::open(&file, None, &[]).unwrap(), Ring::open(&file, None, &[]).unwrap());
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        operator.add().unwrap();
        assert_eq!(server.now().versions(), [1]);
        assert!(server.key(2).is_ok());
        operator.retire().unwrap();
        assert!(server.key(1).is_ok(), "what was at hand stays");
        assert_eq!(Ring::open(&file, None, &[]).unwrap().now().versions(), [2]);
        assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
    }
}
