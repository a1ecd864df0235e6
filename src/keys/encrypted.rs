//! A text of the classes S3 and S4 as a row holds it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Nullable, Text};
use diesel::sqlite::Sqlite;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::field::At;
use crate::base::clock::random_bytes;
use crate::base::{Error, Result};
use crate::db::columns::{ConfidentialText, as_expression};
use crate::vault::Key;

/// How an encrypted text begins; what follows is base64 of the key's id, the nonce and the ciphertext.
const FORM: &str = "v1.";

/// A text as a row holds it. It can be made by [`Tx::encrypt`](crate::tx::Tx::encrypt) alone, and read when the
/// transaction that has loaded its row has opened it.
#[derive(Clone)]
pub struct Encrypted(State);

#[derive(Clone)]
enum State {
    /// As it stands in the database.
    Locked(String),
    Open(String),
    /// Its key is not there any more.
    Erased,
}

impl Encrypted {
    pub(super) fn new(key: &Key, id: Uuid, at: At, text: &str) -> Result<Self> {
        let written = key
            .encrypt(random_bytes(), &about(id, at), text.as_bytes())
            .ok_or_else(|| Error::Internal("a text is too long to be encrypted".into()))?;
        let whole = [id.as_bytes().as_slice(), &written].concat();
        Ok(Self(State::Locked(format!("{FORM}{}", URL_SAFE_NO_PAD.encode(whole)))))
    }

    /// The id of the key that it needs, and what is to be opened with it.
    pub(super) fn parts(&self, at: At) -> Result<(Uuid, Vec<u8>)> {
        let State::Locked(text) = &self.0 else {
            return Err(Error::Internal(format!("{} was opened twice", at.field.name())));
        };
        let whole = text.strip_prefix(FORM).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let whole = whole.ok_or_else(|| bent(at))?;
        let (id, written) = whole.split_first_chunk::<16>().ok_or_else(|| bent(at))?;
        Ok((Uuid::from_bytes(*id), written.to_vec()))
    }

    pub(super) fn open(&mut self, key: &Key, id: Uuid, at: At, written: &[u8]) -> Result<()> {
        let clear = key.decrypt(&about(id, at), written).ok_or_else(|| bent(at))?;
        let text = std::str::from_utf8(&clear).map_err(|_| bent(at))?;
        self.0 = State::Open(text.to_owned());
        Ok(())
    }

    pub(super) fn erase(&mut self) {
        self.0 = State::Erased;
    }

    /// The text; `None` where it was erased, which reads as if it had never been written.
    ///
    /// # Errors
    /// `Internal` when its row did not name it among its encrypted texts.
    pub fn text(self) -> Result<Option<String>> {
        match self.0 {
            State::Open(text) => Ok(Some(text)),
            State::Erased => Ok(None),
            State::Locked(_) => Err(Error::Internal("an encrypted text was not opened".into())),
        }
    }

    /// The value that was written as JSON; `None` where it was erased.
    ///
    /// # Errors
    /// `Internal` as [`text`](Self::text), and when it is something else.
    pub fn json<T: DeserializeOwned>(self) -> Result<Option<T>> {
        let parse = |text: String| {
            serde_json::from_str(&text)
                .map_err(|error| Error::Internal(format!("encrypted column: {:?}", error.classify())))
        };
        self.text()?.map(parse).transpose()
    }
}

/// What a ciphertext is bound to.
fn about(key: Uuid, at: At) -> [Vec<u8>; 5] {
    let (table, column) = at.field.place();
    [FORM.into(), table.into(), column.into(), at.row.into_bytes().into(), key.into_bytes().into()]
}

/// What stands there was not written for this place under this key.
fn bent(at: At) -> Error {
    Error::Internal(format!("{} of the row {} is not what was written there", at.field.name(), at.row))
}

impl fmt::Debug for Encrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(encrypted)")
    }
}

as_expression!([] Encrypted => ConfidentialText);

impl Encrypted {
    /// What goes into the database: never a text that was opened.
    fn locked(&self) -> std::result::Result<&str, &'static str> {
        match &self.0 {
            State::Locked(text) => Ok(text),
            _ => Err("an opened text is encrypted anew before it is written"),
        }
    }
}
impl ToSql<ConfidentialText, Sqlite> for Encrypted {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.locked()?);
        Ok(IsNull::No)
    }
}
impl ToSql<ConfidentialText, Pg> for Encrypted {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <str as ToSql<Text, Pg>>::to_sql(self.locked()?, &mut out.reborrow())
    }
}
impl<DB: Backend> FromSql<ConfidentialText, DB> for Encrypted
where
    String: FromSql<Text, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        <String as FromSql<Text, DB>>::from_sql(value).map(|text| Self(State::Locked(text)))
    }
}
