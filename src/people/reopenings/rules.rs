//! Rules of reopenings: pure.

use chrono::TimeDelta;

use super::model::{Reopening, ReopeningId, ReopeningMove, ReopeningState};
use crate::access::AccountId;
use crate::base::{Code, Instant, Reason, Result};
use crate::people::accounts::model::Account;

/// How long the second word may take.
const LASTS: TimeDelta = TimeDelta::hours(24);

/// A new reopening, of somebody who holds an office or none.
#[must_use]
pub fn ask(id: ReopeningId, person: &Account, staff: bool, by: AccountId, now: Instant) -> Reopening {
    Reopening {
        id,
        account: person.id,
        preferred_name: person.preferred_name.clone(),
        staff,
        centre: person.centre.clone().filter(|_| person.member),
        asked_by: by,
        asked_at: now,
        ends_at: now.plus(LASTS),
        confirmed_by: None,
        confirmed_at: None,
        withdrawn_at: None,
        version: 1,
    }
}

/// What `by` may do with a reopening now: two different people say it.
///
/// # Errors
/// A conflict when it is not open, or the second word would be the first one's.
pub fn may(
    reopening: &Reopening,
    what: ReopeningMove,
    by: Option<AccountId>,
    now: Instant,
) -> Result<(), Vec<Reason>> {
    match (what, reopening.state(now)) {
        (ReopeningMove::Confirm, ReopeningState::Open) if by == Some(reopening.asked_by) => {
            Err(vec![Reason::new(Code::TwoPeopleNeeded)])
        }
        (_, ReopeningState::Open) => Ok(()),
        (_, is) => Err(vec![Reason::wrong_state(is.as_str())]),
    }
}

/// The second word.
///
/// # Errors
/// As [`may`].
pub fn confirm(reopening: Reopening, by: AccountId, now: Instant) -> Result<Reopening> {
    may(&reopening, ReopeningMove::Confirm, Some(by), now)?;
    Ok(Reopening { confirmed_by: Some(by), confirmed_at: Some(now), ..reopening })
}

/// Takes it back.
///
/// # Errors
/// As [`may`].
pub fn withdraw(reopening: Reopening, now: Instant) -> Result<Reopening> {
    may(&reopening, ReopeningMove::Withdraw, None, now)?;
    Ok(Reopening { withdrawn_at: Some(now), ..reopening })
}
