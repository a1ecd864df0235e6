//! Whether the file that was opened is still the one that lies at its path.
//!
//! A file that is removed or replaced stays open: without this a server would go on answering, and all it wrote would
//! be gone with its end.

use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch;

use crate::base::{Error, Result};

/// What is said of a database that is not where it was.
pub const GONE: &str = "the database file was removed or replaced while the server ran";

/// The path of the database, which file it was when it was opened, and whether it was ever missed.
#[derive(Clone)]
pub struct Place {
    path: PathBuf,
    file: (u64, u64),
    missed: Arc<watch::Sender<bool>>,
}

impl Place {
    /// Where the file lies that is open at `path`.
    ///
    /// # Errors
    /// `Internal` when there is none.
    pub fn of(path: &str) -> Result<Self> {
        let path = PathBuf::from(path);
        let file = found(&path)
            .ok_or_else(|| Error::Internal(format!("there is no database file at {}", path.display())))?;
        Ok(Self { path, file, missed: Arc::new(watch::Sender::new(false)) })
    }

    /// Whether it still lies there; one look at the directory, a microsecond.
    pub fn is_kept(&self) -> bool {
        let kept = found(&self.path) == Some(self.file);
        if !kept && !self.missed.send_replace(true) {
            tracing::error!(path = %self.path.display(), "{GONE}");
        }
        kept
    }

    /// Bytes of the log beside it.
    pub fn log(&self) -> u64 {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        std::fs::metadata(log).map_or(0, |log| log.len())
    }

    /// Waits until it was missed.
    pub async fn missed(&self) {
        let mut missed = self.missed.subscribe();
        // The sender is ours, so the wait ends with a yes alone.
        if missed.wait_for(|missed| *missed).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

fn found(path: &PathBuf) -> Option<(u64, u64)> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}
