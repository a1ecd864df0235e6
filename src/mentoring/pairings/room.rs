//! Whether there is room for one more proposal.

use chrono::NaiveDate;

use super::flow::{still_fit, still_fit_on};
use super::model::{Pairing, PairingState};
use super::store;
use crate::base::{Error, Result};
use crate::mentoring::{mentors, psychologists};
use crate::tx::Tx;

const WHY: &str = "whether a place is left is all that is looked for";

/// Whether the two of a new proposal may meet today, and it leaves mentor and supervisor with no more than they can
/// take on `day`.
///
/// # Errors
/// A conflict with every reason why they may not meet; `Stale` when somebody else took the place.
pub fn fits(tx: &mut Tx<'_>, pairing: &Pairing, day: NaiveDate) -> Result<()> {
    still_fit(tx, PairingState::Proposed, pairing, PairingState::Approved)?;
    is_left(tx, pairing, day)
}

/// The same for a proposal of a round, whose people are judged on the round's day as the round has judged them.
///
/// # Errors
/// As [`fits`].
pub fn fits_round(tx: &mut Tx<'_>, pairing: &Pairing, day: NaiveDate) -> Result<()> {
    // These two have said goodbye, or no, since the round was read.
    if store::ended_of_two(tx, pairing.mentor, pairing.referral)? > 0 {
        return Err(Error::Stale);
    }
    still_fit_on(tx, PairingState::Proposed, pairing, PairingState::Approved, day)?;
    is_left(tx, pairing, day)
}

fn is_left(tx: &mut Tx<'_>, pairing: &Pairing, day: NaiveDate) -> Result<()> {
    let mentor = mentors::store::find(tx, pairing.mentor)?.unchecked(WHY);
    let proposed = store::proposals_of_mentor(tx, mentor.id)?;
    let mentor_left = mentors::rules::capacity(&mentor, day) - mentor.active_pairings - proposed;
    let supervisor = psychologists::store::find(tx, pairing.psychologist)?.map(|row| row.unchecked(WHY));
    let supervised = store::proposals_of_psychologist(tx, pairing.psychologist)?;
    let supervisor_left = supervisor.map_or(0, |one| one.capacity - one.active_pairings - supervised);
    if mentor_left < 0 || supervisor_left < 0 { Err(Error::Stale) } else { Ok(()) }
}
