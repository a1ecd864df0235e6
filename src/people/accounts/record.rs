//! What each event of an account writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::{Account, Link, PersonCard, Purpose};
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// Something that happened to an account.
#[derive(Debug)]
pub enum AccountEvent {
    SignedUp(crate::access::AccountId),
    /// Somebody signed up with an address that has an account: only its owner is told.
    SignUpRepeated(Account),
    AddressVerified(crate::access::AccountId),
    PasswordReset(crate::access::AccountId),
    PasswordRehashed(crate::access::AccountId),
    Changed(crate::access::AccountId, &'static str),
    /// They chose the centre that works with them, or none.
    CentreChosen {
        id: crate::access::AccountId,
        centre: Option<String>,
        /// What else they changed with it.
        what: &'static str,
    },
    UnpaidWorkConfirmed(crate::access::AccountId),
    Closed(crate::access::AccountId),
    Reopened(crate::access::AccountId),
}

impl Event for AccountEvent {
    type Of = Account;

    fn line(&self) -> Line {
        let (event, id) = match self {
            Self::SignedUp(id) => ("account.signed_up", *id),
            Self::SignUpRepeated(account) => ("account.sign_up_repeated", account.id),
            Self::AddressVerified(id) => ("account.address_verified", *id),
            Self::PasswordReset(id) => ("account.password_reset", *id),
            Self::PasswordRehashed(id) => ("account.password_rehashed", *id),
            Self::Changed(id, what) => {
                return Line::new("account.changed", "account", id.uuid()).with(json!({ "what": what }));
            }
            Self::CentreChosen { id, centre, what } => {
                return Line::new("account.centre_chosen", "account", id.uuid())
                    .with(json!({ "centre": centre, "what": what }));
            }
            Self::UnpaidWorkConfirmed(id) => ("account.unpaid_work_confirmed", *id),
            Self::Closed(id) => ("account.closed", *id),
            Self::Reopened(id) => ("account.reopened", *id),
        };
        Line::new(event, "account", id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        let letter = |kind, to, link: &str| {
            vec![Letter { to: Recipient::Account(to), kind, link: link.into(), token: None }]
        };
        match self {
            Self::SignUpRepeated(account) => letter(Kind::AlreadyRegistered, account.id, "/sign-in"),
            Self::PasswordReset(id) => letter(Kind::PasswordChanged, *id, "/sign-in"),
            Self::Closed(id) => letter(Kind::AccountClosed, *id, "/"),
            Self::Reopened(id) => letter(Kind::AccountReopened, *id, "/sign-in"),
            // The link's own event carries the letter of a sign-up.
            Self::SignedUp(_)
            | Self::AddressVerified(_)
            | Self::PasswordRehashed(_)
            | Self::Changed(..)
            | Self::CentreChosen { .. }
            | Self::UnpaidWorkConfirmed(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Closed(id) => vec![Fact::RightsChanged, Fact::StaffLeft(*id)],
            Self::PasswordReset(_) | Self::Reopened(_) => vec![Fact::RightsChanged],
            Self::SignedUp(_)
            | Self::SignUpRepeated(_)
            | Self::AddressVerified(_)
            | Self::PasswordRehashed(_)
            | Self::Changed(..)
            | Self::CentreChosen { .. }
            | Self::UnpaidWorkConfirmed(_) => Vec::new(),
        }
    }
}

/// Something that happened to somebody as a centre's case; the card says which centre works with them from now on.
#[derive(Debug)]
pub enum ChargeEvent {
    /// A coordinator was the first to do something for them, and so their centre works with them.
    Taken(PersonCard),
    /// The centre handed them on to another, or let go.
    HandedOver(PersonCard),
}

impl Event for ChargeEvent {
    type Of = PersonCard;

    fn line(&self) -> Line {
        let (event, card) = match self {
            Self::Taken(card) => ("person.taken", card),
            Self::HandedOver(card) => ("person.handed_over", card),
        };
        Line::new(event, "account", card.id.uuid()).with(json!({ "centre": card.centre }))
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            // Their profile shows it; what it was taken for tells them of itself.
            Self::Taken(_) => Vec::new(),
            Self::HandedOver(card) => vec![Letter::something_to_read(card.id, "/my/profile")],
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// A link was made for a letter.
#[derive(Debug)]
pub struct LinkSent(pub Link);

impl Event for LinkSent {
    type Of = Link;

    fn line(&self) -> Line {
        Line::new("account.link_sent", "account", self.0.account.uuid())
            .with(json!({ "purpose": self.0.purpose }))
    }

    fn letters(&self) -> Vec<Letter> {
        vec![letter_with(self.0.purpose, Recipient::Account(self.0.account), Some(self.0.id.uuid()))]
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// The letter with a link left, or was tried; the link counts from then on.
#[derive(Debug)]
pub struct LinkLeft(pub Link);

impl Event for LinkLeft {
    type Of = Link;

    fn line(&self) -> Line {
        Line::new("account.link_left", "account", self.0.account.uuid())
            .with(json!({ "purpose": self.0.purpose }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// A link was asked for that would be of no use to anybody. As many rows are written as for one that is sent: the
/// second letter to nobody stands for the row of the link.
#[derive(Debug)]
pub struct LinkWithheld(pub Purpose);

impl Event for LinkWithheld {
    type Of = ();

    fn line(&self) -> Line {
        Line {
            event: "account.link_withheld",
            kind: "account",
            object: None,
            details: json!({ "purpose": self.0 }),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        [Recipient::Nobody, Recipient::InPlaceOfARow].map(|to| letter_with(self.0, to, None)).into()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

fn letter_with(purpose: Purpose, to: Recipient, link: Option<uuid::Uuid>) -> Letter {
    let (kind, page) = match purpose {
        Purpose::VerifyAddress => (Kind::VerifyAddress, "/verify"),
        Purpose::ResetPassword => (Kind::ResetPassword, "/reset"),
    };
    Letter { to, kind, link: page.into(), token: link.map(|row| (purpose.as_str(), row)) }
}
