//! What the database said, told apart by code; where diesel keeps the code to itself, by its whole fixed message.
//!
//! diesel 2.3 hands on a kind and the message, but neither SQLite's extended code nor PostgreSQL's SQLSTATE, and the
//! functions of both libraries that tell them are unsafe. SQLite's messages come from one table in its source, a
//! message a code, in English always. PostgreSQL is asked for English by [`ENGLISH`].

use diesel::result::DatabaseErrorKind as Kind;
use diesel::result::Error as Db;

use crate::base::Error;

/// Asks PostgreSQL for the messages below in English, where the user of the address may.
pub const ENGLISH: &str = "do $$ begin perform set_config('lc_messages', 'C', false);
    exception when insufficient_privilege then null; end $$";

/// The connection to the database was lost.
const LOST: Error = Error::Busy { after: 1, cause: "the connection to the database was lost" };

/// Messages of SQLite (with the name of its code) and of PostgreSQL (with its SQLSTATE) that mean "not just now".
const FOR_NOW: [(&str, &str); 18] = [
    // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL
    ("database is locked", "another process holds the database file"),
    ("database table is locked", "another process holds the database file"),
    ("locking protocol", "another process holds the database file"),
    // SQLITE_FULL, SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM
    ("database or disk is full", "the disk of the database is full"),
    ("attempt to write a readonly database", "the database file cannot be written"),
    ("disk I/O error", "the disk of the database fails"),
    ("unable to open database file", "the database file cannot be opened"),
    ("out of memory", "the database has no memory left"),
    // 57014, 55P03, 40P01
    ("canceling statement due to statement timeout", "a statement took PostgreSQL too long"),
    ("canceling statement due to user request", "a statement was cancelled in PostgreSQL"),
    ("canceling statement due to lock timeout", "a row was held too long in PostgreSQL"),
    ("deadlock detected", "two commands waited for each other in PostgreSQL"),
    // 57P01, 57P02, 25P03, 57P03
    ("terminating connection due to administrator command", "PostgreSQL ended the connection"),
    ("terminating connection because of crash of another server process", "PostgreSQL ended the connection"),
    ("terminating connection due to idle-in-transaction timeout", "PostgreSQL ended the connection"),
    ("the database system is shutting down", "PostgreSQL is shutting down"),
    ("the database system is starting up", "PostgreSQL is starting"),
    ("the database system is in recovery mode", "PostgreSQL is recovering"),
];
/// How PostgreSQL ends what it says of a full disk (53100), behind the name of a file.
const NO_SPACE: &str = ": No space left on device";

impl From<Db> for Error {
    fn from(error: Db) -> Self {
        match error {
            Db::NotFound => Self::NotFound,
            Db::DatabaseError(Kind::UniqueViolation, _) => Self::Unique,
            Db::DatabaseError(Kind::SerializationFailure, _) => {
                Self::Busy { after: 1, cause: "two commands met in the database" }
            }
            Db::DatabaseError(Kind::ClosedConnection | Kind::UnableToSendCommand, _)
            | Db::BrokenTransactionManager => LOST,
            Db::DatabaseError(Kind::ReadOnlyTransaction, _) => {
                Self::Busy { after: 5, cause: "PostgreSQL takes no writes" }
            }
            // The database's own message may quote values, so only its kind is kept.
            Db::DatabaseError(kind, info) => match for_now(info.message()) {
                Some(cause) => Self::Busy { after: 5, cause },
                None => {
                    Self::Internal(format!("database: {kind:?} {}", info.table_name().unwrap_or_default()))
                }
            },
            other => Self::Internal(format!("database: {}", kind_of(&other))),
        }
    }
}

fn for_now(message: &str) -> Option<&'static str> {
    if message.ends_with(NO_SPACE) {
        return Some("the disk of the database is full");
    }
    FOR_NOW.iter().find(|(said, _)| *said == message).map(|(_, cause)| *cause)
}

fn kind_of(error: &Db) -> String {
    match error {
        Db::DeserializationError(inner) => format!("unreadable column: {inner}"),
        Db::SerializationError(inner) => format!("unwritable value: {inner}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(message: &str) -> Error {
        Db::DatabaseError(Kind::Unknown, Box::new(message.to_owned())).into()
    }

    #[test]
    fn a_message_counts_as_a_whole() {
        for message in ["database is locked", "could not extend file \"base/1/2\": No space left on device"] {
            assert!(matches!(said(message), Error::Busy { .. }), "{message}");
        }
        for message in
            ["the account is blocked, database is locked out", "no such table: full", "a connection"]
        {
            assert!(matches!(said(message), Error::Internal(_)), "{message}");
        }
    }
}
