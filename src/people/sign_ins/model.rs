//! A sign-in of an account on one device.

use crate::access::{AccountId, SignInId};
use crate::base::Instant;

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
}
