//! How much room the disk of the data shall have.

use std::path::{Path, PathBuf};

use super::Config;
use crate::base::Room;

/// The bounds, in bytes but for the share.
#[derive(Clone, Copy, Debug)]
pub struct Disk {
    /// Below it somebody is told.
    pub low: u64,
    /// Below this share of a hundred too.
    pub low_percent: u64,
    /// Below it the server is not ready.
    pub floor: u64,
}

impl Config {
    /// The room on the disk of the data, or on that of the file of SQLite where it has less; `None` where the machine does
    /// not tell.
    #[must_use]
    pub fn room(&self) -> Option<Room> {
        let folder = |path: &str| {
            let beside = Path::new(path).parent().filter(|folder| !folder.as_os_str().is_empty());
            beside.map_or_else(|| PathBuf::from("."), Path::to_owned)
        };
        let file = self.database.strip_prefix("sqlite:").map(folder);
        file.iter().chain([&self.data]).filter_map(|folder| Room::at(folder)).min()
    }
}

/// So many mebibytes in bytes.
pub(super) const fn mebibytes(count: u64) -> u64 {
    count.saturating_mul(1024 * 1024)
}
