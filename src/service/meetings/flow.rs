//! Listing and deciding the questions of the caller's centres.

use crate::access::{AccountId, Role};
use crate::base::page::Ask;
use crate::base::{Cursor, Instant, Page, Result};
use crate::people::accounts;
use crate::people::accounts::model::PersonCard;
use crate::service::confirmations::model::{Confirmation, ConfirmationId, Leaves};
use crate::service::confirmations::record::ConfirmationEvent;
use crate::service::confirmations::{self, rules};
use crate::service::openings::model::Opening;
use crate::service::slots::model::Slot;
use crate::service::{bookings, openings, slots};
use crate::tx::{Tx, open_all};

/// A question with what a coordinator needs to decide it.
#[derive(Debug)]
pub struct Meeting {
    pub confirmation: Confirmation,
    /// Whoever booked later, and how often they have booked where the other held a place.
    pub later: PersonCard,
    pub times: i64,
    pub first: PersonCard,
    pub slot: Slot,
    pub opening: Opening,
    /// When the later one was told that we confirm.
    pub confirms_at: Option<Instant>,
}

const WHY: &str = "who decides for whom another place is found sees who, and where";

/// What waits for a decision of the caller's centres, the next to be due first; each that is read leaves a line.
///
/// # Errors
/// Whatever the database refuses.
pub fn waiting(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Meeting>> {
    let centres = tx.actor().centres(Role::Coordinator);
    let me = tx.account()?;
    let rows = confirmations::store::waiting(tx, centres, me, ask)?;
    let page = Page::cut(open_all(rows, tx)?, ask.limit, |one| Cursor {
        at: one.due,
        id: one.confirmation.id.uuid(),
    });
    let items = page.items.into_iter().map(|one| meeting(tx, one.confirmation)).collect::<Result<_>>()?;
    Ok(Page { items, next: page.next })
}

fn meeting(tx: &mut Tx<'_>, confirmation: Confirmation) -> Result<Meeting> {
    let confirmation = tx.record(confirmation.clone(), &ConfirmationEvent::Read(confirmation))?.into_inner();
    let slot = slots::store::find(tx, confirmation.slot)?.unchecked(WHY);
    let opening = openings::store::opening(tx, slot.opening)?.unchecked(WHY);
    Ok(Meeting {
        later: card(tx, confirmation.person)?,
        times: confirmations::store::times(tx, confirmation.pair, confirmation.person)?,
        first: card(tx, confirmation.first_person)?,
        confirms_at: bookings::store::find(tx, confirmation.booking)?.unchecked(WHY).confirms_at,
        confirmation,
        slot,
        opening,
    })
}

fn card(tx: &mut Tx<'_>, person: AccountId) -> Result<PersonCard> {
    Ok(accounts::store::card(tx, person)?.unchecked(WHY))
}

/// Decides for whom another place is found. Where both may come, the later booking confirms itself in its time, as if
/// nobody had been asked.
///
/// # Errors
/// `Hidden` for another centre's question, or one about the caller; a conflict when it was decided already; `Stale`.
pub fn decide(tx: &mut Tx<'_>, id: ConfirmationId, leaves: Leaves, version: i64) -> Result<()> {
    let asked = confirmations::store::find(tx, id)?.open_at(tx, version)?;
    let by = tx.account()?;
    let decided = rules::decide(asked, leaves, by, tx.now)?;
    let recorded = tx.record(decided.clone(), &ConfirmationEvent::Decided(decided))?;
    confirmations::store::save(tx, &recorded)?;
    match leaves {
        Leaves::Nobody => Ok(()),
        Leaves::Later => bookings::flow::give_back(tx, recorded.booking),
        Leaves::First => bookings::flow::give_back(tx, recorded.first_booking),
    }
}
