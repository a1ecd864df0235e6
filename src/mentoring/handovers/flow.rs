//! Who takes over, and what goes along.

use crate::access::AccountId;
use crate::base::Result;
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::{Mentor, MentorId};
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::Pairing;
use crate::mentoring::psychologists;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Referral, ReferralId};
use crate::tx::Tx;

/// Another psychologist supervises a mentor, and accompanies the pairings that are under way.
///
/// # Errors
/// `Stale`; `Invalid` for nobody of the centre; a conflict unless they are a mentor, or without room for the pairings.
pub fn mentor(tx: &mut Tx<'_>, id: MentorId, to: AccountId, version: i64) -> Result<Mentor> {
    let (recorded, mentor) = mentors::flow::hand_over(tx, id, to, version)?;
    for pairing in pairings::store::under_way_of(tx, id)? {
        let pairing = pairing.unchecked("a mentor's pairings go along to whoever supervises");
        psychologists::store::free_place(tx, &recorded, pairing.psychologist)?;
        psychologists::store::take_place(tx, &recorded, to)?;
        pairings::store::hand_over(tx, &recorded, &Pairing { psychologist: to, ..pairing })?;
    }
    Ok(mentor)
}

/// Another psychologist accompanies a person in custody from now on, also in what is open for them.
///
/// # Errors
/// `Stale`; `Invalid` for nobody of the centre; a conflict when the referral has ended.
pub fn referral(tx: &mut Tx<'_>, id: ReferralId, to: AccountId, version: i64) -> Result<Referral> {
    tx.hold(id)?;
    referrals::flow::hand_over(tx, id, version, to, |tx, recorded| {
        for pairing in pairings::store::open_of(tx, id)? {
            let pairing = pairing.unchecked("a person's pairings go along to whoever accompanies them");
            pairings::store::hand_over(tx, recorded, &Pairing { referrer: to, ..pairing })?;
        }
        Ok(())
    })
}
