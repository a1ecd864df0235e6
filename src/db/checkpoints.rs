//! Checkpoints of SQLite, off the writer's path: what was logged goes into the file, and the log stays small.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use diesel::sql_types::Integer;
use diesel::sqlite::SqliteConnection;
use diesel::{QueryableByName, RunQueryDsl, sql_query};

use super::place::Place;

/// Pages above which the log is emptied even while others write: 64 MB.
pub const CEILING: i32 = 16_384;

/// How the log stands: pages in it, and how many of them are in the file too.
#[derive(QueryableByName, Default)]
struct Log {
    #[diesel(sql_type = Integer)]
    log: i32,
    #[diesel(sql_type = Integer)]
    checkpointed: i32,
}

/// A passive checkpoint every half second. Once nobody writes, or the log has outgrown its ceiling, it is emptied:
/// otherwise what a long reader made grow stays on the disk for good.
pub fn work(mut connection: SqliteConnection, place: &Place, stopped: &Receiver<()>) {
    let mut before = Log::default();
    while stopped.recv_timeout(Duration::from_millis(500)) == Err(RecvTimeoutError::Timeout) {
        if !place.is_kept() {
            return;
        }
        let mut log = checkpoint(&mut connection, "passive");
        let rests = log.log == before.log || log.log > CEILING;
        if log.log > 0 && log.log == log.checkpointed && rests {
            log = checkpoint(&mut connection, "truncate");
        }
        before = log;
    }
}

fn checkpoint(connection: &mut SqliteConnection, how: &str) -> Log {
    sql_query(format!("pragma wal_checkpoint({how})")).get_result(connection).unwrap_or_else(|error| {
        tracing::debug!(%error, "checkpoint put off");
        Log::default()
    })
}
