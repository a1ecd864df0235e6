//! What a mentor is told of what others changed of a pairing, until they have seen it: pure.

use super::model::{
    Consent, Ending, Pairing, PairingMove as Move, PairingNotice, PairingState as State, Step, Told,
};
use super::rules;
use crate::access::AccountId;
use crate::base::{Instant, Result};

/// The pairing after a step that came from `before`, with what its mentor is told of it. What they do themselves is not
/// told, and leaves nothing old to be told.
#[must_use]
pub fn telling(pairing: Pairing, before: State, step: Step, by: Option<AccountId>) -> Pairing {
    if by == Some(pairing.mentor_account) {
        return Pairing { told: None, ..pairing };
    }
    match notice(&pairing, before, step) {
        Some(notice) => Pairing { told: Some(Told { notice, seen_at: None }), ..pairing },
        None => pairing,
    }
}

/// Its mentor has seen what others changed.
///
/// # Errors
/// A conflict when there is nothing to be seen.
pub fn see(pairing: Pairing, now: Instant) -> Result<Pairing> {
    rules::may(&pairing, Move::See, None)?;
    let told = pairing.told.map(|told| Told { seen_at: Some(now), ..told });
    Ok(Pairing { told, ..pairing })
}

fn notice(pairing: &Pairing, before: State, step: Step) -> Option<PairingNotice> {
    if !pairing.is_known_to_mentor() {
        return None;
    }
    match pairing.state {
        State::Active if before == State::Consenting => Some(PairingNotice::Begun),
        State::Active if before == State::Paused => Some(PairingNotice::GoesOn),
        State::Paused => rests(step).then_some(PairingNotice::Rests),
        State::Closed if before != State::Consenting => Some(ended(pairing)),
        State::Closed | State::Declined | State::Lapsed => {
            (pairing.mentor_consent != Consent::Declined).then_some(PairingNotice::DoesNotBegin)
        }
        State::Proposed
        | State::Endorsed
        | State::Approved
        | State::Consenting
        | State::Active
        | State::Refused => None,
    }
}

const fn rests(step: Step) -> bool {
    matches!(step, Step::Paused | Step::PausedForMentor | Step::PausedForPic | Step::Held)
}

fn ended(pairing: &Pairing) -> PairingNotice {
    // Where contact had been stopped, how the person fares is not told.
    let stopped = pairing.rest.pic || pairing.rest.staff;
    match pairing.ending {
        Some(Ending::ByMentor) => PairingNotice::EndedAsWished,
        Some(Ending::GoalsReached) if !stopped => PairingNotice::GoalsReached,
        Some(Ending::Released) if !stopped => PairingNotice::Released,
        _ => PairingNotice::Ended,
    }
}
