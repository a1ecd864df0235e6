//! Stored answers: a request that is sent again with its key gets the answer of the first time.

use diesel::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use super::{Made, Tx};
use crate::base::{Error, Fault, FaultCode, Result};
use crate::db::schema::answers;
use crate::keys::{At, Encrypted};

/// A request as it is recognised when it comes again.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The client's `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub fingerprint: Vec<u8>,
}

impl Tx<'_> {
    /// The answer given to the same attempt before, which made an `M`: status and JSON text.
    ///
    /// # Errors
    /// `Invalid` when the key was used for another request; `Hidden` or `Forbidden` when what it made is no longer the
    /// actor's to read.
    pub fn answered<M: Made>(&mut self, attempt: &Attempt) -> Result<Option<(i64, String)>> {
        let query = answers::table
            .filter(answers::account.eq(self.reader()))
            .filter(answers::key.eq(attempt.key.clone()))
            .select((answers::fingerprint, answers::status, answers::body));
        let rows: Vec<(Vec<u8>, i64, Encrypted)> = self.connection.load(query)?;
        match rows.into_iter().next() {
            Some((known, _, _)) if known != attempt.fingerprint => {
                Err(Error::Invalid(vec![Fault::new("Idempotency-Key", FaultCode::KeyUsedForAnotherRequest)]))
            }
            Some((_, status, body)) => {
                let body = self.opened(At::answer(&attempt.key), body)?.ok_or(Error::Hidden)?;
                M::again(self, made(&body)?)?.open(self)?;
                Ok(Some((status, body)))
            }
            None => Ok(None),
        }
    }

    /// Keeps the answer of an attempt, in the transaction of what it did.
    ///
    /// # Errors
    /// `Unique` when the same attempt is being answered elsewhere at this moment.
    pub fn keep_answer(&mut self, attempt: &Attempt, status: i64, body: &str) -> Result<()> {
        let whose = self.reader();
        let kept = self.encrypt(whose, At::answer(&attempt.key), body)?;
        let statement = diesel::insert_into(answers::table).values((
            answers::account.eq(self.reader()),
            answers::key.eq(attempt.key.clone()),
            answers::fingerprint.eq(attempt.fingerprint.clone()),
            answers::status.eq(status),
            answers::body.eq(kept),
            answers::at.eq(self.now),
        ));
        self.connection.execute(statement).map(|_| ())
    }

    /// Forgets the answers that were given more than a day ago.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn forget_answers(&mut self) -> Result<()> {
        let old = answers::table.filter(answers::at.lt(self.now.minus(chrono::TimeDelta::hours(24))));
        self.connection.execute(diesel::delete(old)).map(|_| ())
    }
}

/// The id of what an answer shows.
fn made(body: &str) -> Result<Uuid> {
    let answer: Option<Answer> = serde_json::from_str(body).ok();
    answer.map(|answer| answer.id).ok_or_else(|| Error::Internal("a stored answer names nothing".into()))
}

/// What every answer of something made has.
#[derive(Deserialize)]
struct Answer {
    id: Uuid,
}
