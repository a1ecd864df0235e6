//! The notes that were sent out of the database: a file that only grows, at best on another machine.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{Result, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::vault::checkpoint::notes;
use crate::vault::{Checkpoint, PublicKey};

/// Adds a note to the file of this machine in a folder, which is made where there is none. Its servers share the file:
/// what is added in one piece stays in one piece.
///
/// # Errors
/// When it cannot be written to the disk.
pub fn send(folder: &Path, note: &str) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(file_of(folder))?;
    file.write_all(format!("{note}\n").as_bytes())?;
    file.sync_data()
}

/// The file of this machine, named after it.
fn file_of(folder: &Path) -> PathBuf {
    let system = rustix::system::uname();
    let name: String = system
        .nodename()
        .to_string_lossy()
        .chars()
        .filter(|c| c.is_alphanumeric() || "-.".contains(*c))
        .collect();
    folder.join(format!("{name}.notes"))
}

/// The files of notes in a folder, none where there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    found.retain(|path| path.extension().is_some_and(|ending| ending == "notes"));
    found.sort();
    Ok(found)
}

/// What the notes of a text say, and how many of them none of the keys has signed.
#[must_use]
pub fn read(text: &str, keys: &[PublicKey]) -> (Vec<Checkpoint>, usize) {
    let opened = notes(text).map(|note| keys.iter().find_map(|key| Checkpoint::open(&note, key)));
    let (known, unknown): (Vec<_>, Vec<_>) = opened.partition(Option::is_some);
    (known.into_iter().flatten().collect(), unknown.len())
}
