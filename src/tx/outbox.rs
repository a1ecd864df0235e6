//! The outbox: letters written with their causes, taken out one at a time by whoever delivers them.

use chrono::TimeDelta;
use diesel::prelude::*;
use uuid::Uuid;

use super::Tx;
use crate::access::Action;
use crate::base::{Error, Id, Instant, Language, Result};
use crate::db::schema::{accounts, outbox};
use crate::db::{Confidential, Kept};

/// Marks ids of letters in the outbox.
pub enum LetterMark {}
/// The id of a letter in the outbox.
pub type LetterId = Id<LetterMark>;

/// How long a letter is held for whoever took it: longer than any sending takes.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// A letter that was taken out to be sent.
#[derive(Debug)]
pub struct Due {
    pub id: LetterId,
    /// The word of a kind of letter.
    pub kind: String,
    /// The address that the reader has now.
    pub address: Confidential,
    pub language: Language,
    pub link: String,
    /// The purpose and the row of the secret that the link carries.
    pub token: Option<(String, Uuid)>,
    /// How often it was tried before.
    pub attempts: i64,
    pub written_at: Instant,
}

/// The columns of a letter, with those of its reader's account.
type Row = (
    String,
    Option<Confidential>,
    Option<Language>,
    Option<String>,
    Option<Language>,
    String,
    Option<String>,
    Option<LetterId>,
    i64,
    Instant,
);

impl Tx<'_> {
    /// Takes the letter that has been due for longest, if there is one, and holds it for a while, so that no other
    /// server sends it too. A letter whose sender died is taken again after that while.
    ///
    /// # Errors
    /// `Forbidden` for any action but the delivery of mail.
    pub fn take_letter(&mut self) -> Result<Option<Due>> {
        self.delivers()?;
        let free = outbox::state
            .eq("waiting")
            .and(outbox::due_at.le(self.now))
            .and(outbox::lease_until.is_null().or(outbox::lease_until.le(self.now)));
        loop {
            let longest = outbox::table.filter(free).order(outbox::due_at.asc()).select(outbox::id).limit(1);
            let Some(id) = self.connection.load::<LetterId, _>(longest)?.into_iter().next() else {
                return Ok(None);
            };
            let hold = diesel::update(outbox::table.filter(outbox::id.eq(id)).filter(free))
                .set(outbox::lease_until.eq(self.now.plus(LEASE)));
            // Nothing changes when another server took it between the two statements.
            if self.connection.execute(Kept(hold))? == 1 {
                return self.letter(id).map(Some);
            }
        }
    }

    fn letter(&mut self, id: LetterId) -> Result<Due> {
        let reader = accounts::table.on(outbox::account.eq(accounts::id.nullable()));
        let query = outbox::table.left_join(reader).filter(outbox::id.eq(id)).select((
            outbox::kind,
            outbox::address,
            outbox::language,
            accounts::email.nullable(),
            accounts::language.nullable(),
            outbox::link,
            outbox::token_purpose,
            outbox::token,
            outbox::attempts,
            outbox::created_at,
        ));
        let row = self.connection.load::<Row, _>(query)?.into_iter().next().ok_or(Error::NotFound)?;
        let (kind, address, language, email, preferred, link, purpose, token, attempts, written_at) = row;
        let address = address.or(email.map(Confidential)).unwrap_or(Confidential(String::new()));
        let language = language.or(preferred).unwrap_or_default();
        let token = purpose.zip(token.map(Id::uuid));
        Ok(Due { id, kind, address, language, link, token, attempts, written_at })
    }

    /// The letter was sent; an address that only it knew is forgotten.
    ///
    /// # Errors
    /// `Forbidden` for any action but the delivery of mail.
    pub fn letter_sent(&mut self, id: LetterId) -> Result<()> {
        self.delivers()?;
        let sent = diesel::update(outbox::table.filter(outbox::id.eq(id))).set((
            outbox::state.eq("sent"),
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::sent_at.eq(self.now),
            outbox::address.eq(None::<Confidential>),
            outbox::fault.eq(None::<String>),
        ));
        self.connection.execute(Kept(sent)).map(|_| ())
    }

    /// The letter did not leave and is due again at `then`; `None` gives it up, which stays to be seen.
    ///
    /// # Errors
    /// `Forbidden` for any action but the delivery of mail.
    pub fn letter_failed(&mut self, id: LetterId, why: &str, then: Option<Instant>) -> Result<()> {
        self.delivers()?;
        let state = if then.is_some() { "waiting" } else { "given_up" };
        let failed = diesel::update(outbox::table.filter(outbox::id.eq(id))).set((
            outbox::state.eq(state),
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::due_at.eq(then.unwrap_or(self.now)),
            outbox::lease_until.eq(None::<Instant>),
            outbox::fault.eq(Some(why.to_owned())),
        ));
        self.connection.execute(Kept(failed)).map(|_| ())
    }

    fn delivers(&self) -> Result<()> {
        if self.action == Action::DeliverMail { Ok(()) } else { Err(Error::Forbidden) }
    }
}
