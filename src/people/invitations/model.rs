//! An invitation, and the grant that it becomes.

use crate::access::{AccountId, Role};
use crate::base::{Id, Instant, Language, text_enum};

text_enum! {
    /// The profession of those who may supervise a mentor.
    pub enum Profession {
        ClinicalPsychologist = "clinical_psychologist",
        Counsellor = "counsellor",
        SocialWorker = "social_worker",
        Other = "other",
    }
}

text_enum! {
    /// Where an invitation stands.
    pub enum InvitationState {
        /// It waits for the second word.
        Proposed = "proposed",
        /// Nobody said it in time.
        Lapsed = "lapsed",
        Sent = "sent",
        Accepted = "accepted",
        Revoked = "revoked",
        Expired = "expired",
    }
}

text_enum! {
    /// What may be done with an invitation.
    pub enum InvitationMove {
        Approve = "approve",
        Revoke = "revoke",
    }
}

/// Marks ids of invitations.
pub enum InvitationMark {}
/// The id of an invitation.
pub type InvitationId = Id<InvitationMark>;
/// Marks ids of grants.
pub enum GrantMark {}
/// The id of a grant.
pub type GrantId = Id<GrantMark>;

/// A role and the place it is bound to, as it is written in rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    pub role: Role,
    /// `centre`, `institution` or `host`; `None` for a role that is held everywhere.
    pub scope_kind: Option<String>,
    /// The code of the centre or institution, or the id of the host.
    pub scope: Option<String>,
    pub profession: Option<Profession>,
}

/// An invitation to be staff.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: InvitationId,
    pub email: String,
    pub office: Office,
    pub language: Language,
    /// SHA-256 of the secret in the mailed link.
    pub hash: Vec<u8>,
    /// `None`: by the operator, whose word needs no second one.
    pub invited_by: Option<AccountId>,
    /// When it was written.
    pub sent_at: Instant,
    /// Until when it waits for the second word, or for whoever is invited.
    pub expires_at: Instant,
    /// Whoever said the second word.
    pub approved_by: Option<AccountId>,
    pub approved_at: Option<Instant>,
    pub lapsed_at: Option<Instant>,
    pub accepted_at: Option<Instant>,
    pub revoked_at: Option<Instant>,
    pub version: i64,
}

impl Invitation {
    /// Where it stands at `now`.
    #[must_use]
    pub fn state(&self, now: Instant) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if self.lapsed_at.is_some() || (self.approved_at.is_none() && self.expires_at <= now) {
            InvitationState::Lapsed
        } else if self.approved_at.is_none() {
            InvitationState::Proposed
        } else if self.expires_at <= now {
            InvitationState::Expired
        } else {
            InvitationState::Sent
        }
    }
}

/// An office that an account holds.
#[derive(Clone, Debug)]
pub struct Held {
    pub id: GrantId,
    pub account: AccountId,
    pub office: Office,
    pub from_at: Instant,
    pub until_at: Option<Instant>,
    pub granted_by: Option<AccountId>,
    pub version: i64,
}

/// A member of staff with one of their offices.
#[derive(Clone, Debug)]
pub struct StaffMember {
    pub account: AccountId,
    pub preferred_name: String,
    pub email: String,
    pub grant: GrantId,
    pub office: Office,
    pub from_at: Instant,
}
