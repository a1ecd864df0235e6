//! What officers do about clearances; the decision on a booking is taken where bookings are (`bookings`).

use chrono::NaiveDate;

use super::model::{Cover, Request, Standing, StandingId};
use super::record::{StandingEvent, What};
use super::{rules, store};
use crate::base::page::Ask;
use crate::base::{Cursor, Error, FaultCode, Page, Result};
use crate::people::supervisees;
use crate::people::supervisees::model::{SuperviseeId, SuperviseeMove};
use crate::service::hosts;
use crate::tx::{Tx, open_all};

/// An officer's own requests: those that wait, or the settled.
///
/// # Errors
/// Whatever the database refuses.
pub fn requests(tx: &mut Tx<'_>, waiting: bool, ask: Ask) -> Result<Page<Request>> {
    let officer = tx.account()?;
    let rows = store::requests(tx, officer, waiting, ask)?;
    Ok(Page::cut(open_all(rows, tx)?, ask.limit, |Request { clearance, .. }| Cursor {
        at: if waiting { clearance.lapses_at } else { clearance.asked_at },
        id: clearance.id.uuid(),
    }))
}

/// The standing clearances of a supervisee.
///
/// # Errors
/// `Hidden` for another officer's supervisee.
pub fn standing(tx: &mut Tx<'_>, supervisee: SuperviseeId) -> Result<Vec<Standing>> {
    let supervisee = supervisees::store::find(tx, supervisee)?.open(tx)?;
    let rows = store::standing_of(tx, supervisee.id)?;
    open_all(rows, tx)
}

/// Clears a host, a category or mentoring for a supervisee until a day.
///
/// # Errors
/// `Hidden` for another officer's supervisee; `Invalid` for an unknown host or a day out of range.
pub fn grant(tx: &mut Tx<'_>, supervisee: SuperviseeId, cover: Cover, until: NaiveDate) -> Result<Standing> {
    let supervisee = supervisees::store::find(tx, supervisee)?.open(tx)?;
    if !tx.imports() {
        supervisees::rules::may(&supervisee, SuperviseeMove::Clear)?;
    }
    if let Cover::Host(host) = cover {
        match hosts::store::find(tx, host) {
            Err(Error::NotFound) => return Err(Error::invalid("hostId", FaultCode::UnknownCode)),
            found => found.map(|_| ())?,
        }
    }
    let standing = rules::grant(tx.fresh(), supervisee.id, cover, until, tx.now, tx.imports())?;
    let event = StandingEvent { what: What::Granted, standing: standing.clone(), supervisee };
    let recorded = tx.record(standing, &event)?;
    store::insert_standing(tx, recorded)
}

/// Takes a standing clearance back; what was booked on it stays.
///
/// # Errors
/// `Hidden` for another officer's; a conflict when it was taken back already.
pub fn end(tx: &mut Tx<'_>, id: StandingId) -> Result<()> {
    let standing = rules::end(store::find_standing(tx, id)?.open(tx)?, tx.now)?;
    let supervisee = supervisees::store::find(tx, standing.supervisee)?.open(tx)?;
    let event = StandingEvent { what: What::Ended, standing: standing.clone(), supervisee };
    let recorded = tx.record(standing, &event)?;
    store::save_standing(tx, recorded).map(|_| ())
}
