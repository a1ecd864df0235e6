//! What coordinators do with a supervision round.

use super::gather;
use super::model::Placings;
use super::solving::place;
use crate::access::AccountId;
use crate::base::{Code, Error, Result};
use crate::mentoring::mentors;
use crate::mentoring::mentors::model::MentorId;
use crate::places;
use crate::tx::Tx;

/// Who would be placed with whom if it were decided now, with who supervised them before.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre.
pub fn look(tx: &mut Tx<'_>, centre: &str) -> Result<Placings> {
    let placings = propose(tx, centre)?;
    let before = gather::before(tx, &placings)?;
    Ok(Placings { before, ..placings })
}

fn propose(tx: &mut Tx<'_>, centre: &str) -> Result<Placings> {
    let waiting = gather::waiting(tx, centre)?;
    place(&waiting, places::all())
}

/// Confirms one placing, if it still is the best there is, and says what is left.
///
/// # Errors
/// `Hidden` when the caller does not work for the centre or the mentor; `Stale` when the mentor changed meanwhile; a
/// conflict `placing_changed` when another psychologist would be better now, or nobody is needed or free; whatever the
/// handing over refuses.
pub fn confirm(tx: &mut Tx<'_>, centre: &str, id: MentorId, to: AccountId, version: i64) -> Result<Placings> {
    tx.works_for(centre)?;
    mentors::store::find(tx, id)?.open_at(tx, version)?;
    let placings = propose(tx, centre)?;
    if !placings.placed.iter().any(|one| one.mentor.id == id && one.psychologist == to) {
        return Err(Error::refused(Code::PlacingChanged));
    }
    mentors::flow::hand_over(tx, id, to, version)?;
    // Whom it leaves without room is seen once the pairings have gone along.
    tx.settle()?;
    look(tx, centre)
}
