//! What happens to second factors, for the audit log, and the letters to their owner.

use serde_json::json;

use super::model::{Ceremony, Factor, FactorKind, RecoveryCode, Way};
use crate::access::AccountId;
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// The page that shows them.
const PAGE: &str = "/my/profile";

fn told(account: AccountId) -> Vec<Letter> {
    vec![Letter {
        to: Recipient::Account(account),
        kind: Kind::SignInChanged,
        link: PAGE.into(),
        token: None,
    }]
}

/// Something that happened to a second factor.
#[derive(Debug)]
pub enum FactorEvent {
    Added(AccountId, FactorKind),
    /// It proved a sign-in.
    Used(AccountId, FactorKind),
    Removed(AccountId, FactorKind),
}

impl Event for FactorEvent {
    type Of = Factor;

    fn line(&self) -> Line {
        let (event, account, kind) = match self {
            Self::Added(account, kind) => ("factor.added", account, kind),
            Self::Used(account, kind) => ("factor.used", account, kind),
            Self::Removed(account, kind) => ("factor.removed", account, kind),
        };
        Line::new(event, "account", account.uuid()).with(json!({ "kind": kind }))
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Added(account, _) | Self::Removed(account, _) => told(*account),
            Self::Used(..) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Added(..) | Self::Removed(..) => vec![Fact::RightsChanged],
            Self::Used(..) => Vec::new(),
        }
    }
}

/// Something that happened to somebody's recovery codes.
#[derive(Debug)]
pub enum RecoveryEvent {
    /// There are ten new ones, and those before count no more.
    Made(AccountId),
    Used(AccountId),
}

impl Event for RecoveryEvent {
    type Of = Vec<RecoveryCode>;

    fn line(&self) -> Line {
        let (event, account) = match self {
            Self::Made(account) => ("factor.recovery_codes_made", account),
            Self::Used(account) => ("factor.recovery_code_used", account),
        };
        Line::new(event, "account", account.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            // They are shown with something of which a letter tells, or were asked for with a fresh proof.
            Self::Made(_) => Vec::new(),
            Self::Used(account) => told(*account),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// A proof that did not hold.
#[derive(Debug)]
pub struct ProofFailed(pub Option<AccountId>, pub Way);

impl Event for ProofFailed {
    type Of = ();

    fn line(&self) -> Line {
        Line {
            event: "factor.failed",
            kind: "account",
            object: self.0.map(AccountId::uuid),
            details: json!({ "way": self.1 }),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Something that happened to an attempt.
#[derive(Debug)]
pub enum CeremonyEvent {
    Begun(Ceremony),
    /// Whatever comes of it, it counts no more.
    TakenUp(Ceremony),
}

impl Event for CeremonyEvent {
    type Of = Ceremony;

    fn line(&self) -> Line {
        let (event, ceremony) = match self {
            Self::Begun(ceremony) => ("factor.attempt_begun", ceremony),
            Self::TakenUp(ceremony) => ("factor.attempt_taken_up", ceremony),
        };
        Line {
            event,
            kind: "account",
            object: ceremony.owner.map(|(account, _)| account.uuid()),
            details: json!({ "purpose": ceremony.purpose }),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
