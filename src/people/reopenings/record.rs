//! What happens to reopenings, and whom it tells.

use super::model::Reopening;
use crate::access::AccountId;
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// Something that happened to a reopening.
#[derive(Debug)]
pub enum ReopeningEvent {
    Asked(Reopening),
    /// Their factors are gone; all admins are told.
    Confirmed {
        reopening: Reopening,
        admins: Vec<AccountId>,
    },
    Withdrawn(Reopening),
}

impl Event for ReopeningEvent {
    type Of = Reopening;

    fn line(&self) -> Line {
        let (event, reopening) = match self {
            Self::Asked(reopening) => ("factor.reopening_asked", reopening),
            Self::Confirmed { reopening, .. } => ("factor.reopened", reopening),
            Self::Withdrawn(reopening) => ("factor.reopening_withdrawn", reopening),
        };
        Line::new(event, "account", reopening.account.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        let owner = |reopening: &Reopening| Letter {
            to: Recipient::Account(reopening.account),
            kind: Kind::SignInChanged,
            link: "/my/profile".into(),
            token: None,
        };
        match self {
            Self::Asked(reopening) => vec![owner(reopening)],
            Self::Confirmed { reopening, admins } => {
                let told = admins.iter().filter(|admin| **admin != reopening.account);
                let mut letters: Vec<_> =
                    told.map(|admin| Letter::something_to_read(*admin, "/admin/accounts")).collect();
                letters.push(owner(reopening));
                letters
            }
            Self::Withdrawn(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Confirmed { .. } => vec![Fact::RightsChanged],
            Self::Asked(_) | Self::Withdrawn(_) => Vec::new(),
        }
    }
}
