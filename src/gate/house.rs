//! The house: the engine, the clock and the keys behind one door.

use std::sync::Arc;

use tokio::sync::Notify;

use super::passwords::Passwords;
use super::sessions::{self, Memory};
use super::tokens::Keys;
use crate::access::{Action, Actor, policy};
use crate::base::{Clock, Error, Instant, Result};
use crate::config::Config;
use crate::db::Engine;
use crate::tx::{self, Tx};

/// What a server is made of. Only the web guard, the worker and the command line hold it.
pub struct House {
    engine: Engine,
    clock: Clock,
    keys: Arc<Keys>,
    memory: Memory,
    pub passwords: Passwords,
    pub config: Config,
    /// Rings when letters wait.
    pub letters: Notify,
    /// Whether the demo's people are in the database; asked once at start.
    pub demo: bool,
}

impl House {
    /// Puts a house together.
    ///
    /// # Errors
    /// `Internal` when the password settings are refused.
    pub fn new(engine: Engine, clock: Clock, keys: Keys, config: Config, light: bool) -> Result<Self> {
        Ok(Self {
            engine,
            clock,
            keys: Arc::new(keys),
            memory: Memory::default(),
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

    /// The keys that sign.
    #[must_use]
    pub const fn keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    /// Which database engine runs.
    #[must_use]
    pub fn engine_name(&self) -> &'static str {
        self.engine.name()
    }

    /// Who bears the token; nobody without one.
    ///
    /// # Errors
    /// `Unauthenticated` when the token or its session does not count.
    pub async fn actor(&self, token: Option<&str>) -> Result<Actor> {
        let Some(token) = token else { return Ok(Actor::Anonymous) };
        let now = self.now();
        let (account, session) = self.keys.check(token, now)?;
        if let Some(actor) = self.memory.recall(session, now) {
            return Ok(actor);
        }
        let actor =
            self.engine.read(move |connection| sessions::load(connection, account, session, now)).await?;
        self.memory.keep(session, actor.clone(), now);
        Ok(actor)
    }

    /// Asks the policy whether the actor may try the action at all.
    ///
    /// # Errors
    /// `Unauthenticated` when signing in might help, else `Forbidden`.
    pub fn leave(actor: &Actor, action: Action) -> Result<()> {
        match actor {
            _ if policy::may_try(actor, action) => Ok(()),
            Actor::Anonymous => Err(Error::Unauthenticated("credentials_missing")),
            _ => Err(Error::Forbidden),
        }
    }

    /// Runs a query for an actor.
    ///
    /// # Errors
    /// The query's own; a denial is written to the audit log.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        actor: Actor,
        action: Action,
        request: String,
        query: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let now = self.now();
        let (asker, number) = (actor.clone(), request.clone());
        let outcome = match Self::leave(&actor, action) {
            Err(error) => Err(error),
            Ok(()) => {
                self.engine
                    .read(move |connection| {
                        query(&mut Tx::begin(reborrow(connection), actor, action, request, now))
                    })
                    .await
            }
        };
        self.told(outcome, asker, action, number).await
    }

    /// Runs a command for an actor in one transaction and rings for its letters after the commit.
    ///
    /// # Errors
    /// The command's own; a denial is written to the audit log.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        actor: Actor,
        action: Action,
        request: String,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let now = self.now();
        let (asker, number) = (actor.clone(), request.clone());
        let outcome = match Self::leave(&actor, action) {
            Err(error) => Err(error),
            Ok(()) => {
                self.engine
                    .write(move |connection| {
                        let mut tx = Tx::begin(reborrow(connection), actor, action, request, now);
                        let done = command(&mut tx)?;
                        Ok((done, tx.letters() > 0))
                    })
                    .await
            }
        };
        if changes_rights(action) {
            self.memory.forget();
        }
        let (done, letters) = self.told(outcome, asker, action, number).await?;
        if letters {
            self.letters.notify_one();
        }
        Ok(done)
    }

    async fn told<T>(
        self: &Arc<Self>,
        outcome: Result<T>,
        actor: Actor,
        action: Action,
        request: String,
    ) -> Result<T> {
        if let (Err(Error::Forbidden | Error::Hidden), Actor::Person { .. }) = (&outcome, &actor) {
            let now = self.now();
            self.engine
                .write(move |connection| tx::insert_denial(connection, &actor, action, &request, now))
                .await?;
        }
        outcome
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// `Busy` or `Internal` when it does not.
    pub async fn ready(&self) -> Result<()> {
        self.engine.read(|connection| connection.batch("select 1")).await
    }
}

fn reborrow<'c>(connection: &'c mut crate::db::Connection<'_>) -> crate::db::Connection<'c> {
    use crate::db::Connection as C;
    match connection {
        C::Sqlite(connection) => C::Sqlite(connection),
        C::Postgres(connection) => C::Postgres(connection),
    }
}

/// Actions after which remembered sessions may be wrong.
const fn changes_rights(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::ManageSessions | A::ResetPassword | A::EndGrant | A::AcceptInvitation | A::Operate | A::Import
    )
}
