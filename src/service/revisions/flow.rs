//! A change of an opening, and whom it leaves without what is asked for.

use crate::base::Result;
use crate::service::openings::flow::Managed;
use crate::service::slots::model::OpeningId;
use crate::service::{bookings, openings};
use crate::tx::Tx;

/// The opening after a step, and how many who have booked it lack what it asks for now, if that changed.
///
/// # Errors
/// `Hidden` when the opening is none of the caller's; the step's own.
pub fn revised(
    tx: &mut Tx<'_>,
    id: OpeningId,
    step: impl FnOnce(&mut Tx<'_>) -> Result<Managed>,
) -> Result<(Managed, usize)> {
    let before = openings::store::opening(tx, id)?.consult(tx)?.asks();
    let managed = step(tx)?;
    let changed = before != managed.opening.asks();
    let unfit = if changed { bookings::anew::unfit_of(tx, &managed.opening)? } else { 0 };
    Ok((managed, unfit))
}
