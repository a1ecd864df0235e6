//! What is over its age and waits for the word of one person, or of a second.

use diesel::prelude::*;
use uuid::Uuid;

use super::tally::{dated, moments};
use crate::access::AccountId;
use crate::base::Result;
use crate::db::schema::purges;
use crate::rights::retention;
use crate::rights::retention::model::{Purge, PurgeState};
use crate::rights::retention::rules::WAITS;
use crate::today::model::{About, Deadline, Item, Soon, Wait, Waiting};
use crate::today::rules::Cuts;
use crate::tx::Tx;

/// Proposals to erase, for others than whoever made them.
pub fn to_approve(tx: &mut Tx<'_>, reader: AccountId, cuts: &Cuts, into: &mut Vec<Waiting>) -> Result<()> {
    // They are sorted by when they were made, and lapse so many days later.
    let cut = moments(cuts).map(|moment| moment.minus(WAITS));
    dated!(
        tx,
        into,
        Wait::ApprovePurge,
        cut,
        purges::table.filter(purges::state.eq(PurgeState::Proposed)).filter(purges::proposed_by.ne(reader)),
        purges::proposed_at,
        purges::id,
        purges::all_columns,
        |purge: Purge| Item {
            id: purge.id.uuid(),
            within: None,
            deadline: Deadline::At(purge.proposed_at.plus(WAITS)),
            about: About::default(),
        }
    );
    Ok(())
}

/// Rows over their age, while nobody has proposed to erase them.
pub fn to_propose(tx: &mut Tx<'_>, into: &mut Vec<Waiting>) -> Result<()> {
    if retention::store::open(tx)?.is_some() {
        return Ok(());
    }
    let count = retention::flow::over_age(tx)?;
    if count > 0 {
        let deadline = Deadline::Since(None);
        let item = Item { id: Uuid::nil(), within: None, deadline, about: About::default() };
        into.push(Waiting { wait: Wait::ProposePurge, soon: Soon::Open, count, items: vec![item] });
    }
    Ok(())
}
