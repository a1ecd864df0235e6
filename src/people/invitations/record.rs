//! What happens to invitations and offices, and whom it tells.

use serde_json::json;

use super::model::{Held, Invitation, InvitationId};
use crate::access::AccountId;
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// The purpose of the secret in an invitation's link.
pub const PURPOSE: &str = "invitation";

/// Something that happened to an invitation.
#[derive(Debug)]
pub enum InvitationEvent {
    /// One person's word; those who may say the second are told.
    Proposed {
        invitation: Box<Invitation>,
        others: Vec<AccountId>,
    },
    /// Another's: only now its letter is written.
    Approved(Box<Invitation>),
    /// Nobody said the second word in time; whoever proposed it is told.
    Lapsed {
        id: InvitationId,
        by: Option<AccountId>,
    },
    /// By the operator: with a letter, or shown at the command line.
    Sent {
        invitation: Box<Invitation>,
        by_letter: bool,
    },
    /// Its letter left, or was tried; it counts from then on.
    Left(InvitationId),
    /// Somebody of the staff is new; all admins are told.
    Accepted {
        id: InvitationId,
        admins: Vec<AccountId>,
    },
    Revoked(InvitationId),
}

impl Event for InvitationEvent {
    type Of = Invitation;

    fn line(&self) -> Line {
        let office = |event, invitation: &Invitation| {
            Line::new(event, "invitation", invitation.id.uuid())
                .with(json!({ "role": invitation.office.role, "scope": invitation.office.scope }))
        };
        match self {
            Self::Proposed { invitation, .. } => office("invitation.proposed", invitation),
            Self::Approved(invitation) => office("invitation.approved", invitation),
            Self::Sent { invitation, .. } => office("invitation.sent", invitation),
            Self::Lapsed { id, .. } => Line::new("invitation.lapsed", "invitation", id.uuid()),
            Self::Left(id) => Line::new("invitation.left", "invitation", id.uuid()),
            Self::Accepted { id, .. } => Line::new("invitation.accepted", "invitation", id.uuid()),
            Self::Revoked(id) => Line::new("invitation.revoked", "invitation", id.uuid()),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Proposed { others, .. } => {
                others.iter().map(|one| Letter::something_to_read(*one, "/admin")).collect()
            }
            Self::Lapsed { by, .. } => {
                by.iter().map(|one| Letter::something_to_read(*one, "/admin")).collect()
            }
            Self::Accepted { admins, .. } => {
                admins.iter().map(|one| Letter::something_to_read(*one, "/admin/accounts")).collect()
            }
            Self::Approved(invitation) | Self::Sent { invitation, by_letter: true } => vec![Letter {
                to: Recipient::Address { email: invitation.email.clone(), language: invitation.language },
                kind: Kind::Invitation,
                link: "/invitation".into(),
                token: Some((PURPOSE, invitation.id.uuid())),
            }],
            Self::Sent { by_letter: false, .. } | Self::Left(_) | Self::Revoked(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}

/// Something that happened to an office.
#[derive(Debug)]
pub enum GrantEvent {
    Begun(Held),
    Ended(Held),
}

impl Event for GrantEvent {
    type Of = Held;

    fn line(&self) -> Line {
        let (event, held) = match self {
            Self::Begun(held) => ("grant.begun", held),
            Self::Ended(held) => ("grant.ended", held),
        };
        Line::new(event, "account", held.account.uuid())
            .with(json!({ "role": held.office.role, "scope": held.office.scope }))
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Begun(_) => Vec::new(),
            Self::Ended(held) => vec![Letter::something_to_read(held.account, "/my/profile")],
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Begun(_) => vec![Fact::RightsChanged],
            Self::Ended(held) => vec![Fact::RightsChanged, Fact::StaffLeft(held.account)],
        }
    }
}
