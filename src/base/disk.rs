//! Room on a disk, as the machine tells it.

use std::path::Path;

/// How much room there is on the disk that holds a folder, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Room {
    /// What this server may still fill; what is kept for the system is not in it.
    pub free: u64,
    pub all: u64,
}

impl Room {
    /// The room where `folder` lies; `None` where the machine does not tell.
    #[must_use]
    pub fn at(folder: &Path) -> Option<Self> {
        let found = rustix::fs::statvfs(folder).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
        Some(Self { free: bytes(found.f_bavail), all: bytes(found.f_blocks) })
    }

    /// Whether less is free than so many bytes, or than so much of a hundred parts.
    #[must_use]
    pub fn is_below(self, bytes: u64, percent: u64) -> bool {
        let wanted = u128::from(self.all) * u128::from(percent);
        self.free < bytes || u128::from(self.free) * 100 < wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_low_by_bytes_or_by_its_share() {
        let room = Room { free: 150, all: 1000 };
        for (bytes, percent, low) in [(150, 15, false), (151, 15, true), (150, 16, true), (0, 0, false)] {
            assert_eq!(room.is_below(bytes, percent), low, "{bytes} {percent}");
        }
    }

    #[test]
    fn the_machine_tells_of_a_folder_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let room = Room::at(folder.path()).unwrap();
        assert!(room.all > 0 && room.free <= room.all);
        assert_eq!(Room::at(&folder.path().join("none")), None);
    }
}
