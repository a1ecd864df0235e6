//! What happens to sign-ins, for the audit log; nobody is written to about it.

use crate::access::{AccountId, SignInId};
use crate::tx::{Event, Fact, Letter, Line};

use super::model::SignIn;

/// Something that happened to a sign-in.
#[derive(Debug)]
pub enum SignInEvent {
    Opened(SignInId),
    Refreshed(SignInId),
    /// A spent secret was shown: somebody else may have it.
    Reused(SignInId),
    Ended(SignInId),
}

impl Event for SignInEvent {
    type Of = SignIn;

    fn line(&self) -> Line {
        let (event, id) = match self {
            Self::Opened(id) => ("sign_in.opened", id),
            Self::Refreshed(id) => ("sign_in.refreshed", id),
            Self::Reused(id) => ("sign_in.secret_reused", id),
            Self::Ended(id) => ("sign_in.ended", id),
        };
        Line::new(event, "sign_in", id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Reused(_) | Self::Ended(_) => vec![Fact::RightsChanged],
            Self::Opened(_) | Self::Refreshed(_) => Vec::new(),
        }
    }
}

/// A sign-in that failed; the account is named only when there is one.
#[derive(Debug)]
pub struct SignInFailed(pub Option<AccountId>);

impl Event for SignInFailed {
    type Of = ();

    fn line(&self) -> Line {
        Line {
            event: "sign_in.sign_in_failed",
            kind: "account",
            object: self.0.map(AccountId::uuid),
            details: serde_json::Value::Null,
        }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
