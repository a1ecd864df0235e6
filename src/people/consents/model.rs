//! A word of consent.

use chrono::NaiveDate;

use crate::access::{AccountId, ReferralId};
use crate::base::{Id, Instant, text_enum};

text_enum! {
    /// For what somebody agrees, each on its own.
    pub enum ConsentPurpose {
        /// To be considered in the search for a match at all.
        Matching = "matching",
        /// That themes of one's life are used, and shown to somebody who chose the same.
        SharedThemes = "shared_themes",
        /// The same of what tells of religion or health.
        ReligionOrHealth = "religion_or_health",
        /// To one pairing.
        Pairing = "pairing",
    }
}

text_enum! {
    /// What somebody said.
    pub enum ConsentStep {
        Given = "given",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// How they said it.
    pub enum ConsentWay {
        App = "app",
        Paper = "paper",
    }
}

text_enum! {
    /// Where a consent stands.
    pub enum ConsentState {
        /// Nobody was asked, or has answered.
        None = "none",
        Given = "given",
        /// It lasted for its time, and is asked anew.
        Due = "due",
        Withdrawn = "withdrawn",
    }
}

/// Party word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Account(AccountId),
    /// A person in custody, who has no account.
    Referral(ReferralId),
}

impl Party {
    /// The account, if there is one.
    #[must_use]
    pub const fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(person) => Some(person),
            Self::Referral(_) => None,
        }
    }
}

/// Marks ids of consents.
pub enum ConsentMark {}
/// The id of a consent.
pub type ConsentId = Id<ConsentMark>;
/// Marks ids of what a consent is about, beyond its purpose.
pub enum AboutMark {}
/// The id of a pairing that a consent is about.
pub type AboutId = Id<AboutMark>;

/// One word.
#[derive(Clone, Debug)]
pub struct Consent {
    pub id: ConsentId,
    pub whose: Party,
    pub purpose: ConsentPurpose,
    /// Which pairing, where it is about one.
    pub pairing: Option<AboutId>,
    pub step: ConsentStep,
    pub way: ConsentWay,
    /// Which text was agreed to.
    pub text_version: String,
    /// In which language it was read.
    pub language: String,
    pub on: NaiveDate,
    /// The last day on which it counts.
    pub due_on: Option<NaiveDate>,
    /// Who watched it being given on paper: initials or a post.
    pub witness: Option<String>,
    pub recorded_by: Option<AccountId>,
    pub written_at: Instant,
}
