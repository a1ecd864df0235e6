//! A second factor, and what belongs to it.

use crate::access::{AccountId, SignInId};
use crate::base::{Id, Instant, text_enum};
pub use crate::db::Confidential;
pub use crate::people::sign_ins::model::{FactorId, Way};

text_enum! {
    /// What a second factor is.
    pub enum FactorKind {
        /// A key on a device or in a keyring, which the device asks a finger, a face or a number for.
        Passkey = "passkey",
        /// An app that shows a code of six digits, another every half minute.
        App = "app",
    }
}

impl FactorKind {
    /// How a sign-in is proven with it.
    #[must_use]
    pub const fn way(self) -> Way {
        match self {
            Self::Passkey => Way::Passkey,
            Self::App => Way::App,
        }
    }
}

text_enum! {
    /// What may be done with a second factor.
    pub enum FactorMove {
        Remove = "remove",
    }
}

/// A second factor of somebody's.
#[derive(Clone, Debug)]
pub struct Factor {
    pub id: FactorId,
    pub account: AccountId,
    pub kind: FactorKind,
    /// What its owner calls it.
    pub name: String,
    /// Of a passkey: its public key and what belongs to it, as JSON. The secret of an app is made from the id.
    pub credential: Option<Confidential>,
    /// Of an app: the last half minute whose code was taken.
    pub last_step: Option<i64>,
    pub created_at: Instant,
    pub last_used_at: Option<Instant>,
    pub version: i64,
}

/// Marks ids of recovery codes.
pub enum RecoveryMark {}

/// One of ten codes on paper; only its hash is kept, and it counts once.
#[derive(Clone, Debug)]
pub struct RecoveryCode {
    pub id: Id<RecoveryMark>,
    pub account: AccountId,
    pub hash: Vec<u8>,
    pub used_at: Option<Instant>,
}

text_enum! {
    /// What an attempt is for.
    pub enum Purpose {
        EnrolPasskey = "enrol_passkey",
        EnrolApp = "enrol_app",
        ProvePasskey = "prove_passkey",
        SignInPasskey = "sign_in_passkey",
    }
}

/// Marks ids of attempts.
pub enum CeremonyMark {}
/// The id of an attempt.
pub type CeremonyId = Id<CeremonyMark>;

/// What a device was asked for a moment ago: whoever takes it up deletes it, so that no answer counts twice.
#[derive(Clone, Debug)]
pub struct Ceremony {
    pub id: CeremonyId,
    /// Whose it is; nobody's where a passkey shall say who signs in.
    pub owner: Option<(AccountId, SignInId)>,
    pub purpose: Purpose,
    /// What the answer is held against.
    pub state: Option<Confidential>,
    pub ends_at: Instant,
}

/// What somebody has of second factors.
#[derive(Debug)]
pub struct Own {
    pub factors: Vec<Factor>,
    /// Recovery codes that were not used yet.
    pub codes_left: i64,
    /// Whether they hold an office, for which one factor must stay.
    pub staff: bool,
}

/// A second factor that was added.
#[derive(Debug)]
pub struct Added {
    pub factor: Factor,
    /// Shown once, where there were none.
    pub recovery_codes: Option<Vec<String>>,
    pub proven_until: Option<Instant>,
    pub staff: bool,
    pub count: usize,
}
