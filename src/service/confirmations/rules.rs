//! How a question is decided: pure.

use super::model::{Confirmation, ConfirmationState, Leaves};
use crate::access::AccountId;
use crate::base::{Instant, Reason, Result};

/// A coordinator decides for whom another place is found.
///
/// # Errors
/// A conflict when it was decided, or is no longer asked.
pub fn decide(
    confirmation: Confirmation,
    leaves: Leaves,
    by: AccountId,
    now: Instant,
) -> Result<Confirmation> {
    if confirmation.state != ConfirmationState::Waiting {
        return Err(Reason::wrong_state(confirmation.state.as_str()).into());
    }
    let state = match leaves {
        Leaves::Nobody => ConfirmationState::Together,
        Leaves::Later => ConfirmationState::GivenBack,
        Leaves::First => ConfirmationState::OtherGivenBack,
    };
    Ok(Confirmation { state, decided_by: Some(by), decided_at: Some(now), ..confirmation })
}

/// Nobody needs to decide it any more.
#[must_use]
pub fn withdraw(confirmation: Confirmation, now: Instant) -> Confirmation {
    Confirmation { state: ConfirmationState::Withdrawn, decided_at: Some(now), ..confirmation }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn a_question_is_decided_once() {
        let now = Instant::from_hong_kong("2026-11-23T10:00:00".parse().unwrap());
        for state in ConfirmationState::ALL {
            for (leaves, becomes) in [
                (Leaves::Nobody, ConfirmationState::Together),
                (Leaves::Later, ConfirmationState::GivenBack),
                (Leaves::First, ConfirmationState::OtherGivenBack),
            ] {
                let asked = Confirmation {
                    id: Id::fresh(now),
                    pair: Id::fresh(now),
                    centre: "MFRC-MK".into(),
                    slot: Id::fresh(now),
                    booking: Id::fresh(now),
                    person: Id::fresh(now),
                    first_booking: Id::fresh(now),
                    first_person: Id::fresh(now),
                    asked_at: now,
                    state: *state,
                    decided_by: None,
                    decided_at: None,
                    version: 1,
                };
                let by = Id::fresh(now);
                match decide(asked, leaves, by, now) {
                    Ok(decided) => {
                        assert_eq!(*state, ConfirmationState::Waiting);
                        assert_eq!((decided.state, decided.decided_by), (becomes, Some(by)));
                    }
                    Err(_) => assert_ne!(*state, ConfirmationState::Waiting),
                }
            }
        }
    }
}
