//! What several queries see together, and what is left on the disk behind them.

use std::sync::mpsc;

use alongside::base::{Clock, Error, Result};
use alongside::db::schema::server;
use alongside::db::{Connection, Engine, Settings, identity};
use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::harness::Kind;
use crate::harness::database::Database;

fn engine(database: &Database) -> Engine {
    Engine::open(&Settings { durable: false, migrate: false, ..Settings::of(&database.url) }).unwrap()
}

fn mark(connection: &mut Connection<'_>) -> Result<Option<Vec<u8>>> {
    let found: Vec<Option<Vec<u8>>> = connection.load(server::table.select(server::fingerprint))?;
    Ok(found.into_iter().next().flatten())
}

async fn agrees_with_itself(kind: Kind) {
    let database = Database::fresh(kind);
    let engine = engine(&database);
    engine.write(|connection| identity::sign(connection, vec![1])).await.unwrap();
    let (read, was_read) = mpsc::channel();
    let (changed, was_changed) = mpsc::channel();
    let reading = engine.clone();
    let reader = actix_web::rt::spawn(async move {
        reading
            .snapshot(move |connection| {
                let first = mark(connection)?;
                read.send(()).unwrap();
                was_changed.recv().unwrap();
                Ok((first, mark(connection)?))
            })
            .await
    });
    tokio::task::spawn_blocking(move || was_read.recv().unwrap()).await.unwrap();
    engine.write(|connection| identity::sign(connection, vec![2])).await.unwrap();
    changed.send(()).unwrap();
    assert_eq!(reader.await.unwrap().unwrap(), (Some(vec![1]), Some(vec![1])));
    assert_eq!(engine.snapshot(mark).await.unwrap(), Some(vec![2]));
    // It reads and does nothing else.
    let wrote = engine.snapshot(|connection| identity::sign(connection, vec![3])).await;
    assert!(matches!(wrote, Err(Error::Busy { .. })), "{wrote:?}");
    assert_eq!(engine.read(mark).await.unwrap(), Some(vec![2]));
}

#[actix_web::test]
async fn a_snapshot_agrees_with_itself_sqlite() {
    agrees_with_itself(Kind::Sqlite).await;
}

#[actix_web::test]
async fn a_snapshot_agrees_with_itself_postgres() {
    agrees_with_itself(Kind::Postgres).await;
}

#[actix_web::test]
async fn the_log_that_a_long_reader_made_grow_is_emptied_when_it_has_left() {
    let database = Database::fresh(Kind::Sqlite);
    let engine = engine(&database);
    let file = database.url.strip_prefix("sqlite:").unwrap().to_owned();
    let log = || std::fs::metadata(format!("{file}-wal")).unwrap().len();
    let mut reader = SqliteConnection::establish(&file).unwrap();
    reader.batch_execute("begin; select * from server").unwrap();
    for round in 0..20_u8 {
        engine.write(move |connection| identity::sign(connection, vec![round; 1_000_000])).await.unwrap();
    }
    assert!(log() > 16_000_000, "{}", log());
    reader.batch_execute("commit").unwrap();
    while log() > 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(engine.read(|connection| Ok(mark(connection)?.unwrap().len())).await.unwrap(), 1_000_000);
    let now = Clock::default().now();
    engine.write(move |connection| identity::prove(connection, now)).await.unwrap();
}
