//! An account and what can happen to it.

use crate::access::{AccountId, Grant};
use crate::base::clock::Month;
use crate::base::{Id, Instant, Language, text_enum};

text_enum! {
    /// Whether an account may be used.
    pub enum AccountState {
        /// Its address is not proven yet.
        Unverified = "unverified",
        Active = "active",
        Disabled = "disabled",
    }
}

text_enum! {
    /// What a member answered to "are you under supervision?".
    pub enum SupervisionAnswer {
        Yes = "yes",
        No = "no",
        RatherNotSay = "rather_not_say",
    }
}

text_enum! {
    /// What is known of a member's supervision.
    pub enum Supervision {
        /// They answered no.
        None = "none",
        /// They answered yes or would not say; an officer or a coordinator settles it before a first booking.
        Unsettled = "unsettled",
        /// An officer has registered them.
        Supervised = "supervised",
        /// A coordinator settled that they are not, or the supervision has ended.
        SettledNot = "settled_not",
    }
}

/// One person's account.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub email: String,
    pub password_hash: Option<String>,
    pub preferred_name: String,
    pub language: Language,
    /// What a member tells an officer or coordinator to be found by, such as `K7M-2QF`.
    pub code: String,
    /// Whether they signed up themselves (and may book and apply).
    pub member: bool,
    pub state: AccountState,
    pub supervision: Supervision,
    pub supervision_answer: SupervisionAnswer,
    pub birth_month: Option<Month>,
    /// When they confirmed that they may do unpaid work.
    pub unpaid_work_at: Option<Instant>,
    pub notice: Notice,
    pub created_at: Instant,
    pub version: i64,
    /// The code of the centre that works with them; `None` while none does.
    pub centre: Option<String>,
}

/// An account as its owner sees it.
#[derive(Debug)]
pub struct Own {
    pub account: Account,
    /// The offices that they hold.
    pub grants: Vec<Grant>,
    /// Whether they have begun the way to being a mentor.
    pub mentor: bool,
}

/// Which privacy notice a person was shown before anything was collected, and when.
#[derive(Clone, Debug)]
pub struct Notice {
    pub version: String,
    pub language: Language,
    pub at: Instant,
}

/// A person as staff who work with them see them.
#[derive(Clone, Debug)]
pub struct PersonCard {
    pub id: AccountId,
    pub code: String,
    pub preferred_name: String,
    pub member: bool,
    pub supervision: Supervision,
    pub birth_month: Option<Month>,
    pub unpaid_work: bool,
    pub version: i64,
    /// The code of the centre that works with them; `None` while none does.
    pub centre: Option<String>,
}

/// A member as the coordinators of their centre work with them.
#[derive(Clone, Debug)]
pub struct Charge(pub PersonCard);

text_enum! {
    /// What a mailed link is for.
    pub enum Purpose {
        VerifyAddress = "verify_address",
        ResetPassword = "reset_password",
    }
}

/// Marks ids of mailed links.
pub enum LinkMark {}

/// A mailed link that proves who opens it; only the hash of its secret is kept.
#[derive(Clone, Debug)]
pub struct Link {
    pub id: Id<LinkMark>,
    pub account: AccountId,
    pub purpose: Purpose,
    pub hash: Vec<u8>,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub used_at: Option<Instant>,
    /// The sign-up that its letter was sent for, which counts once the link is opened.
    pub said: Option<Said>,
    pub version: i64,
}

/// A complete request to sign up.
#[derive(Clone, Debug)]
pub struct SignUp {
    pub email: String,
    pub said: Said,
}

/// What somebody says who signs up: nobody's word until a letter has proven the address.
#[derive(Clone, Debug)]
pub struct Said {
    pub password_hash: String,
    pub preferred_name: String,
    pub language: Language,
    pub answer: SupervisionAnswer,
    pub notice_version: String,
}

/// A member whom an import brings.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub email: String,
    pub preferred_name: String,
    pub language: Language,
    pub answer: SupervisionAnswer,
    pub birth_month: Option<Month>,
    /// Whether they confirmed that they may do unpaid work.
    pub unpaid_work: bool,
    /// The code of the centre that works with them.
    pub centre: Option<String>,
}
