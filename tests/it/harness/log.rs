//! An audit log for tests: a house that writes lines, seals them and sends its checkpoints to a folder.

use std::path::PathBuf;
use std::sync::Arc;

use alongside::access::{Action, Actor};
use alongside::base::{Clock, Result};
use alongside::config::Config;
use alongside::db::{Connection, Engine, Settings};
use alongside::gate::{House, Keys};
use alongside::seals::check::{Check, Wrong};
use alongside::seals::{reading, sent};
use alongside::tx::{Event, Fact, Letter, Line, Tx};
use alongside::vault::Checkpoint;
use alongside::worker::sealer::Sealer;
use chrono::TimeDelta;
use diesel::{Connection as _, PgConnection, SqliteConnection};
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;

use super::app::{App, SECRET};
use super::first_release;
use super::house::{On, empty_database, house, ring, start_of_stories};

pub struct Log {
    pub house: Arc<House>,
    pub clock: Clock,
    pub url: String,
    pub dir: TempDir,
}

/// Something happened.
struct Happened(Uuid);

impl Event for Happened {
    type Of = ();
    fn line(&self) -> Line {
        Line::new("test.happened", "test", self.0).with(json!({ "number": 7, "a": [1, 2.5, "\u{2028}x"] }))
    }
    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }
    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// An open connection of either engine, past the product.
pub enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Raw {
    pub fn open(url: &str) -> Self {
        match url.strip_prefix("sqlite:") {
            Some(path) => {
                let mut raw = Self::Sqlite(SqliteConnection::establish(path).unwrap());
                raw.run("pragma busy_timeout=20000");
                raw
            }
            None => Self::Postgres(PgConnection::establish(url).unwrap()),
        }
    }

    pub fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
        }
    }

    #[track_caller]
    pub fn run(&mut self, sql: &str) {
        self.tries(sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    }

    pub fn tries(&mut self, sql: &str) -> Result<()> {
        self.connection().batch(sql)
    }

    /// Whoever owns the database takes the triggers away.
    pub fn without_triggers(&mut self) {
        for table in ["audit", "audit_leaves", "audit_checkpoints"] {
            match self {
                Self::Postgres(_) => self.run(&format!("alter table {table} disable trigger user")),
                Self::Sqlite(_) => {
                    let drop = format!("drop trigger {table}_no_update; drop trigger {table}_no_delete");
                    self.run(&drop);
                }
            }
        }
    }
}

/// A server on a database that is there.
fn with_settings(url: &str, clock: &Clock, config: Config) -> Arc<House> {
    let settings = Settings { durable: false, migrate: false, ..Settings::of(url) };
    let engine = Engine::open(&settings).unwrap();
    let (keys, ring) = (Keys::of(SECRET), ring(&config));
    let house = House::new(engine, clock.clone(), keys, ring, config, alongside::reactions::react, true);
    Arc::new(house.unwrap())
}

impl Log {
    pub fn open(on: On) -> Self {
        let dir = TempDir::new().unwrap();
        let url = empty_database(on, dir.path());
        let clock = Clock::hand(start_of_stories());
        Self { house: server(on, &dir, &url, &clock), clock, url, dir }
    }

    /// Another server on the same database.
    pub fn another(&self, on: On) -> Arc<House> {
        server(on, &self.dir, &self.url, &self.clock)
    }

    /// Another server on the same database, with other settings.
    pub fn with_config(&self, config: Config) -> Arc<House> {
        with_settings(&self.url, &self.clock, config)
    }

    /// What the first release left behind, brought up to date.
    pub fn of_first_release(on: On) -> Self {
        let dir = TempDir::new().unwrap();
        let url = first_release::database(on, dir.path());
        let clock = Clock::hand(start_of_stories());
        Self { house: server(on, &dir, &url, &clock), clock, url, dir }
    }

    /// The log of an application, with its checkpoints in a folder.
    pub fn of(app: &App, dir: TempDir) -> Self {
        let url = app.config.database.clone();
        let config = Config { checkpoints: dir.path().join("checkpoints"), ..app.config.clone() };
        let house = with_settings(&url, &app.clock, config);
        Self { house, clock: app.clock.clone(), url, dir }
    }

    /// Writes lines, in one transaction.
    pub async fn write(&self, lines: usize) {
        writes(&self.house, lines).await;
    }

    pub async fn seal(&self) -> usize {
        Sealer::new(self.house.clone()).seal().await.unwrap()
    }

    /// A log with lines and a checkpoint after every few of them.
    pub async fn with(on: On, parts: usize, lines: usize) -> Self {
        let log = Self::open(on);
        let mut sealer = Sealer::new(log.house.clone());
        for _ in 0..parts {
            log.write(lines).await;
            assert_eq!(sealer.seal().await.unwrap(), lines);
            log.clock.advance(TimeDelta::seconds(10));
        }
        log.clock.advance(TimeDelta::minutes(5));
        log
    }

    pub fn files(&self) -> Vec<PathBuf> {
        sent::files(&self.house.config.checkpoints).unwrap()
    }

    /// What was sent out.
    pub fn sent(&self) -> Vec<Checkpoint> {
        let key = self.house.keys().seals().unwrap().public().clone();
        let texts = self.files().into_iter().map(|file| std::fs::read_to_string(file).unwrap());
        let (notes, unknown) = sent::read(&texts.collect::<String>(), &[key]);
        assert_eq!(unknown, 0);
        notes
    }

    /// What `audit verify` finds, by the files as well or by the database alone.
    pub fn check(&self, raw: &mut Raw, sent: Vec<Checkpoint>) -> Check {
        let key = self.house.keys().seals().unwrap().public().clone();
        let mut check = Check::new(vec![key], sent);
        reading::compare(&mut raw.connection(), &mut check, self.clock.now(), |_| ()).unwrap();
        check
    }

    pub fn wrong(&self) -> Vec<Wrong> {
        self.check(&mut Raw::open(&self.url), self.sent()).wrong()
    }
}

pub async fn writes(house: &Arc<House>, lines: usize) {
    let write = move |tx: &mut Tx<'_>| {
        (0..lines).try_for_each(|_| {
            let happened = Happened(tx.fresh::<()>().uuid());
            tx.record((), &happened).map(|_| ())
        })
    };
    house.write(Actor::Operator, Action::Operate, "test".into(), write).await.unwrap();
}

fn server(on: On, dir: &TempDir, url: &str, clock: &Clock) -> Arc<House> {
    let inner = dir.path().join("unused");
    std::fs::create_dir_all(&inner).unwrap();
    house(on, &inner, clock.clone(), |config| {
        config.database = url.to_owned();
        config.checkpoints = dir.path().join("checkpoints");
    })
}
