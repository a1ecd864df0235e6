//! How far whoever is signed in has shown who they are.

use chrono::TimeDelta;

use crate::base::Instant;

/// How long a second factor counts as just proven (A 7.5.3: what reaches furthest asks for it anew).
pub const FRESH: TimeDelta = TimeDelta::minutes(5);
/// How long a password counts as just given, where there is no second factor yet.
pub const YOUNG: TimeDelta = TimeDelta::minutes(10);

/// What a sign-in has shown of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Their password, at this moment; they have no second factor.
    Password(Instant),
    /// Their password and nothing else, though they have a second factor.
    Half,
    /// A second factor, the last time at this moment.
    Factor(Instant),
}

impl Proof {
    /// The proof of a sign-in that was opened and proven then, of somebody with or without a second factor.
    #[must_use]
    pub const fn of(opened_at: Instant, proven_at: Option<Instant>, has_factor: bool) -> Self {
        match (proven_at, has_factor) {
            (Some(at), _) => Self::Factor(at),
            (None, true) => Self::Half,
            (None, false) => Self::Password(opened_at),
        }
    }

    /// Until when it is fresh; `None` while it is half of one.
    #[must_use]
    pub fn fresh_until(self) -> Option<Instant> {
        match self {
            Self::Password(at) => Some(at.plus(YOUNG)),
            Self::Half => None,
            Self::Factor(at) => Some(at.plus(FRESH)),
        }
    }

    /// Whether it was given just now.
    #[must_use]
    pub fn is_fresh(self, now: Instant) -> bool {
        match self {
            Self::Password(at) => at.is_younger_than(YOUNG, now),
            Self::Half => false,
            Self::Factor(at) => at.is_younger_than(FRESH, now),
        }
    }
}
