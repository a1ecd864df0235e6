//! A sign-in of an account on one device.

use crate::access::{AccountId, Proof, SignInId};
use crate::base::{Id, Instant, text_enum};
use crate::people::accounts::model::Own;

text_enum! {
    /// By what a sign-in can be proven beyond its password.
    pub enum Way {
        Passkey = "passkey",
        App = "app",
        Recovery = "recovery",
    }
}

text_enum! {
    /// What a sign-in still asks of its owner.
    pub enum FactorState {
        /// Nothing: they have no second factor and need none.
        None = "none",
        /// They have a second factor and must prove it before anything else.
        ToProve = "to_prove",
        /// Their offices count once they have a second factor.
        ToEnrol = "to_enrol",
        Proven = "proven",
    }
}

/// Marks ids of second factors.
pub enum FactorMark {}
pub type FactorId = Id<FactorMark>;

/// One sign-in and all that was refreshed from it.
#[derive(Clone, Debug)]
pub struct SignIn {
    pub id: SignInId,
    pub account: AccountId,
    pub rotated_at: Instant,
    pub created_at: Instant,
    pub last_seen_at: Instant,
    pub idle_until: Instant,
    pub expires_at: Instant,
    pub ended_at: Option<Instant>,
    /// The kind of device, such as `Android phone`; never more than that.
    pub device: String,
    /// Also the generation of the refresh secret that counts now.
    pub version: i64,
    /// The second factor that was proven in it, the last time.
    pub proven: Option<Proven>,
}

/// That a second factor was proven.
#[derive(Clone, Copy, Debug)]
pub struct Proven {
    pub at: Instant,
    pub by: Way,
    /// The factor; `None` for a recovery code.
    pub factor: Option<FactorId>,
}

/// A sign-in as its owner begins with it.
#[derive(Debug)]
pub struct Live {
    pub sign_in: SignIn,
    pub own: Own,
    /// By what they could prove it.
    pub ways: Vec<Way>,
}

impl Live {
    /// How far it is proven.
    #[must_use]
    pub fn proof(&self) -> Proof {
        let proven_at = self.sign_in.proven.map(|proven| proven.at);
        let has_factor = self.ways.iter().any(|way| *way != Way::Recovery);
        Proof::of(self.sign_in.created_at, proven_at, has_factor)
    }

    /// What it still asks.
    #[must_use]
    pub fn factor(&self) -> FactorState {
        match self.proof() {
            Proof::Factor(_) => FactorState::Proven,
            Proof::Half => FactorState::ToProve,
            Proof::Password(_) if self.own.grants.is_empty() => FactorState::None,
            Proof::Password(_) => FactorState::ToEnrol,
        }
    }
}
