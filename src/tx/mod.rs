//! One transaction with who, what and when; its audit lines and its letters are part of it.
//!
//! A row comes out of the database [`Sealed`] and is opened for the actor; it goes back only as [`Recorded`],
//! which exists only after its event was written to the audit log and its letters to the outbox.

mod fact;
mod sealed;
mod record;
mod outbox;
mod store;
mod confidential;
mod answers;
mod looks;
pub mod leaves;

use std::sync::Arc;

use chrono::NaiveDate;

pub use answers::Attempt;
pub use fact::{Fact, NewDemands, Reactions};
pub use looks::{Look, LookId};
pub use outbox::{Due, Held, LONGEST_PAUSE, LetterId, Reader};
pub use record::{Denial, Event, Letter, Line, Plain, Recipient, Recorded};
pub use sealed::{Made, Sealed, Stored, Versioned, open_all, weigh_all};
pub use store::insert_denial;

use crate::access::{AccountId, Action, Actor, Caseload, Owners, Role, policy};
use crate::base::{Error, FaultCode, Id, Instant, ProblemCode, Result};
use crate::db::{Ask, Command, Connection};
use crate::keys::{DataKeys, Ring};
use fact::Pending;
use looks::Looks;

/// One transaction of one actor for one action, at one moment.
pub struct Tx<'c> {
    connection: Connection<'c>,
    keys: DataKeys,
    actor: Actor,
    action: Action,
    request: String,
    letters: usize,
    lines: usize,
    looks: Looks,
    facts: Pending,
    rights_changed: bool,
    /// The one moment at which everything in the transaction happens.
    pub now: Instant,
}

impl<'c> Tx<'c> {
    /// Only the gate makes transactions: it has asked who, and the policy whether they may try.
    pub(crate) fn begin(
        connection: Connection<'c>,
        actor: Actor,
        action: Action,
        request: String,
        now: Instant,
        reactions: Reactions,
        ring: Arc<Ring>,
    ) -> Self {
        let keys = DataKeys::of(ring);
        let facts = Pending::answered_by(reactions);
        Self {
            connection,
            keys,
            actor,
            action,
            request,
            letters: 0,
            lines: 0,
            looks: Looks::default(),
            facts,
            rights_changed: false,
            now,
        }
    }

    /// Who is asking.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The signed-in account.
    ///
    /// # Errors
    /// `Unauthenticated` when nobody is signed in.
    pub fn account(&self) -> Result<AccountId> {
        self.actor.account().ok_or(Error::Unauthenticated(ProblemCode::CredentialsMissing))
    }

    /// The signed-in account, or an id that nobody has: what lists for staff leave out.
    #[must_use]
    pub fn reader(&self) -> AccountId {
        self.actor.account().unwrap_or(Id::from_uuid(uuid::Uuid::nil()))
    }

    /// What is being tried.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    /// Whether the actor may do what they try for a centre as a whole.
    ///
    /// # Errors
    /// `Hidden` when they do not work for it.
    pub fn works_for(&self, centre: &str) -> Result<()> {
        let owners = Owners { centre: Caseload::Of(centre.to_owned()), ..Owners::default() };
        if policy::may(&self.actor, self.action, &owners) { Ok(()) } else { Err(Error::Hidden) }
    }

    /// The centre for which the actor speaks: the only one they coordinate, or the one they name of several.
    ///
    /// # Errors
    /// `Invalid` when it must be named, or is not theirs.
    pub fn centre(&self, named: Option<String>) -> Result<String> {
        let mut own = self.actor.centres(Role::Coordinator);
        match (named, own.len()) {
            (Some(named), _) if own.contains(&named) => Ok(named),
            (Some(_), _) => Err(Error::invalid("centre", FaultCode::UnknownCode)),
            (None, 1) => Ok(own.remove(0)),
            (None, _) => Err(Error::invalid("centre", FaultCode::Required)),
        }
    }

    /// The centre that takes on somebody or something: the one for which the actor speaks, none where one works with
    /// them already (`now`), which is then the only one that may be named. Only coordinators take on; an import says of
    /// itself where they belong.
    ///
    /// # Errors
    /// `Invalid` when another is named, or as [`centre`](Self::centre).
    pub fn takes_on(&self, now: Option<&str>, named: Option<String>) -> Result<Option<String>> {
        match now {
            _ if !self.actor.is(Role::Coordinator) => Ok(None),
            None => self.centre(named).map(Some),
            Some(now) if named.is_none_or(|named| named == now) => Ok(None),
            Some(_) => Err(Error::invalid("centre", FaultCode::AnotherCentre)),
        }
    }

    /// Whether past dates are welcome: the import of history skips only "not in the past".
    #[must_use]
    pub fn imports(&self) -> bool {
        self.action == Action::Import
    }

    /// Today in Hong Kong.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.day()
    }

    /// A new id.
    #[must_use]
    pub fn fresh<T>(&self) -> Id<T> {
        Id::fresh(self.now)
    }

    /// A version to begin with that tells nothing: who reads a row late cannot count what became of it before.
    #[must_use]
    pub fn first_version(&self) -> i64 {
        let chance = self.fresh::<()>().uuid().as_u128() & 0xF_FFFF;
        i64::try_from(chance).unwrap_or(0) + 1
    }

    /// The letters that wait for the commit.
    #[must_use]
    pub const fn letters(&self) -> usize {
        self.letters
    }

    /// Whether what somebody may do changes with the commit.
    #[must_use]
    pub const fn rights_changed(&self) -> bool {
        self.rights_changed
    }

    /// Acts at another moment: an import tells of things that happened then.
    pub fn at(&mut self, then: Instant) {
        if self.imports() {
            self.now = then;
        }
    }

    /// The one row of a query, sealed.
    ///
    /// # Errors
    /// `NotFound` when there is none.
    pub fn find<'q, M: Stored>(&mut self, query: impl Ask<'q, M::Row>) -> Result<Sealed<M>> {
        self.maybe(query)?.ok_or(Error::NotFound)
    }

    /// The one row of a query, sealed, or none.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn maybe<'q, M: Stored>(&mut self, query: impl Ask<'q, M::Row>) -> Result<Option<Sealed<M>>> {
        let row = self.connection.load(query)?.into_iter().next();
        Ok(self.unpacked(row.into_iter().collect())?.pop())
    }

    /// The rows of a query, each sealed.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn list<'q, M: Stored>(&mut self, query: impl Ask<'q, M::Row>) -> Result<Vec<Sealed<M>>> {
        let rows = self.connection.load(query)?;
        self.unpacked(rows)
    }

    /// Like [`list`](Self::list) for a query of a shape chosen at run time; call it through `filtered!`.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn list_either<'q, M, S, P>(
        &mut self,
        sqlite: impl FnOnce() -> S,
        postgres: impl FnOnce() -> P,
    ) -> Result<Vec<Sealed<M>>>
    where
        M: Stored,
        S: diesel::query_dsl::methods::LoadQuery<'q, diesel::SqliteConnection, M::Row>
            + diesel::RunQueryDsl<diesel::SqliteConnection>,
        P: diesel::query_dsl::methods::LoadQuery<'q, diesel::PgConnection, M::Row>
            + diesel::RunQueryDsl<diesel::PgConnection>,
    {
        let rows = self.connection.load_either(sqlite, postgres)?;
        self.unpacked(rows)
    }

    /// A fact that tells nothing of a person: a number, a moment, yes or no. The first row's; `None` without rows.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn value<'q, V: Plain>(&mut self, query: impl Ask<'q, V>) -> Result<Option<V>> {
        Ok(self.connection.load(query)?.into_iter().next())
    }

    /// Every row's fact, like [`value`](Self::value).
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn values<'q, V: Plain>(&mut self, query: impl Ask<'q, V>) -> Result<Vec<V>> {
        self.connection.load(query)
    }

    /// The ids of rows that are due, for the server's own loops.
    ///
    /// # Errors
    /// `Forbidden` for any action but keeping the house.
    pub fn due<'q, T>(&mut self, query: impl Ask<'q, Id<T>>) -> Result<Vec<Id<T>>> {
        if self.action == Action::KeepHouse { self.connection.load(query) } else { Err(Error::Forbidden) }
    }

    /// Executes a statement that changes rows because of what was recorded, and counts them.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn write<T>(&mut self, _because: &Recorded<T>, statement: impl Command) -> Result<usize> {
        self.connection.execute(statement)
    }

    /// Executes a statement that must change exactly one row.
    ///
    /// # Errors
    /// `Stale` when it changed none.
    pub fn change<T>(&mut self, because: &Recorded<T>, statement: impl Command) -> Result<()> {
        match self.write(because, statement)? {
            0 => Err(Error::Stale),
            _ => Ok(()),
        }
    }

    /// Holds other transactions about the same person back until this one ends.
    ///
    /// SQLite has one writer, so nothing is needed there; PostgreSQL takes an advisory lock, which is of the whole
    /// database, so its key is mixed with the schema: two programmes in one database do not wait for each other.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn hold<T>(&mut self, whom: Id<T>) -> Result<()> {
        if let Connection::Postgres(_) = self.connection {
            let (high, low) = whom.uuid().as_u64_pair();
            let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
            let key = format!("hashtextextended(current_schema(), {key})");
            self.connection.batch(&format!("select pg_advisory_xact_lock({key})"))?;
        }
        Ok(())
    }

    /// Runs a part whose failure takes back that part alone.
    ///
    /// # Errors
    /// The part's own, or whatever the database refuses.
    pub fn savepoint<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.connection.batch("savepoint part")?;
        let (facts, letters, lines) = (self.facts.count(), self.letters, self.lines);
        let done = part(self);
        if done.is_err() {
            self.facts.forget_after(facts);
            self.letters = letters;
            self.lines = lines;
            self.keys.forget();
        }
        let end = if done.is_ok() { "release part" } else { "rollback to part; release part" };
        self.connection.batch(end)?;
        done
    }

    /// Answers every fact that waits, and those that the answers raise. The gate does it before every commit; a command
    /// that shows what has become of others does it before it looks.
    ///
    /// # Errors
    /// A reaction's own; `Internal` when reactions go on raising facts. Then nothing of the command happens.
    pub fn settle(&mut self) -> Result<()> {
        while let Some((reactions, fact)) = self.facts.next()? {
            reactions(self, fact)?;
        }
        Ok(())
    }

    /// Writes the event of a change to the audit log and its letters to the outbox, and keeps the facts that others must
    /// answer: the first write of a command.
    ///
    /// # Errors
    /// Whatever the database refuses; then nothing of the command happens.
    pub fn record<E: Event>(&mut self, next: E::Of, event: &E) -> Result<Recorded<E::Of>> {
        store::insert_line(self, &event.line())?;
        self.lines += 1;
        for letter in event.letters() {
            store::insert_letter(self, &letter)?;
            self.letters += 1;
        }
        for fact in event.facts() {
            self.rights_changed |= fact == Fact::RightsChanged;
            self.facts.raise(fact);
        }
        Ok(Recorded::new(next))
    }
}

/// A query whose shape is chosen at run time (`into_boxed`), expanded once for each engine.
macro_rules! filtered {
    ($tx:expr, $query:expr) => {
        $tx.list_either(|| $query, || $query)
    };
}
pub(crate) use filtered;
