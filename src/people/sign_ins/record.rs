//! What happens to sign-ins, for the audit log; their owner is written to about a new device.

use serde_json::json;

use super::model::{SignIn, Way};
use crate::access::{AccountId, SignInId};
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// Something that happened to a sign-in.
#[derive(Debug)]
pub enum SignInEvent {
    Opened {
        id: SignInId,
        account: AccountId,
        /// Its owner is told of it.
        new_device: bool,
    },
    Refreshed(SignInId),
    /// A second factor was proven in it.
    Proven(SignInId, Way),
    /// A spent secret was shown: somebody else may have it.
    Reused(SignInId),
    Ended(SignInId),
}

impl Event for SignInEvent {
    type Of = SignIn;

    fn line(&self) -> Line {
        let (event, id) = match self {
            Self::Opened { id, .. } => ("sign_in.opened", id),
            Self::Refreshed(id) => ("sign_in.refreshed", id),
            Self::Proven(id, way) => {
                return Line::new("sign_in.proven", "sign_in", id.uuid()).with(json!({ "by": way }));
            }
            Self::Reused(id) => ("sign_in.secret_reused", id),
            Self::Ended(id) => ("sign_in.ended", id),
        };
        Line::new(event, "sign_in", id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Opened { account, new_device: true, .. } => vec![Letter {
                to: Recipient::Account(*account),
                kind: Kind::NewDevice,
                link: "/forgot".into(),
                token: None,
            }],
            Self::Opened { .. }
            | Self::Refreshed(_)
            | Self::Proven(..)
            | Self::Reused(_)
            | Self::Ended(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Reused(_) | Self::Ended(_) | Self::Proven(..) => vec![Fact::RightsChanged],
            Self::Opened { .. } | Self::Refreshed(_) => Vec::new(),
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
