//! What can go wrong, ignorant of transport: `web::problem` alone chooses the status.

use super::{Code, Fault, FaultCode, ProblemCode, Reason};

/// The one error of the house.
#[derive(Debug)]
pub enum Error {
    /// No credentials, or none that count; the code says which (`bad_credentials`, `session_ended`, …).
    Unauthenticated(ProblemCode),
    /// The actor may know of the row but not do this.
    Forbidden,
    /// They might, if they showed more of who they are; the code says what (`factor_required`, …).
    Unproven(ProblemCode),
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
    /// A link that was used or ran out.
    Gone,
    /// Too many requests; try again after so many seconds.
    TooMany { after: u32 },
    /// No room or no database just now; try again after so many seconds. The cause is for the log.
    Busy { after: u32, cause: &'static str },
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
