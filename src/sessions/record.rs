//! What happens to sessions, for the audit log; nobody is written to about it.

use crate::access::AccountId;
use crate::access::actor::SessionId;
use crate::tx::{Event, Letter, Line};

use super::model::Session;

/// Something that happened to a session.
#[derive(Debug)]
pub enum SessionEvent {
    Opened(SessionId),
    Refreshed(SessionId),
    /// A spent secret was shown: somebody else may have it.
    Reused(SessionId),
    Ended(SessionId),
}

impl Event for SessionEvent {
    type Of = Session;

    fn line(&self) -> Line {
        let (event, id) = match self {
            Self::Opened(id) => ("session.opened", id),
            Self::Refreshed(id) => ("session.refreshed", id),
            Self::Reused(id) => ("session.secret_reused", id),
            Self::Ended(id) => ("session.ended", id),
        };
        Line::new(event, "session", id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }
}

/// A sign-in that failed; the account is named only when there is one.
#[derive(Debug)]
pub struct SignInFailed(pub Option<AccountId>);

impl Event for SignInFailed {
    type Of = ();

    fn line(&self) -> Line {
        Line {
            event: "session.sign_in_failed",
            kind: "account",
            object: self.0.map(AccountId::uuid),
            details: serde_json::Value::Null,
        }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }
}
