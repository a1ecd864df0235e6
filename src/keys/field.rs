//! Every place of the database that holds encrypted text, and of whom it can be.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::access::{AccountId, ReferralId};
use crate::base::Id;

/// A column of encrypted text. What is not listed here cannot be written encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    StoredAnswer,
    MentorAnswers,
    MentorNote,
    HoursReason,
    LedgerReason,
    ReferralAlias,
    ReferralFacts,
    ReferralOwnWords,
    ReferralConsent,
    PairingFactors,
    PairingPaper,
    PairingSharedGoals,
    PairingNote,
    RequestWords,
    RequestNotesReason,
    RequestReply,
    EmergencyReason,
    EmergencyReview,
    HoldReason,
    ConsentWitness,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::StoredAnswer,
        Self::MentorAnswers,
        Self::MentorNote,
        Self::HoursReason,
        Self::LedgerReason,
        Self::ReferralAlias,
        Self::ReferralFacts,
        Self::ReferralOwnWords,
        Self::ReferralConsent,
        Self::PairingFactors,
        Self::PairingPaper,
        Self::PairingSharedGoals,
        Self::PairingNote,
        Self::RequestWords,
        Self::RequestNotesReason,
        Self::RequestReply,
        Self::EmergencyReason,
        Self::EmergencyReview,
        Self::HoldReason,
        Self::ConsentWitness,
    ];

    /// Its table and column.
    #[must_use]
    pub const fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::StoredAnswer => ("answers", "body"),
            Self::MentorAnswers => ("mentors", "answers"),
            Self::MentorNote => ("mentor_history", "note"),
            Self::HoursReason => ("bookings", "hours_reason"),
            Self::LedgerReason => ("hours_ledger", "reason"),
            Self::ReferralAlias => ("referrals", "alias"),
            Self::ReferralFacts => ("referrals", "facts"),
            Self::ReferralOwnWords => ("referrals", "own_words"),
            Self::ReferralConsent => ("referrals", "consent"),
            Self::PairingFactors => ("pairings", "factors"),
            Self::PairingPaper => ("pairings", "paper"),
            Self::PairingSharedGoals => ("pairings", "shared_goals"),
            Self::PairingNote => ("pairing_history", "note"),
            Self::RequestWords => ("data_requests", "words"),
            Self::RequestNotesReason => ("data_requests", "notes_reason"),
            Self::RequestReply => ("data_requests", "reply"),
            Self::EmergencyReason => ("emergencies", "reason"),
            Self::EmergencyReview => ("emergencies", "review_note"),
            Self::HoldReason => ("holds", "reason"),
            Self::ConsentWitness => ("consents", "witness"),
        }
    }

    /// `table.column`.
    #[must_use]
    pub fn name(self) -> String {
        let (table, column) = self.place();
        format!("{table}.{column}")
    }

    /// The field of one row.
    #[must_use]
    pub const fn of<T>(self, row: Id<T>) -> At {
        At { field: self, row: row.uuid() }
    }
}

/// The field of one row: where a text was written for, and the only place where it can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    pub field: Field,
    pub row: Uuid,
}

impl At {
    /// Where a stored answer is: it has no id of its own, and its account is that of its data key.
    #[must_use]
    pub fn answer(key: &str) -> Self {
        let hash: [u8; 32] = Sha256::digest(key.as_bytes()).into();
        let first = hash.first_chunk::<16>().copied().unwrap_or_default();
        Self { field: Field::StoredAnswer, row: Uuid::from_bytes(first) }
    }
}

/// Whom a text is about: an account, or the referral of a person in custody, who has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subject(Uuid);

impl Subject {
    /// The bare UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }

    pub(super) const fn read(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl From<AccountId> for Subject {
    fn from(id: AccountId) -> Self {
        Self(id.uuid())
    }
}
impl From<ReferralId> for Subject {
    fn from(id: ReferralId) -> Self {
        Self(id.uuid())
    }
}
