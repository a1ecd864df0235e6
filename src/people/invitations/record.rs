//! What happens to invitations and offices, and whom it tells.

use serde_json::json;

use super::model::{Held, Invitation};
use crate::mail::Kind;
use crate::tx::{Event, Fact, Letter, Line, Recipient};

/// The purpose of the secret in an invitation's link.
pub const PURPOSE: &str = "invitation";

/// Something that happened to an invitation.
#[derive(Debug)]
pub enum InvitationEvent {
    /// With a letter, or shown to the operator at the command line.
    Sent {
        invitation: Box<Invitation>,
        by_letter: bool,
    },
    /// Its letter left, or was tried; it counts from then on.
    Left(super::model::InvitationId),
    Accepted(super::model::InvitationId),
    Revoked(super::model::InvitationId),
}

impl Event for InvitationEvent {
    type Of = Invitation;

    fn line(&self) -> Line {
        match self {
            Self::Sent { invitation, .. } => Line::new("invitation.sent", "invitation", invitation.id.uuid())
                .with(json!({
                    "role": invitation.office.role,
                    "scope": invitation.office.scope,
                })),
            Self::Left(id) => Line::new("invitation.left", "invitation", id.uuid()),
            Self::Accepted(id) => Line::new("invitation.accepted", "invitation", id.uuid()),
            Self::Revoked(id) => Line::new("invitation.revoked", "invitation", id.uuid()),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Sent { invitation, by_letter: true } => vec![Letter {
                to: Recipient::Address { email: invitation.email.clone(), language: invitation.language },
                kind: Kind::Invitation,
                link: "/invitation".into(),
                token: Some((PURPOSE, invitation.id.uuid())),
            }],
            Self::Sent { by_letter: false, .. } | Self::Left(_) | Self::Accepted(_) | Self::Revoked(_) => {
                Vec::new()
            }
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
