//! The engine keeps its word: what fails harms only itself, what was answered is there, and a full house says so.

use std::sync::mpsc;
use std::time::Duration;

use alongside::access::AccountId;
use alongside::base::{Clock, Code, Error, Id};
use alongside::db::columns::ConfidentialText;
use alongside::db::schema::{answers, link_tokens};
use alongside::db::{Connection, Engine, Kept, Settings};
use diesel::Connection as _;
use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;

use crate::harness::Kind;
use crate::harness::database::Database;

fn engine(database: &Database, queue: usize) -> Engine {
    Engine::open(&Settings { queue, durable: false, migrate: false, ..Settings::of(&database.url) }).unwrap()
}

fn note(connection: &mut Connection<'_>, key: &str) -> Result<(), Error> {
    let statement = diesel::insert_into(answers::table).values((
        answers::account.eq(Id::<()>::from_uuid(uuid::Uuid::nil())),
        answers::key.eq(key.to_owned()),
        answers::fingerprint.eq(vec![0_u8]),
        answers::status.eq(200),
        answers::body.eq(diesel::dsl::sql::<ConfidentialText>("'{}'")),
        answers::at.eq(Clock::default().now()),
    ));
    connection.execute(statement).map(|_| ())
}

async fn notes(engine: &Engine) -> Vec<String> {
    let query = |connection: &mut Connection<'_>| {
        connection.load(answers::table.order(answers::key).select(answers::key))
    };
    engine.read(query).await.unwrap()
}

/// Why a command is to come again, as the log will say.
fn cause<T: std::fmt::Debug>(outcome: Result<T, Error>) -> &'static str {
    match outcome {
        Err(Error::Busy { cause, .. }) => cause,
        other => panic!("{other:?} is not to come again"),
    }
}

async fn harms_only_itself(kind: Kind) {
    let database = Database::fresh(kind);
    let engine = engine(&database, 100);
    let (good, failing, panicking, other) = tokio::join!(
        engine.write(|connection| note(connection, "good")),
        engine.write(|connection| {
            note(connection, "failing")?;
            Err::<(), _>(Error::refused(Code::Full))
        }),
        engine.write(|connection| -> Result<(), Error> {
            note(connection, "panicking")?;
            panic!("a command that panics, on purpose")
        }),
        engine.write(|connection| note(connection, "other")),
    );
    good.unwrap();
    other.unwrap();
    assert!(matches!(failing, Err(Error::Conflict(_))));
    assert!(matches!(panicking, Err(Error::Internal(_))));
    assert_eq!(notes(&engine).await, ["good", "other"]);
}

#[actix_web::test]
async fn a_command_that_fails_harms_only_itself_sqlite() {
    harms_only_itself(Kind::Sqlite).await;
}

#[actix_web::test]
async fn a_command_that_fails_harms_only_itself_postgres() {
    harms_only_itself(Kind::Postgres).await;
}

/// Keeps the writer busy until the sender is dropped.
fn hold(engine: &Engine) -> (mpsc::Sender<()>, impl Future<Output = Result<(), Error>> + use<>) {
    let (release, held) = mpsc::channel::<()>();
    let (started, begun) = mpsc::channel::<()>();
    let engine = engine.clone();
    let holding = actix_web::rt::spawn(async move {
        engine
            .write(move |_| {
                started.send(()).unwrap();
                assert!(held.recv_timeout(Duration::from_secs(20)).is_err());
                Ok(())
            })
            .await
    });
    let waiting = async move {
        // The writer has the command in hand before anything else is queued.
        tokio::task::spawn_blocking(move || begun.recv_timeout(Duration::from_secs(20)))
            .await
            .unwrap()
            .unwrap();
        Ok::<_, Error>(())
    };
    (release, async move {
        waiting.await?;
        drop(holding);
        Ok(())
    })
}

#[actix_web::test]
async fn a_full_queue_says_when_to_come_again() {
    let database = Database::fresh(Kind::Sqlite);
    let engine = engine(&database, 1);
    let (release, held) = hold(&engine);
    held.await.unwrap();
    let waiting = engine.clone();
    let queued =
        actix_web::rt::spawn(async move { waiting.write(|connection| note(connection, "queued")).await });
    tokio::task::yield_now().await;
    let refused = engine.write(|connection| note(connection, "refused")).await;
    assert!(matches!(refused, Err(Error::Busy { after: 1, .. })), "{refused:?}");
    drop(release);
    queued.await.unwrap().unwrap();
    assert_eq!(notes(&engine).await, ["queued"]);
}

#[actix_web::test]
async fn a_failed_commit_fails_every_command_of_its_batch() {
    let database = Database::fresh(Kind::Sqlite);
    let engine = engine(&database, 100);
    let (release, held) = hold(&engine);
    held.await.unwrap();
    let one = engine.clone();
    let good = actix_web::rt::spawn(async move { one.write(|connection| note(connection, "good")).await });
    let other = engine.clone();
    let breaking = actix_web::rt::spawn(async move {
        other
            .write(|connection| {
                // A link of nobody's: found out only when the whole batch is committed.
                connection.batch("pragma defer_foreign_keys=on")?;
                let now = Clock::default().now();
                let statement = diesel::insert_into(link_tokens::table).values((
                    link_tokens::id.eq(Id::<()>::fresh(now)),
                    link_tokens::account.eq(AccountId::fresh(now)),
                    link_tokens::purpose.eq("verify_address"),
                    link_tokens::hash.eq(vec![1_u8]),
                    link_tokens::created_at.eq(now),
                    link_tokens::expires_at.eq(now),
                    link_tokens::version.eq(1),
                ));
                connection.execute(statement).map(|_| ())
            })
            .await
    });
    tokio::task::yield_now().await;
    drop(release);
    assert!(matches!(good.await.unwrap(), Err(Error::Busy { .. })));
    assert!(matches!(breaking.await.unwrap(), Err(Error::Busy { .. })));
    assert_eq!(notes(&engine).await, [""; 0]);
    engine.write(|connection| note(connection, "after")).await.unwrap();
    assert_eq!(notes(&engine).await, ["after"]);
}

#[actix_web::test]
async fn a_command_that_is_refused_because_the_file_is_held_has_not_happened() {
    let database = Database::fresh(Kind::Sqlite);
    let engine = engine(&database, 100);
    engine.write(|connection| connection.batch("pragma busy_timeout=500")).await.unwrap();
    let mut other = SqliteConnection::establish(database.url.strip_prefix("sqlite:").unwrap()).unwrap();
    other.batch_execute("begin immediate").unwrap();
    let (release, held) = mpsc::channel::<()>();
    let waiting = engine.clone();
    // It would go on by itself once the other lets go: it must not be begun at all.
    let refused = actix_web::rt::spawn(async move {
        waiting
            .write(move |connection| {
                assert!(held.recv_timeout(Duration::from_secs(20)).is_err());
                note(connection, "refused")
            })
            .await
    });
    tokio::task::yield_now().await;
    let outcome = tokio::time::timeout(Duration::from_secs(10), refused).await.unwrap().unwrap();
    assert_eq!(cause(outcome), "another process holds the database file");
    other.batch_execute("commit").unwrap();
    drop(release);
    assert_eq!(notes(&engine).await, [""; 0]);
    engine.write(|connection| note(connection, "after")).await.unwrap();
    assert_eq!(notes(&engine).await, ["after"]);
}

#[actix_web::test]
async fn a_full_disk_refuses_writes_reads_on_and_recovers() {
    let database = Database::fresh(Kind::Sqlite);
    let engine = engine(&database, 100);
    engine.write(|connection| note(connection, "before")).await.unwrap();
    engine.write(|connection| connection.batch("pragma max_page_count=1")).await.unwrap();
    let long = "x".repeat(100_000);
    let refused = engine.write(move |connection| note(connection, &long)).await;
    assert_eq!(cause(refused), "the disk of the database is full");
    assert_eq!(notes(&engine).await, ["before"]);
    engine.write(|connection| connection.batch("pragma max_page_count=1000000")).await.unwrap();
    engine.write(|connection| note(connection, "later")).await.unwrap();
    assert_eq!(notes(&engine).await, ["before", "later"]);
}

#[actix_web::test]
async fn a_connection_that_breaks_loses_its_command_alone() {
    let database = Database::fresh(Kind::Postgres);
    let engine = engine(&database, 100);
    let broken = engine
        .write(|connection| {
            note(connection, "lost")?;
            connection.batch("select pg_terminate_backend(pg_backend_pid())")
        })
        .await;
    assert!(matches!(broken, Err(Error::Busy { .. })), "{broken:?}");
    engine.write(|connection| note(connection, "after")).await.unwrap();
    assert_eq!(notes(&engine).await, ["after"]);
}

#[actix_web::test]
async fn a_command_that_waits_too_long_in_postgres_is_told_to_come_again() {
    let database = Database::fresh(Kind::Postgres);
    let engine = engine(&database, 100);
    let waited = engine
        .write(|connection| {
            connection.batch("set local statement_timeout = 1")?;
            connection.batch("select pg_sleep(10)")
        })
        .await;
    assert_eq!(cause(waited), "a statement took PostgreSQL too long");
}

#[test]
fn an_update_that_is_kept_is_prepared_once() {
    let database = Database::fresh(Kind::Sqlite);
    let mut connection = SqliteConnection::establish(database.url.strip_prefix("sqlite:").unwrap()).unwrap();
    let (cached, seen) = mpsc::channel();
    connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::CacheQuery { sql, .. } = event {
            cached.send(sql.to_owned()).unwrap();
        }
    });
    for status in [201, 202, 203] {
        let row = answers::table.filter(answers::key.eq("x"));
        Kept(diesel::update(row).set(answers::status.eq(status))).execute(&mut connection).unwrap();
    }
    connection.batch_execute("select 1").unwrap();
    assert_eq!(seen.try_iter().filter(|sql| sql.starts_with("UPDATE")).count(), 1);
}

#[test]
fn an_address_of_neither_kind_is_refused() {
    let refused = Engine::open(&Settings::of("mysql://somewhere"));
    assert!(matches!(refused.err(), Some(Error::Internal(why)) if why.contains("sqlite:PATH")));
    let unreachable = Engine::open(&Settings::of("postgres://nobody@127.0.0.1:1/nothing"));
    assert!(matches!(unreachable.err(), Some(Error::Internal(why)) if why.contains("cannot be reached")));
}

#[actix_web::test]
async fn of_two_commands_that_wait_for_each_other_one_is_told_to_come_again() {
    let database = Database::fresh(Kind::Postgres);
    let engine = engine(&database, 100);
    let (both, meeting) = (std::sync::Arc::new(std::sync::Barrier::new(2)), "select pg_advisory_xact_lock");
    let crossing = |key: &'static str, first: i64, second: i64| {
        let both = both.clone();
        engine.write(move |connection| {
            connection.batch(&format!("{meeting}({first})"))?;
            both.wait();
            note(connection, key)?;
            connection.batch(&format!("{meeting}({second})"))
        })
    };
    let (one, other) = tokio::join!(crossing("one", 1, 2), crossing("other", 2, 1));
    let (won, lost) = if one.is_ok() { ("one", other) } else { ("other", one) };
    assert_eq!(cause(lost), "two commands waited for each other in PostgreSQL");
    assert_eq!(notes(&engine).await, [won]);
}
