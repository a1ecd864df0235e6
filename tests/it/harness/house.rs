//! A house for a test: a database of its own on either engine, a clock that the test turns.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use alongside::base::{Clock, Instant};
use alongside::config::{Config, Options};
use alongside::db::{Engine, Settings};
use alongside::gate::{House, Keys};
use alongside::keys::Ring;
use alongside::vault::{Key, Keyring};
use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};

use super::App;
use super::app::SECRET;

/// Which database a story runs on.
#[derive(Clone, Copy, Debug)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Monday, 23 November 2026, 08:00 UTC, which is 16:00 in Hong Kong.
pub fn start_of_stories() -> Instant {
    Instant::from_micros(1_795_420_800_000_000)
}

/// The address of a new, empty database; a file of SQLite lies in `dir`.
pub fn empty_database(on: On, dir: &Path) -> String {
    match on {
        On::Sqlite => format!("sqlite:{}", dir.join("alongside.db").display()),
        On::Postgres => {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let server = from_environment("ALONGSIDE_TEST_POSTGRES");
            let schema = format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let mut connection = PgConnection::establish(&server).unwrap();
            connection.batch_execute(&format!("create schema {schema}")).unwrap();
            format!("{server}?options=-csearch_path%3D{schema}")
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the test command says where its PostgreSQL is")]
fn from_environment(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run the tests by `make test`"))
}

/// The keys under which a test's database is encrypted: one that all have, or those of the file that a test names.
pub fn ring(config: &Config) -> Ring {
    if config.keys == config.data.join("keys") {
        return Ring::given(Keyring::of(Key::of(std::array::from_fn(|at| u8::try_from(at).unwrap()))));
    }
    Ring::open(&config.keys, None, &[]).unwrap()
}

/// Another process on the database of an application, with the same secret and the same file of keys.
pub fn same_database(app: &App) -> Arc<House> {
    same_database_with(app, app.config.clone())
}

/// Like [`same_database`], with other settings.
pub fn same_database_with(app: &App, config: Config) -> Arc<House> {
    let settings = Settings { durable: false, migrate: false, ..Settings::of(&config.database) };
    let (engine, keys, ring) = (Engine::open(&settings).unwrap(), Keys::of(SECRET), ring(&config));
    let house = House::new(engine, app.clock.clone(), keys, ring, config, alongside::reactions::react, true);
    Arc::new(house.unwrap())
}

/// A house on an empty database, with settings changed by `change`.
pub fn house(on: On, dir: &Path, clock: Clock, change: impl FnOnce(&mut Config)) -> Arc<House> {
    let mut config = Options { data: Some(dir.to_owned()), ..Options::default() }.settle(None).unwrap();
    config.database = empty_database(on, dir);
    change(&mut config);
    let settings = Settings { durable: false, ..Settings::of(&config.database) };
    let engine = Engine::open(&settings).unwrap();
    Arc::new(
        House::new(
            engine,
            clock,
            Keys::of(&[7; 32]),
            ring(&config),
            config,
            alongside::reactions::react,
            true,
        )
        .unwrap(),
    )
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// What an operator would count with a database tool; the query names its column `count`.
pub fn count(database: &str, query: &str) -> i64 {
    let counted: Count = match database.strip_prefix("sqlite:") {
        Some(path) => sql_query(query).get_result(&mut SqliteConnection::establish(path).unwrap()),
        None => sql_query(query).get_result(&mut PgConnection::establish(database).unwrap()),
    }
    .unwrap();
    counted.count
}

/// Changes rows behind the product's back.
pub fn change(app: &App, statement: &str) {
    let database = &app.config.database;
    let changed = match database.strip_prefix("sqlite:") {
        Some(path) => sql_query(statement).execute(&mut SqliteConnection::establish(path).unwrap()),
        None => sql_query(statement).execute(&mut PgConnection::establish(database).unwrap()),
    };
    assert!(changed.unwrap() > 0, "nothing was changed");
}

/// How many rows a table has.
pub fn rows(app: &App, table: &str) -> i64 {
    count(&app.config.database, &format!("select count(*) as count from {table}"))
}

/// How many bookings there are that the tables' other rows contradict.
pub fn contradictions(app: &App) -> i64 {
    let held = "(select count(*) from bookings b where b.slot = slots.id
                 and b.state not in ('cancelled', 'declined', 'lapsed'))";
    let slots = format!("select count(*) as count from slots where taken > capacity or taken <> {held}");
    let overlaps = "select count(*) as count from commitments a join commitments b
                    on a.person = b.person and a.source <> b.source
                    and a.starts_at < b.ends_at and b.starts_at < a.ends_at";
    count(&app.config.database, &slots) + count(&app.config.database, overlaps)
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = diesel::sql_types::Text)]
    id: String,
}

/// The ids of all rows of a table, from a column of it, as they are written in URLs.
pub fn ids(database: &str, table: &str, column: &str) -> Vec<String> {
    let named: Vec<Named> = match database.strip_prefix("sqlite:") {
        Some(path) => sql_query(format!("select lower(hex({column})) as id from {table}"))
            .load(&mut SqliteConnection::establish(path).unwrap()),
        None => sql_query(format!("select {column}::text as id from {table}"))
            .load(&mut PgConnection::establish(database).unwrap()),
    }
    .unwrap();
    named.into_iter().map(|row| uuid::Uuid::try_parse(&row.id).unwrap().to_string()).collect()
}
