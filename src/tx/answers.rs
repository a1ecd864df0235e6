//! Stored answers: a request that is sent again with its key gets the answer of the first time.

use diesel::prelude::*;

use super::Tx;
use crate::base::{Error, Fault, FaultCode, Id, Result};
use crate::db::schema::answers;

/// A request as it is recognised when it comes again.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The client's `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub fingerprint: Vec<u8>,
}

impl Tx<'_> {
    /// The answer given to the same attempt before: status and JSON text.
    ///
    /// # Errors
    /// `Invalid` when the key was used for another request.
    pub fn answered(&mut self, attempt: &Attempt) -> Result<Option<(i64, String)>> {
        let query = answers::table
            .filter(answers::account.eq(self.asker()))
            .filter(answers::key.eq(attempt.key.clone()))
            .select((answers::fingerprint, answers::status, answers::body));
        let rows: Vec<(Vec<u8>, i64, String)> = self.connection.load(query)?;
        match rows.into_iter().next() {
            Some((known, _, _)) if known != attempt.fingerprint => {
                Err(Error::Invalid(vec![Fault::new("Idempotency-Key", FaultCode::KeyUsedForAnotherRequest)]))
            }
            Some((_, status, body)) => Ok(Some((status, body))),
            None => Ok(None),
        }
    }

    /// Keeps the answer of an attempt, in the transaction of what it did.
    ///
    /// # Errors
    /// `Unique` when the same attempt is being answered elsewhere at this moment.
    pub fn keep_answer(&mut self, attempt: &Attempt, status: i64, body: &str) -> Result<()> {
        let statement = diesel::insert_into(answers::table).values((
            answers::account.eq(self.asker()),
            answers::key.eq(attempt.key.clone()),
            answers::fingerprint.eq(attempt.fingerprint.clone()),
            answers::status.eq(status),
            answers::body.eq(body.to_owned()),
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

    fn asker(&self) -> crate::access::AccountId {
        self.actor.account().unwrap_or(Id::from_uuid(uuid::Uuid::nil()))
    }
}
