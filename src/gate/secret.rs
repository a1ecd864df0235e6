//! The file with the server's secret: whole or not there, whatever happens while it is made.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Error, ErrorKind, Result, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::base::clock::random_bytes;

/// Reads the secret, or makes it (mode 0600) when there is none. Of two servers that start at the same moment, both
/// read the secret of the one that was first.
///
/// # Errors
/// A sentence when the file cannot be read or made, holds under 32 bytes, or others may read it.
pub fn read(path: &Path) -> std::result::Result<Vec<u8>, String> {
    let named = |error: Error| format!("secret_file {}: {error}", path.display());
    if !path.exists() {
        make(path).map_err(named)?;
    }
    let secret = std::fs::read(path).map_err(named)?;
    let mode = std::fs::metadata(path).map_err(named)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(format!("secret_file {}: others may read it; run chmod 600", path.display()));
    }
    if secret.len() < 32 {
        return Err(format!("secret_file {}: at least 32 bytes are needed", path.display()));
    }
    Ok(secret)
}

/// Writes the secret beside its place, brings it to the disk and then gives it its name, which fails when the name is
/// taken: by then another server's secret is there, whole.
fn make(path: &Path) -> Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let named = write(&draft).and_then(|()| std::fs::hard_link(&draft, path));
    if draft.exists() {
        std::fs::remove_file(&draft)?;
    }
    match named {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => File::open(directory)?.sync_all(),
    }
}

fn write(draft: &Path) -> Result<()> {
    if draft.exists() {
        std::fs::remove_file(draft)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(draft)?;
    file.write_all(URL_SAFE_NO_PAD.encode(random_bytes::<32>()).as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/secret");
        let made = read(&path).unwrap();
        assert_eq!(made.len(), 43);
        assert_eq!(read(&path).unwrap(), made);
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn whoever_comes_second_keeps_the_secret_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let made = read(&path).unwrap();
        make(&path).unwrap();
        assert_eq!(read(&path).unwrap(), made);
    }

    #[test]
    fn a_draft_that_a_killed_server_left_harms_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        std::fs::write(path.with_extension(format!("{}.new", std::process::id())), "half").unwrap();
        assert_eq!(read(&path).unwrap().len(), 43);
    }
}
