//! Every consequence in the product, on one page: what becomes true for others, and who answers it.
//!
//! A feature raises a fact with its event and need not know who depends on it; here both sides are known. A reaction
//! records events of its own, which may raise facts, and belongs to the transaction of the change.

use crate::base::Result;
use crate::mentoring::pairings;
use crate::rights::requests;
use crate::service::{bookings, confirmations};
use crate::tx::{Fact, Tx};

/// Answers one fact.
///
/// # Errors
/// The reaction's own, which takes the whole change back.
pub fn react(tx: &mut Tx<'_>, fact: Fact) -> Result<()> {
    match fact {
        Fact::DemandChanged { opening, new } => bookings::anew::of_opening(tx, opening, new),
        Fact::MeetingPointChanged(slot) => bookings::anew::told_of_place(tx, slot),
        Fact::SlotCalledOff(slot) => bookings::anew::called_off(tx, slot),
        Fact::SupervisionChanged { person, bound_until } => {
            bookings::anew::of_person(tx, person, bound_until)?;
            // The history of a pairing does not name an officer.
            pairings::anew::of_mentor(tx, person, None)
        }
        Fact::OfficerChanged { person, officer } => bookings::anew::put_to(tx, person, officer),
        Fact::ChecksChanged(person) => pairings::anew::of_mentor(tx, person, None),
        Fact::MentorFitnessChanged { mentor, by } => pairings::anew::of_mentor(tx, mentor, by),
        Fact::MentorHandedOver { mentor, to } => {
            pairings::anew::supervised_by(tx, mentor, to)?;
            requests::anew::of_mentor(tx, mentor, to)
        }
        Fact::ReferralChanged(referral) => pairings::anew::of_referral(tx, referral),
        Fact::ReferralHandedOver { referral, to } => {
            pairings::anew::accompanied_by(tx, referral, to)?;
            requests::anew::of_referral(tx, referral, to)
        }
        Fact::PersonLeft { referral, released } => pairings::anew::person_left(tx, referral, released),
        Fact::KeptApart(pair) => {
            bookings::anew::kept_apart(tx, pair)?;
            pairings::anew::kept_apart(tx, pair)
        }
        Fact::KeptApartEnded(pair) => confirmations::anew::kept_apart_no_longer(tx, pair),
        // The gate forgets whom it remembers, once it is certain.
        Fact::RightsChanged => Ok(()),
        Fact::StaffLeft(account) => {
            pairings::anew::of_psychologist(tx, account)?;
            requests::anew::of_psychologist(tx, account)
        }
    }
}
