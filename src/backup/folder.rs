//! The folder in which backups lie: how they are named, which is the last, and which are too old.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::manifest::path_beside;
use crate::base::Instant;

const BEGINS: &str = "alongside-";
const ENDS: &str = ".age";
const FORM: &str = "%Y%m%dT%H%M%SZ";

/// The name of a backup that is taken now.
pub fn named(now: Instant) -> String {
    format!("{BEGINS}{}{ENDS}", now.utc().format(FORM))
}

/// When a backup of this name was taken; `None` for other files.
fn taken(path: &Path) -> Option<DateTime<Utc>> {
    let name = path.file_name()?.to_str()?;
    let stamp = name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
    NaiveDateTime::parse_from_str(stamp, FORM).ok().map(|at| at.and_utc())
}

/// The whole backups of a folder with their manifests, the oldest first.
fn all(folder: &Path) -> std::io::Result<Vec<(DateTime<Utc>, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(at) = taken(&path).filter(|_| path_beside(&path).exists()) {
            found.push((at, path));
        }
    }
    found.sort();
    Ok(found)
}

/// When the last backup of a folder was taken; `None` where there is none, or no folder yet.
///
/// # Errors
/// When the folder cannot be read.
pub fn latest(folder: &Path) -> std::io::Result<Option<DateTime<Utc>>> {
    match all(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        found => Ok(found?.pop().map(|(at, _)| at)),
    }
}

/// Deletes all but the last backups of a folder.
pub fn thin_out(folder: &Path, keep: usize) -> std::io::Result<()> {
    let mut found = all(folder)?;
    found.truncate(found.len().saturating_sub(keep));
    for (_, path) in found {
        // The manifest goes first: without one it is no backup any more, whoever is interrupted here.
        std::fs::remove_file(path_beside(&path))?;
        std::fs::remove_file(path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_stay_and_nothing_that_is_no_backup_goes() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str| std::fs::write(folder.path().join(name), "").unwrap();
        for day in 1..=4 {
            let name = named(Instant::from_micros(day * 86_400_000_000));
            write(&name);
            write(path_beside(Path::new(&name)).to_str().unwrap());
        }
        // A file without its manifest, and what somebody else has put there.
        write(&named(Instant::from_micros(0)));
        write("notes.age");
        thin_out(folder.path(), 2).unwrap();
        let mut left: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let expected = [
            "alongside-19700101T000000Z.age",
            "alongside-19700104T000000Z.age",
            "alongside-19700104T000000Z.json",
            "alongside-19700105T000000Z.age",
            "alongside-19700105T000000Z.json",
            "notes.age",
        ];
        assert_eq!(left, expected);
        let last = latest(folder.path()).unwrap().unwrap();
        assert_eq!(last.timestamp(), 4 * 86_400);
        assert_eq!(latest(&folder.path().join("none")).unwrap(), None);
    }
}
