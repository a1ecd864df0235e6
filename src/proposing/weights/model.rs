//! The weights of a centre.

use crate::access::AccountId;
use crate::base::Instant;
use crate::matching::Weights;

/// How much each factor counts in a centre's rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreWeights {
    /// Code of the centre.
    pub centre: String,
    pub weights: Weights,
    /// Who changed them last, and when; nobody yet where they are the product's.
    pub changed: Option<Changed>,
    /// 0 while they are the product's.
    pub version: i64,
}

/// A last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    pub by: Option<AccountId>,
    pub at: Instant,
}

impl CentreWeights {
    /// What a centre starts with.
    #[must_use]
    pub const fn product(centre: String) -> Self {
        Self { centre, weights: Weights::PRODUCT, changed: None, version: 0 }
    }
}
