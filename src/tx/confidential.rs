//! Texts told in confidence: encrypted before they are written, and opened with the rows that hold them.

use serde::Serialize;

use super::{Sealed, Stored, Tx};
use crate::base::{Error, Result};
use crate::keys::held::{rewrap, wrapping};
use crate::keys::{At, Encrypted, Subject, store};

impl Tx<'_> {
    /// Encrypts a text about somebody for its place: the only way into a column of confidential text.
    ///
    /// # Errors
    /// Whatever the database refuses; `Internal` when the data key cannot be unwrapped.
    pub fn encrypt(&mut self, about: impl Into<Subject>, at: At, text: &str) -> Result<Encrypted> {
        self.keys.encrypt(&mut self.connection, (about.into(), at), text, self.now)
    }

    /// Encrypts a text, if there is one.
    ///
    /// # Errors
    /// As [`encrypt`](Self::encrypt).
    pub fn encrypt_any(
        &mut self,
        about: impl Into<Subject>,
        at: At,
        text: Option<&str>,
    ) -> Result<Option<Encrypted>> {
        text.map(|text| self.encrypt(about, at, text)).transpose()
    }

    /// Encrypts a value as JSON.
    ///
    /// # Errors
    /// As [`encrypt`](Self::encrypt).
    pub fn encrypt_json(
        &mut self,
        about: impl Into<Subject>,
        at: At,
        value: &impl Serialize,
    ) -> Result<Encrypted> {
        let text = serde_json::to_string(value)
            .map_err(|error| Error::Internal(format!("{}: {:?}", at.field.name(), error.classify())))?;
        self.encrypt(about, at, &text)
    }

    /// The rows with their encrypted texts open, the keys of all by one query; each sealed.
    pub(super) fn unpacked<M: Stored>(&mut self, mut rows: Vec<M::Row>) -> Result<Vec<Sealed<M>>> {
        let texts: Vec<_> = rows.iter_mut().flat_map(M::encrypted).collect();
        if !texts.is_empty() {
            self.keys.open(&mut self.connection, texts)?;
        }
        rows.into_iter().map(Sealed::unpack).collect()
    }

    /// Opens one text.
    pub(super) fn opened(&mut self, at: At, mut text: Encrypted) -> Result<Option<String>> {
        self.keys.open(&mut self.connection, vec![(at, &mut text)])?;
        text.text()
    }

    /// How many data keys each version of the wrapping keys has wrapped that is in use.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn data_keys(&mut self) -> Result<Vec<(i64, i64)>> {
        let known = store::known(&mut self.connection)?;
        let count = |(version, _): (i64, _)| {
            store::count(&mut self.connection, version).map(|count| (version, count))
        };
        known.into_iter().map(count).collect()
    }

    /// Takes the newest version at hand into use; from now on it wraps, on every server.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn begin_wrapping_key(&mut self) -> Result<i64> {
        let ring = self.keys.ring().now();
        let newest = ring.newest();
        let fingerprint = ring.key(newest).map(crate::vault::Key::fingerprint).unwrap_or_default();
        store::begin(&mut self.connection, newest, fingerprint, self.now)?;
        Ok(wrapping(&mut self.connection, &self.keys.ring().clone(), self.now)?.0)
    }

    /// Wraps some data keys anew that an older version has wrapped, and counts them.
    ///
    /// # Errors
    /// As [`encrypt`](Self::encrypt).
    pub fn rewrap_data_keys(&mut self, most: i64) -> Result<usize> {
        rewrap(&mut self.connection, &self.keys.ring().clone(), most, self.now)
    }

    /// Takes every version out of use but the one that wraps, and says which that is.
    ///
    /// # Errors
    /// Whatever the database refuses, which is so while another still wraps a data key.
    pub fn retire_wrapping_keys(&mut self) -> Result<i64> {
        let (newest, _) = wrapping(&mut self.connection, &self.keys.ring().clone(), self.now)?;
        store::retire(&mut self.connection, newest)?;
        Ok(newest)
    }

    /// Deletes somebody's data key: whatever was told of them in confidence can never be read again.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn erase_data_key(&mut self, of: impl Into<Subject>) -> Result<bool> {
        self.keys.forget();
        Ok(store::erase(&mut self.connection, of.into())? > 0)
    }
}
