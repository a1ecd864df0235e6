//! The outbox: letters written with their causes, taken out some at a time by whoever delivers them.

use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use uuid::Uuid;

use super::Tx;
use crate::access::{AccountId, Action};
use crate::base::{Error, Id, Instant, Language, Result};
use crate::db::schema::{accounts, outbox};
use crate::db::{Confidential, Kept};
use crate::mail::Kind;

/// Marks ids of letters in the outbox.
pub enum LetterMark {}
/// The id of a letter in the outbox.
pub type LetterId = Id<LetterMark>;

/// How long a letter is held for whoever took it and does not say again that they have it. One whose sender died is
/// taken by another after that while.
const LEASE: TimeDelta = TimeDelta::seconds(20);
/// The longest pause between two tries of a letter.
pub const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(4);

/// Letters that somebody sits and waits for, or whose reader must know at once, in the order in which they leave; all
/// others come after them by the time they have been due.
const FIRST: [Kind; 8] = [
    Kind::ResetPassword,
    Kind::VerifyAddress,
    Kind::AlreadyRegistered,
    Kind::PasswordChanged,
    Kind::AccountClosed,
    Kind::AccountErased,
    Kind::AccountReopened,
    Kind::Invitation,
];

/// Whom a letter goes to, as its row says it: an account, or an address without one.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Reader {
    account: Option<AccountId>,
    address: Option<Confidential>,
}

impl Reader {
    /// Whether it is written for nobody, so that the work does not tell whether there is somebody.
    #[must_use]
    pub const fn is_nobody(&self) -> bool {
        self.account.is_none() && self.address.is_none()
    }
}

/// A letter that was taken out to be sent.
#[derive(Debug)]
pub struct Due {
    pub id: LetterId,
    /// The word of a kind of letter.
    pub kind: String,
    /// The address that the reader has now.
    pub address: Confidential,
    pub reader: Reader,
    pub language: Language,
    pub link: String,
    /// The purpose and the row of the secret that the link carries.
    pub token: Option<(String, Uuid)>,
    /// How often it was tried before.
    pub attempts: i64,
    pub written_at: Instant,
    pub held: Held,
}

/// A letter that somebody holds: as long as the moment in the row is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub letter: LetterId,
    until: Instant,
}

/// The columns of a letter, with those of its reader's account.
type Row = (
    String,
    Option<AccountId>,
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

/// The letters that are due and that nobody holds. A pause longer than there are is one of a clock that was set back.
macro_rules! waiting {
    ($now:expr) => {
        outbox::table
            .filter(outbox::state.eq("waiting"))
            .filter(
                outbox::attempts
                    .eq(0)
                    .or(outbox::due_at.le($now))
                    .or(outbox::due_at.gt($now.plus(LONGEST_PAUSE))),
            )
            .filter(free($now))
    };
}

impl Tx<'_> {
    /// Takes letters that are due, in their order, and holds them for a while, so that no other server sends them too.
    /// Who is `served` already, or by one of these, gets another only where nobody else waits: a heap of one reader's
    /// letters holds up nobody else's.
    ///
    /// # Errors
    /// `Forbidden` for any action but the delivery of mail.
    pub fn take_letters(&mut self, most: usize, mut served: Vec<Reader>) -> Result<Vec<Due>> {
        self.delivers()?;
        let (mut taken, mut later) = (Vec::new(), Vec::new());
        for kind in FIRST.into_iter().map(Some).chain([None]) {
            let mut page = if taken.len() < most { self.due_letters(kind, most * 2)? } else { Vec::new() };
            let heaped = page.len() == most * 2;
            while taken.len() < most {
                if page.is_empty() && heaped {
                    page = self.due_for_others(kind, &served)?;
                }
                if page.is_empty() {
                    break;
                }
                let (letter, reader) = page.remove(0);
                if served.contains(&reader) {
                    later.push(letter);
                } else if let Some(due) = self.take_letter(letter)? {
                    taken.push(due);
                    served.push(reader);
                }
            }
        }
        for letter in later {
            if taken.len() < most {
                taken.extend(self.take_letter(letter)?);
            }
        }
        Ok(taken)
    }

    fn due_letters(&mut self, kind: Option<Kind>, most: usize) -> Result<Vec<(LetterId, Reader)>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let waiting = waiting!(self.now).order(outbox::due_at.asc()).select(WHOSE).limit(most);
        match kind {
            Some(kind) => self.connection.load(waiting.filter(outbox::kind.eq(kind))),
            None => self.connection.load(waiting),
        }
    }

    /// The next letter for anybody else: asked only where a heap stands before it, as its text is another each time.
    fn due_for_others(&mut self, kind: Option<Kind>, served: &[Reader]) -> Result<Vec<(LetterId, Reader)>> {
        let accounts: Vec<AccountId> = served.iter().filter_map(|reader| reader.account).collect();
        let addresses: Vec<Confidential> =
            served.iter().filter_map(|reader| reader.address.clone()).collect();
        let nobody_is_served = served.iter().any(Reader::is_nobody);
        let for_somebody = outbox::account.is_not_null().or(outbox::address.is_not_null());
        let waiting = waiting!(self.now)
            .filter(for_somebody.or((!nobody_is_served).into_sql::<Bool>()))
            .filter(outbox::account.is_null().or(outbox::account.ne_all(accounts)))
            .filter(outbox::address.is_null().or(outbox::address.ne_all(addresses)))
            .order(outbox::due_at.asc())
            .select(WHOSE)
            .limit(1);
        match kind {
            Some(kind) => self.connection.load(waiting.filter(outbox::kind.eq(kind))),
            None => self.connection.load(waiting),
        }
    }

    /// Holds a letter; nothing when another server has taken it since it was found.
    fn take_letter(&mut self, letter: LetterId) -> Result<Option<Due>> {
        let until = self.now.plus(LEASE);
        let row = outbox::table.filter(outbox::id.eq(letter)).filter(outbox::state.eq("waiting"));
        let hold = diesel::update(row.filter(free(self.now))).set(outbox::lease_until.eq(until));
        let taken = self.connection.execute(Kept(hold))? == 1;
        taken.then(|| self.letter(Held { letter, until })).transpose()
    }

    fn letter(&mut self, held: Held) -> Result<Due> {
        let id = held.letter;
        let reader = accounts::table.on(outbox::account.eq(accounts::id.nullable()));
        let query = outbox::table.left_join(reader).filter(outbox::id.eq(id)).select((
            outbox::kind,
            outbox::account,
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
        let (kind, account, address, language, email, preferred, link, purpose, token, attempts, written_at) =
            row;
        let reader = Reader { account, address: address.clone() };
        let address = address.or(email.map(Confidential)).unwrap_or(Confidential(String::new()));
        let language = language.or(preferred).unwrap_or_default();
        let token = purpose.zip(token.map(Id::uuid));
        Ok(Due { id, kind, address, reader, language, link, token, attempts, written_at, held })
    }

    /// Goes on holding a letter that is still being sent; `None` when somebody else has taken it meanwhile.
    ///
    /// # Errors
    /// `Forbidden` for any action but the delivery of mail.
    pub fn hold_letter(&mut self, held: Held) -> Result<Option<Held>> {
        self.delivers()?;
        let next = Held { until: self.now.plus(LEASE), ..held };
        let hold = diesel::update(held_by(held)).set(outbox::lease_until.eq(next.until));
        Ok((self.connection.execute(Kept(hold))? == 1).then_some(next))
    }

    /// The letter was sent, whoever holds it; an address that only it knew is forgotten.
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

    /// The letter did not leave and is due again at `then`; `None` gives it up, which stays to be seen. Says nothing of
    /// a letter that somebody else has taken or sent meanwhile.
    ///
    /// # Errors
    /// `Forbidden` for any action but the delivery of mail.
    pub fn letter_failed(&mut self, held: Held, why: &str, then: Option<Instant>) -> Result<()> {
        self.delivers()?;
        let state = if then.is_some() { "waiting" } else { "given_up" };
        let failed = diesel::update(held_by(held)).set((
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

/// A letter, and whom it goes to.
const WHOSE: (outbox::id, (outbox::account, outbox::address)) =
    (outbox::id, (outbox::account, outbox::address));

/// Whether nobody alive holds a letter.
#[diesel::dsl::auto_type]
fn free(now: Instant) -> _ {
    let longer: Instant = now.plus(LEASE * 2);
    outbox::lease_until.is_null().or(outbox::lease_until.le(now)).or(outbox::lease_until.gt(longer))
}

/// The row of a letter while it is held and waits.
#[diesel::dsl::auto_type]
fn held_by(held: Held) -> _ {
    let (letter, until): (LetterId, Instant) = (held.letter, held.until);
    outbox::table
        .filter(outbox::id.eq(letter))
        .filter(outbox::state.eq("waiting"))
        .filter(outbox::lease_until.eq(until))
}
