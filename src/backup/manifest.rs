//! What is written beside a backup, in clear: by this a restore knows that it has all of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::{Error, Instant, Result};
use crate::db::copy::Content;
use crate::vault::Checkpoint;

/// How backups are written; another way would be another number.
const FORM: u32 = 1;

/// The manifest of a backup. It names tables and counts, never a row.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    form: u32,
    /// The version of the program that took it.
    pub program: String,
    /// `sqlite` or `postgres`: a backup goes back into the same.
    pub engine: String,
    /// Where the tables of PostgreSQL are; nothing for SQLite.
    pub namespace: String,
    /// The last migration that was run on it.
    pub schema: String,
    /// When it was taken, as RFC 3339 in UTC.
    pub taken_at: String,
    /// How many rows each table has.
    pub rows: BTreeMap<String, i64>,
    /// Size and root of the audit log as its last checkpoint has them; `None` before the first.
    pub sealed: Option<String>,
    /// SHA-256 of the encrypted file, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// A manifest in today's form; the hash comes when the file is there.
    #[must_use]
    pub fn new(
        engine: &str,
        namespace: String,
        content: Content,
        sealed: Option<Checkpoint>,
        taken_at: String,
    ) -> Self {
        Self {
            form: FORM,
            program: env!("CARGO_PKG_VERSION").into(),
            engine: engine.into(),
            namespace,
            schema: content.schema,
            taken_at,
            rows: content.rows,
            sealed: sealed.map(|sealed| sealed.word()),
            sha256: String::new(),
        }
    }

    /// Reads the manifest beside a backup.
    ///
    /// # Errors
    /// In words when there is none, or it is none of ours.
    pub fn beside(file: &Path) -> Result<Self> {
        let path = path_beside(file);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            let why = format!("{}: {error}; the manifest of a backup lies beside it", path.display());
            Error::Internal(why)
        })?;
        let read: Self = serde_json::from_str(&text)
            .map_err(|error| Error::Internal(format!("{} is no manifest: {error}", path.display())))?;
        if read.form != FORM {
            let why =
                format!("{} is of the form {}, which this program cannot read", path.display(), read.form);
            return Err(Error::Internal(why));
        }
        Ok(read)
    }

    /// The first thing in which a database differs from what was backed up.
    #[must_use]
    pub fn differs(&self, found: &Content) -> Option<String> {
        if self.schema != found.schema {
            return Some(format!("its last migration is {} instead of {}", found.schema, self.schema));
        }
        let tables = self.rows.keys().chain(found.rows.keys());
        tables.into_iter().find_map(|table| {
            let [was, is] = [&self.rows, &found.rows].map(|rows| rows.get(table).copied().unwrap_or(-1));
            (was != is).then(|| format!("{table} has {is} rows instead of {was}"))
        })
    }

    /// When it was taken; lines that were younger than their seal then are not old now.
    ///
    /// # Errors
    /// In words when it is no moment.
    pub fn taken(&self) -> Result<Instant> {
        let read = DateTime::parse_from_rfc3339(&self.taken_at);
        let read = read.map(|at| Instant::from_micros(at.timestamp_micros()));
        read.map_err(|_| Error::Internal(format!("the manifest says no moment: {}", self.taken_at)))
    }

    /// How many rows it has in all.
    #[must_use]
    pub fn size(&self) -> i64 {
        self.rows.values().sum()
    }
}

/// Where the manifest of a backup lies.
#[must_use]
pub fn path_beside(file: &Path) -> PathBuf {
    file.with_extension("json")
}

/// SHA-256 of a file, in hexadecimal digits.
///
/// # Errors
/// When it cannot be read.
pub fn sha256(path: &Path) -> std::io::Result<String> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hash.update(buffer.get(..count).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let content = |schema: &str, rows: &[(&str, i64)]| Content {
            schema: schema.into(),
            rows: rows.iter().map(|(table, count)| ((*table).to_owned(), *count)).collect(),
        };
        let taken = content("20261123000001", &[("accounts", 3), ("audit", 9)]);
        let manifest = Manifest::new("sqlite", String::new(), taken.clone(), None, "now".into());
        assert_eq!(manifest.differs(&taken), None);
        for (found, said) in [
            (
                content("20261123000002", &[]),
                "its last migration is 20261123000002 instead of 20261123000001",
            ),
            (content("20261123000001", &[("accounts", 3)]), "audit has -1 rows instead of 9"),
            (content("20261123000001", &[("accounts", 2), ("audit", 9)]), "accounts has 2 rows instead of 3"),
        ] {
            assert_eq!(manifest.differs(&found).as_deref(), Some(said));
        }
    }
}
