//! What each event of supervision writes to the audit log, and whom it tells.

use chrono::NaiveDate;

use super::model::Supervisee;
use crate::access::AccountId;
use crate::people::accounts::model::PersonCard;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a registration.
#[derive(Debug)]
pub enum SuperviseeEvent {
    Registered(Supervisee),
    /// Another officer took it over, because the former no longer serves.
    TakenOver(Supervisee),
    /// Before, the order bound the person until that day.
    Amended {
        supervisee: Supervisee,
        bound_until: Option<NaiveDate>,
    },
    /// The officer ended it.
    Ended(Supervisee),
    /// Its last day has passed.
    RanOut(Supervisee),
}

impl Event for SuperviseeEvent {
    type Of = Supervisee;

    fn line(&self) -> Line {
        let (event, supervisee) = match self {
            Self::Registered(supervisee) => ("supervisee.registered", supervisee),
            Self::TakenOver(supervisee) => ("supervisee.taken_over", supervisee),
            Self::Amended { supervisee, .. } => ("supervisee.amended", supervisee),
            Self::Ended(supervisee) => ("supervisee.ended", supervisee),
            Self::RanOut(supervisee) => ("supervisee.ran_out", supervisee),
        };
        Line::new(event, "supervisee", supervisee.id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            // From now on they may book; the page shows what.
            Self::Registered(supervisee)
            | Self::TakenOver(supervisee)
            | Self::Ended(supervisee)
            | Self::RanOut(supervisee) => vec![Letter::something_to_read(supervisee.person, "/my/slots")],
            Self::Amended { .. } => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let changed =
            |one: &Supervisee, bound_until| Fact::SupervisionChanged { person: one.person, bound_until };
        match self {
            Self::TakenOver(one) => {
                vec![Fact::OfficerChanged { person: one.person, officer: one.officer }, changed(one, None)]
            }
            Self::Amended { supervisee, bound_until } => vec![changed(supervisee, *bound_until)],
            Self::Registered(one) | Self::Ended(one) | Self::RanOut(one) => vec![changed(one, None)],
        }
    }
}

/// A coordinator settled that somebody is not under supervision.
#[derive(Debug)]
pub struct Settled(pub AccountId);

impl Event for Settled {
    type Of = PersonCard;

    fn line(&self) -> Line {
        Line::new("person.supervision_settled", "account", self.0.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        vec![Letter::something_to_read(self.0, "/my/slots")]
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// An officer or a coordinator found a person by their code.
#[derive(Debug)]
pub struct LookedUp(pub AccountId);

impl Event for LookedUp {
    type Of = PersonCard;

    fn line(&self) -> Line {
        Line::new("person.looked_up", "account", self.0.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
