//! The house: the engine, the clock and the keys behind one door.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::Notify;

use super::condition::{Condition, Vitals};
use super::passwords::Passwords;
use super::sign_ins::{self, Memory};
use super::tokens::Keys;
use crate::access::leave::leave;
use crate::access::{Action, Actor};
use crate::base::{Clock, Error, Instant, Result};
use crate::config::Config;
use crate::db::{Connection, Engine, identity, migrate};
use crate::keys::{DataKeys, Field, Ring, clear};
use crate::tx::{self, Denial, Look, Reactions, Tx};

/// How long anybody waits for the database.
const PATIENCE: Duration = Duration::from_secs(10);
const ANOTHER_SECRET: &str = "this database belongs to a server with another secret: give every server the same \
    secret_file, or start once with --new-secret, which signs everybody out and ends the links in letters";
const STOPPING: Error = Error::Busy { after: 5, cause: "the server was told to stop" };
const FULL: Error = Error::Busy { after: 60, cause: "the disk is full down to the setting disk_floor" };
const TOO_SLOW: Error = Error::Busy { after: 5, cause: "the database did not answer in time" };

/// What a server is made of. Only the web guard, the worker and the command line hold it.
pub struct House {
    engine: Engine,
    clock: Clock,
    keys: Arc<Keys>,
    memory: Memory,
    reactions: Reactions,
    ring: Arc<Ring>,
    pub passwords: Passwords,
    pub config: Config,
    /// What loops and signals say of this server.
    pub condition: Condition,
    /// Rings when letters wait.
    pub letters: Notify,
    /// Whether the demo's people are in the database; asked once at start.
    pub demo: bool,
}

impl House {
    /// Puts a house together; `reactions` answers the facts of every command.
    ///
    /// # Errors
    /// `Internal` when the password settings are refused.
    pub fn new(
        engine: Engine,
        clock: Clock,
        keys: Keys,
        ring: Ring,
        config: Config,
        reactions: Reactions,
        light: bool,
    ) -> Result<Self> {
        Ok(Self {
            engine,
            condition: Condition::new(clock.now()),
            clock,
            keys: Arc::new(keys),
            memory: Memory::default(),
            reactions,
            ring: Arc::new(ring),
            passwords: Passwords::new(light)?,
            config,
            letters: Notify::new(),
            demo: false,
        })
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Time that has passed since some moment, by a clock that nobody sets.
    #[must_use]
    pub fn passed(&self) -> TimeDelta {
        self.clock.passed()
    }

    /// What the house says of itself without asking its database.
    #[must_use]
    pub fn vitals(&self) -> Vitals {
        Vitals {
            now: self.now(),
            begun: self.condition.begun(),
            engine: self.engine_name(),
            load: self.engine.load(),
            passwords: self.passwords.load(),
            clock_off: self.condition.clock_off(),
            backup_fails_since: self.condition.backup_fails_since(),
            newest_key: self.ring.now().newest(),
        }
    }

    /// The keys that sign.
    #[must_use]
    pub const fn keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    /// The keys that wrap data keys.
    #[must_use]
    pub const fn ring(&self) -> &Arc<Ring> {
        &self.ring
    }

    /// Which database engine runs.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        self.engine.name()
    }

    /// Who bears the token; nobody without one.
    ///
    /// # Errors
    /// `Unauthenticated` when the token or its sign-in does not count.
    pub async fn actor(&self, token: Option<&str>) -> Result<Actor> {
        let Some(token) = token else { return Ok(Actor::Anonymous) };
        let now = self.now();
        let (account, sign_in) = self.keys.check(token, now)?;
        if let Some(actor) = self.memory.recall(sign_in, now).filter(|actor| actor.account() == Some(account))
        {
            return Ok(actor);
        }
        let forgotten = self.memory.forgotten();
        let found = self.engine.read(move |connection| sign_ins::load(connection, account, sign_in, now));
        let actor = in_time(true, found).await?;
        self.memory.keep(sign_in, actor.clone(), now, forgotten);
        Ok(actor)
    }

    /// Runs a query for an actor.
    ///
    /// # Errors
    /// The query's own; `Forbidden` or `Unproven` without leave; `Busy` when somebody would wait too long for the database.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        actor: Actor,
        action: Action,
        request: String,
        query: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let now = self.now();
        leave(&actor, action, now)?;
        let begin = self.begin(actor.clone(), action, request.clone(), now);
        let done = self.engine.read(move |connection| {
            let mut tx = begin(reborrow(connection));
            Ok((query(&mut tx)?, tx.take_looks()))
        });
        let (found, looks) = in_time(waits(&actor), done).await?;
        self.keep(looks, actor, action, request, now).await?;
        Ok(found)
    }

    /// Like [`read`](Self::read), all of it at one moment of the database: for what must agree with itself over several
    /// queries.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub async fn snapshot<T: Send + 'static>(
        self: &Arc<Self>,
        actor: Actor,
        action: Action,
        request: String,
        query: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let now = self.now();
        leave(&actor, action, now)?;
        let begin = self.begin(actor.clone(), action, request.clone(), now);
        let done = self.engine.snapshot(move |connection| {
            let mut tx = begin(reborrow(connection));
            Ok((query(&mut tx)?, tx.take_looks()))
        });
        let (found, looks) = in_time(waits(&actor), done).await?;
        self.keep(looks, actor, action, request, now).await?;
        Ok(found)
    }

    /// Runs a command for an actor in one transaction and rings for its letters after the commit.
    ///
    /// # Errors
    /// The command's own; `Forbidden` without leave; `Busy` when somebody would wait too long for the database. It may
    /// take effect all the same, as when an answer gets lost on its way.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        actor: Actor,
        action: Action,
        request: String,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let now = self.now();
        leave(&actor, action, now)?;
        let (waits, begin) = (waits(&actor), self.begin(actor, action, request, now));
        let done = self.engine.write(move |connection| {
            let mut tx = begin(reborrow(connection));
            let done = command(&mut tx)?;
            tx.settle()?;
            tx.keep_looks()?;
            Ok((done, tx.letters() > 0, tx.rights_changed()))
        });
        let outcome = in_time(waits, done).await;
        // What nobody waited for any longer may have been done all the same.
        if matches!(outcome, Ok((_, _, true)) | Err(Error::Busy { .. })) {
            self.memory.forget();
        }
        let (done, letters, _) = outcome?;
        if letters {
            self.letters.notify_one();
        }
        Ok(done)
    }

    /// Writes down whom somebody saw who only read: nobody gets what they read before.
    async fn keep(
        &self,
        looks: BTreeSet<Look>,
        actor: Actor,
        action: Action,
        request: String,
        now: Instant,
    ) -> Result<()> {
        if looks.is_empty() {
            return Ok(());
        }
        let begin = self.begin(actor, action, request, now);
        let kept = self.engine.write(move |connection| {
            let mut tx = begin(reborrow(connection));
            tx.take_over(looks);
            tx.keep_looks()
        });
        in_time(true, kept).await
    }

    /// How a transaction begins.
    fn begin(
        &self,
        actor: Actor,
        action: Action,
        request: String,
        now: Instant,
    ) -> impl FnOnce(Connection<'_>) -> Tx<'_> + Send + use<> {
        let (reactions, ring) = (self.reactions, self.ring.clone());
        move |connection| Tx::begin(connection, actor, action, request, now, reactions, ring)
    }

    /// Writes to the audit log that an actor was denied an action.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub async fn denied(&self, actor: Actor, action: Action, request: String, denial: Denial) -> Result<()> {
        let (now, waits) = (self.now(), waits(&actor));
        let written = self
            .engine
            .write(move |connection| tx::insert_denial(connection, &actor, action, &request, denial, now));
        in_time(waits, written).await
    }

    /// Whether this server can do its work: it is not told to stop, its disk has room, writing works, by writing, and so
    /// does reading, on a connection that requests read by.
    ///
    /// # Errors
    /// `Busy` or `Internal` when it cannot.
    pub async fn ready(&self) -> Result<()> {
        if self.condition.is_stopping() {
            return Err(STOPPING);
        }
        let (now, config) = (self.now(), self.config.clone());
        // A disk that does not answer would hold up whoever asks it.
        let room = async { Ok(tokio::task::spawn_blocking(move || config.room()).await.ok().flatten()) };
        if in_time(true, room).await?.is_some_and(|room| room.free < self.config.disk.floor) {
            return Err(FULL);
        }
        in_time(true, self.engine.write(move |connection| identity::prove(connection, now))).await?;
        in_time(true, self.engine.read(identity::fingerprint)).await.map(drop)
    }

    /// Makes sure that the database belongs to the secret of this server, which is so once the first server has opened
    /// it: two servers with different secrets would refuse each other's tokens, cookies and links. A `new` secret takes
    /// the place of the one before.
    ///
    /// # Errors
    /// A sentence when the database belongs to another secret; whatever the database refuses.
    pub async fn claim(&self, new: bool) -> Result<()> {
        let ours = self.keys.fingerprint();
        let found = self.engine.write(move |connection| {
            let sign = if new { identity::sign } else { identity::sign_first };
            sign(connection, ours.clone())?;
            Ok(identity::fingerprint(connection)? == Some(ours))
        });
        if found.await? { Ok(()) } else { Err(Error::Internal(ANOTHER_SECRET.into())) }
    }

    /// Encrypts what a release before wrote in clear, some at a time, and then writes the database anew, because the clear
    /// texts still lie between its rows; nothing is left to do after the first start.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub async fn encrypt_clear_texts(&self) -> Result<()> {
        let (now, at_a_time) = (self.now(), 500);
        loop {
            let ring = self.ring.clone();
            let more = self.engine.write(move |connection| {
                clear::encrypt_some(connection, &mut DataKeys::of(ring), at_a_time, now)
            });
            if !more.await? {
                break;
            }
        }
        if self.engine.read(clear::has_old_space).await? {
            let mut tables: Vec<_> = Field::ALL.iter().map(|field| field.place().0).collect();
            tables.dedup();
            match migrate::anew(self.config.owned(), &tables) {
                Ok(()) => self.engine.write(clear::forget_old_space).await?,
                // The next start tries again.
                Err(error) => tracing::warn!(?error, "the database could not be written anew"),
            }
        }
        Ok(())
    }

    /// Waits until the database is no longer where it was, and says so.
    pub async fn lost(&self) -> &'static str {
        self.engine.lost().await
    }
}

/// Whether somebody sits and waits for the answer; loops and imports take the time they need.
const fn waits(actor: &Actor) -> bool {
    matches!(actor, Actor::Anonymous | Actor::Person { .. })
}

/// What the database answers, or `Busy` when somebody would wait for it too long: a database that has stopped without
/// closing its connections would leave every request hanging.
async fn in_time<T>(waits: bool, work: impl Future<Output = Result<T>>) -> Result<T> {
    if !waits {
        return work.await;
    }
    tokio::time::timeout(PATIENCE, work).await.unwrap_or(Err(TOO_SLOW))
}

fn reborrow<'c>(connection: &'c mut Connection<'_>) -> Connection<'c> {
    use Connection as C;
    match connection {
        C::Sqlite(connection) => C::Sqlite(connection),
        C::Postgres(connection) => C::Postgres(connection),
    }
}
