//! What can go wrong, ignorant of transport: `web::problem` alone chooses the status.

use super::{Code, Fault, FaultCode, Reason};

/// The one error of the house.
#[derive(Debug)]
pub enum Error {
    /// No credentials, or none that count; the code says which (`bad_credentials`, `session_ended`, …).
    Unauthenticated(&'static str),
    /// The actor may know of the row but not do this.
    Forbidden,
    /// The actor may not know of the row: answered exactly as if there were none.
    Hidden,
    /// There is none.
    NotFound,
    /// Not in this state; every reason.
    Conflict(Vec<Reason>),
    /// Somebody changed the row since the reader saw it.
    Stale,
    /// The database refused a second row of the same key; turn it into a reason with [`on_unique`](OnUnique).
    Unique,
    /// The request is malformed; every fault.
    Invalid(Vec<Fault>),
    /// A link that was used or ran out (`link_expired`).
    Gone(&'static str),
    /// Too many requests; try again after so many seconds.
    TooMany { after: u32 },
    /// No room or no database just now; try again after so many seconds.
    Busy { after: u32 },
    /// A fault of ours, described for the log without personal data.
    Internal(String),
}

/// Everything in the house that can fail, fails so.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A refusal with one reason.
    #[must_use]
    pub fn refused(code: Code) -> Self {
        Self::Conflict(vec![Reason::new(code)])
    }

    /// A malformed field.
    #[must_use]
    pub fn invalid(field: &'static str, code: FaultCode) -> Self {
        Self::Invalid(vec![Fault::new(field, code)])
    }
}

impl From<Vec<Reason>> for Error {
    fn from(reasons: Vec<Reason>) -> Self {
        Self::Conflict(reasons)
    }
}
impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Conflict(vec![reason])
    }
}
impl From<Vec<Fault>> for Error {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Invalid(faults)
    }
}

/// What SQLite and PostgreSQL say when the same command may work later: held, full, not to be written, cut off.
const FOR_NOW: [&str; 10] = [
    "locked",
    "full",
    "No space left",
    "readonly",
    "read-only transaction",
    "disk I/O",
    "deadlock",
    "connection",
    "canceling statement",
    "shutting down",
];

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::DatabaseErrorKind as Kind;
        use diesel::result::Error as Db;
        match error {
            Db::NotFound => Self::NotFound,
            Db::DatabaseError(Kind::UniqueViolation, _) => Self::Unique,
            Db::DatabaseError(Kind::SerializationFailure | Kind::ClosedConnection, _)
            | Db::BrokenTransactionManager => Self::Busy { after: 1 },
            // The database's own message may quote values, so only its kind is kept.
            Db::DatabaseError(kind, info) => {
                let message = info.message();
                if FOR_NOW.iter().any(|sign| message.contains(sign)) {
                    Self::Busy { after: 5 }
                } else {
                    Self::Internal(format!("database: {kind:?} {}", info.table_name().unwrap_or_default()))
                }
            }
            other => Self::Internal(format!("database: {}", kind_of(&other))),
        }
    }
}

fn kind_of(error: &diesel::result::Error) -> String {
    match error {
        diesel::result::Error::DeserializationError(inner) => format!("unreadable column: {inner}"),
        diesel::result::Error::SerializationError(inner) => format!("unwritable value: {inner}"),
        other => other.to_string(),
    }
}

/// Turns the database's "there is one already" into an answer, where it is known what it means.
pub trait OnUnique<T> {
    /// # Errors
    /// A conflict with `reason` in place of [`Error::Unique`]; every other error as it was.
    fn on_unique(self, reason: Code) -> Result<T>;
}

impl<T> OnUnique<T> for Result<T> {
    fn on_unique(self, reason: Code) -> Result<T> {
        self.map_err(|error| match error {
            Error::Unique => Error::refused(reason),
            other => other,
        })
    }
}
