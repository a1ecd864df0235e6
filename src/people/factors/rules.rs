//! What may be done with second factors, and how long an attempt lasts: pure.

use chrono::TimeDelta;

use super::model::{Ceremony, CeremonyId, Confidential, Factor, FactorId, FactorKind, FactorMove, Purpose};
use crate::access::{AccountId, SignInId};
use crate::base::{Code, Instant, Reason};

/// How long a device has for its answer.
pub const ATTEMPT: TimeDelta = TimeDelta::minutes(5);
/// Second factors that one person may have.
pub const MOST: usize = 10;

/// A new attempt.
#[must_use]
pub fn begin(
    id: CeremonyId,
    owner: Option<(AccountId, SignInId)>,
    purpose: Purpose,
    state: Option<Confidential>,
    now: Instant,
) -> Ceremony {
    Ceremony { id, owner, purpose, state, ends_at: now.plus(ATTEMPT) }
}

/// Whether an attempt is the one that somebody may take up now.
#[must_use]
pub fn is_open(
    ceremony: &Ceremony,
    owner: Option<(AccountId, SignInId)>,
    purpose: Purpose,
    now: Instant,
) -> bool {
    // A clock that was set back makes nothing last longer.
    let lasts = now < ceremony.ends_at && ceremony.ends_at <= now.plus(ATTEMPT);
    ceremony.owner == owner && ceremony.purpose == purpose && lasts
}

/// A new passkey.
#[must_use]
pub fn passkey(id: FactorId, account: AccountId, name: String, key: Confidential, now: Instant) -> Factor {
    Factor {
        id,
        account,
        kind: FactorKind::Passkey,
        name,
        credential: Some(key),
        last_step: None,
        created_at: now,
        last_used_at: Some(now),
        version: 1,
    }
}

/// A new app, whose code of that half minute was typed.
#[must_use]
pub fn app(id: FactorId, account: AccountId, name: String, step: Option<i64>, now: Instant) -> Factor {
    Factor {
        id,
        account,
        kind: FactorKind::App,
        name,
        credential: None,
        last_step: step,
        created_at: now,
        last_used_at: step.map(|_| now),
        version: 1,
    }
}

/// What may be done with one of somebody's `count` factors: an office keeps one.
///
/// # Errors
/// A conflict for the last one of staff.
pub fn may(what: FactorMove, count: usize, staff: bool) -> Result<(), Vec<Reason>> {
    match what {
        FactorMove::Remove if staff && count <= 1 => Err(vec![Reason::new(Code::LastFactor)]),
        FactorMove::Remove => Ok(()),
    }
}

/// Whether there is room for another.
///
/// # Errors
/// A conflict when there are as many as one may have.
pub fn may_add(count: usize) -> Result<(), Vec<Reason>> {
    if count < MOST { Ok(()) } else { Err(vec![Reason::new(Code::TooManyFactors)]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn an_attempt_is_its_owners_for_five_minutes() {
        let now = Instant::default();
        let owner = Some((Id::fresh(now), Id::fresh(now)));
        let other = Some((Id::fresh(now), Id::fresh(now)));
        let attempt = begin(Id::fresh(now), owner, Purpose::EnrolApp, None, now);
        let open = |owner, purpose, seconds| {
            is_open(&attempt, owner, purpose, now.plus(TimeDelta::seconds(seconds)))
        };
        assert!(open(owner, Purpose::EnrolApp, 299));
        assert!(!open(owner, Purpose::EnrolApp, 300));
        assert!(!open(owner, Purpose::EnrolApp, -1));
        assert!(!open(owner, Purpose::EnrolPasskey, 0));
        assert!(!open(other, Purpose::EnrolApp, 0));
        assert!(!open(None, Purpose::EnrolApp, 0));
    }

    #[test]
    fn an_office_keeps_one_factor() {
        assert!(may(FactorMove::Remove, 1, true).is_err());
        assert!(may(FactorMove::Remove, 2, true).is_ok());
        assert!(may(FactorMove::Remove, 1, false).is_ok());
        assert!(may_add(MOST - 1).is_ok() && may_add(MOST).is_err());
    }
}
