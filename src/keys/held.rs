//! The data keys of one transaction, unwrapped as they are needed and forgotten with it.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use super::encrypted::Encrypted;
use super::field::{At, Subject};
use super::ring::Ring;
use super::store::{self, Row};
use crate::base::clock::random_bytes;
use crate::base::{Error, Id, Instant, Result};
use crate::db::Connection;
use crate::vault::Key;

/// The most data keys of one query: SQLite binds each by itself.
const MOST: usize = 10_000;

/// What a transaction needs to read and write encrypted texts.
pub struct DataKeys {
    ring: Arc<Ring>,
    held: HashMap<Uuid, Key>,
    whose: HashMap<Subject, Uuid>,
}

impl DataKeys {
    /// None yet; they will be unwrapped by the keys of `ring`.
    #[must_use]
    pub fn of(ring: Arc<Ring>) -> Self {
        Self { ring, held: HashMap::new(), whose: HashMap::new() }
    }

    /// The wrapping keys.
    #[must_use]
    pub const fn ring(&self) -> &Arc<Ring> {
        &self.ring
    }

    /// Forgets the keys at hand: what was made in a part that is taken back must not be written with.
    pub fn forget(&mut self) {
        self.held.clear();
        self.whose.clear();
    }

    /// Opens the texts of some rows, with one query for all keys that are not at hand. A text whose key is not there any
    /// more is erased.
    ///
    /// # Errors
    /// `Internal` when a text is not what was written there; whatever the database refuses.
    pub fn open(&mut self, connection: &mut Connection<'_>, fields: Vec<(At, &mut Encrypted)>) -> Result<()> {
        let fields: Vec<_> = fields
            .into_iter()
            .map(|(at, text)| text.parts(at).map(|(id, written)| (at, text, id, written)))
            .collect::<Result<_>>()?;
        let mut missing: Vec<Uuid> =
            fields.iter().map(|field| field.2).filter(|id| !self.held.contains_key(id)).collect();
        missing.sort_unstable();
        missing.dedup();
        for ids in missing.chunks(MOST) {
            for row in store::of_ids(connection, ids)? {
                self.hold(&row)?;
            }
        }
        for (at, text, id, written) in fields {
            match self.held.get(&id) {
                Some(key) => text.open(key, id, at, &written)?,
                None => text.erase(),
            }
        }
        Ok(())
    }

    /// Encrypts a text about a subject for its place, under the data key of the subject, which is made when it is the
    /// first.
    ///
    /// # Errors
    /// Whatever the database refuses; `Internal` when its key cannot be unwrapped or wrapped.
    pub fn encrypt(
        &mut self,
        connection: &mut Connection<'_>,
        (subject, at): (Subject, At),
        text: &str,
        now: Instant,
    ) -> Result<Encrypted> {
        let id = match self.whose.get(&subject) {
            Some(id) => *id,
            None => self.of_subject(connection, subject, now)?,
        };
        let key = self.held.get(&id).ok_or_else(|| Error::Internal("a data key was lost".into()))?;
        Encrypted::new(key, id, at, text)
    }

    /// Holds the data key of a subject, and makes it where there is none.
    fn of_subject(
        &mut self,
        connection: &mut Connection<'_>,
        subject: Subject,
        now: Instant,
    ) -> Result<Uuid> {
        let row = match store::of_subject(connection, subject)? {
            Some(row) => row,
            None => {
                self.make(connection, subject, now)?;
                // Another transaction may have been first: then its key counts.
                store::of_subject(connection, subject)?
                    .ok_or_else(|| Error::Internal("a data key is not there after it was made".into()))?
            }
        };
        self.hold(&row)?;
        Ok(row.id())
    }

    fn make(&self, connection: &mut Connection<'_>, subject: Subject, now: Instant) -> Result<()> {
        let (version, key) = wrapping(connection, &self.ring, now)?;
        let id = Id::<store::KeyMark>::fresh(now).uuid();
        let fresh = Key::of(random_bytes());
        let wrapped = wrap(&key, version, (id, subject), &fresh)?;
        store::insert(connection, Row::new(id, subject, wrapped, version, now))
    }

    fn hold(&mut self, row: &Row) -> Result<()> {
        let key = unwrap(&self.ring, row)?;
        self.held.insert(row.id(), key);
        self.whose.insert(row.subject(), row.id());
        Ok(())
    }
}

/// The version that wraps, as the database knows it: with the first data key, the newest at hand comes into use.
///
/// # Errors
/// `Internal` when this server has another key of that version, or none; whatever the database refuses.
pub fn wrapping(connection: &mut Connection<'_>, ring: &Ring, now: Instant) -> Result<(i64, Key)> {
    let mut known = store::known(connection)?;
    if known.is_empty() {
        let newest = ring.now();
        let fingerprint = newest.key(newest.newest()).map(Key::fingerprint).unwrap_or_default();
        store::begin(connection, newest.newest(), fingerprint, now)?;
        known = store::known(connection)?;
    }
    let (version, fingerprint) =
        known.pop().ok_or_else(|| Error::Internal("no wrapping key is in use".into()))?;
    let key = ring.key(version)?;
    match key.fingerprint() == fingerprint {
        true => Ok((version, key)),
        false => Err(Error::Internal(format!("version {version} of the wrapping keys is another key"))),
    }
}

/// Some data keys that an older version has wrapped, wrapped anew by the newest; how many these were.
///
/// # Errors
/// As [`wrapping`]; `Internal` when one cannot be unwrapped.
pub fn rewrap(connection: &mut Connection<'_>, ring: &Ring, most: i64, now: Instant) -> Result<usize> {
    let (version, key) = wrapping(connection, ring, now)?;
    let rows = store::behind(connection, version, most)?;
    for row in &rows {
        let wrapped = wrap(&key, version, (row.id(), row.subject()), &unwrap(ring, row)?)?;
        store::rewrap(connection, row, wrapped, version)?;
    }
    Ok(rows.len())
}

/// What a wrapped data key is bound to, so that no subject can be given the key of another.
fn bond(version: i64, (id, subject): (Uuid, Subject)) -> [Vec<u8>; 4] {
    [
        b"data key".to_vec(),
        id.into_bytes().into(),
        subject.uuid().into_bytes().into(),
        version.to_be_bytes().into(),
    ]
}

fn wrap(key: &Key, version: i64, of: (Uuid, Subject), data_key: &Key) -> Result<Vec<u8>> {
    key.encrypt(random_bytes(), &bond(version, of), data_key.bytes())
        .ok_or_else(|| Error::Internal("a data key cannot be wrapped".into()))
}

fn unwrap(ring: &Ring, row: &Row) -> Result<Key> {
    let bent = || Error::Internal(format!("the data key {} is not what was written there", row.id()));
    let clear = ring.key(row.version)?.decrypt(&bond(row.version, (row.id(), row.subject())), &row.wrapped);
    Key::from_slice(&clear.ok_or_else(bent)?).ok_or_else(bent)
}
