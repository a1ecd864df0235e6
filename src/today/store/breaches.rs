//! Breaches that are not closed.

use diesel::prelude::*;

use super::tally::{dated, moments};
use crate::base::Result;
use crate::db::schema::breaches;
use crate::rights::breaches::model::Breach;
use crate::rights::breaches::rules::DECIDED_WITHIN;
use crate::today::model::{About, Deadline, Item, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::Tx;

/// Breaches that wait for their steps.
pub fn to_close(tx: &mut Tx<'_>, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    // They are sorted by when they were found, and due so many days later.
    let cut = moments(cuts).map(|moment| moment.minus(DECIDED_WITHIN));
    dated!(
        tx,
        into,
        Wait::HandleBreach,
        cut,
        breaches::table.filter(breaches::closed_at.is_null()),
        breaches::found_at,
        breaches::id,
        breaches::all_columns,
        |breach: Breach| Item {
            id: breach.id.uuid(),
            within: None,
            deadline: Deadline::At(breach.found_at.plus(DECIDED_WITHIN)),
            about: About::default(),
        }
    );
    Ok(())
}
