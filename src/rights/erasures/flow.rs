//! Whether somebody can be erased, and doing it.

use super::rules::{GoesOn, hindrances};
use super::store;
use crate::base::{Reason, Result};
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::MentorState;
use crate::mentoring::referrals;
use crate::people::{accounts, factors, supervisees};
use crate::rights::copies::model::Whose;
use crate::rights::holds;
use crate::tx::{Recorded, Tx};

const WHY: &str = "only whether it goes on is told to whoever answers";

/// Every reason why somebody cannot be erased yet.
///
/// # Errors
/// Whatever the database refuses.
pub fn against(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<Reason>> {
    let dispute = holds::store::is_held(tx, whose)?;
    Ok(hindrances(match whose {
        Whose::Account(person) => {
            let mentor = mentors::store::latest(tx, person)?.map(|row| row.unchecked(WHY).state);
            let over =
                [MentorState::Draft, MentorState::Declined, MentorState::Withdrawn, MentorState::SteppedDown];
            GoesOn {
                office: store::holds_office(tx, person)?,
                bookings: store::has_open_bookings(tx, person)?,
                mentor: mentor.is_some_and(|state| !over.contains(&state)),
                supervision: supervisees::store::current_of(tx, person)?.is_some(),
                referral: false,
                dispute,
            }
        }
        Whose::Referral(referral) => {
            let state = referrals::store::find(tx, referral)?.unchecked(WHY).state;
            GoesOn { referral: !state.is_end(), dispute, ..GoesOn::default() }
        }
    }))
}

/// Erases somebody, because their request was granted or their time is over.
///
/// # Errors
/// Whatever the database refuses.
pub fn erase<T>(tx: &mut Tx<'_>, because: &Recorded<T>, whose: Whose) -> Result<()> {
    match whose {
        Whose::Account(person) => {
            accounts::store::end_sessions(tx, because, person)?;
            factors::store::delete_all(tx, person, because)?;
            store::erase(tx, because, person)?;
            tx.erase_data_key(person)?;
        }
        Whose::Referral(referral) => {
            tx.erase_data_key(referral)?;
        }
    }
    Ok(())
}
