//! The history of a pairing as rows: append-only.

use diesel::prelude::*;

use super::Why;
use crate::access::{AccountId, Action, Owners};
use crate::base::{Id, Instant, Result};
use crate::db::columns::Object;
use crate::db::schema::{accounts, mentors, pairing_history, pairings, referrals};
use crate::keys::{At, Encrypted, Field};
use crate::mentoring::pairings::model::{HistoryLine, Pairing, PairingId, Step};
use crate::mentoring::pairings::store;
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// Marks ids of lines of a pairing's history.
pub enum LineMark {}

/// A line of the history by itself.
type Line = (Id<LineMark>, Instant, Step, Option<Object>, Option<Encrypted>);

impl Stored for HistoryLine {
    type Row = ((store::Row, store::Around), Line, Option<String>);
    const SEE: Action = Action::SeePairing;

    fn encrypted((pairing, (id, .., note), _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        let note = note.as_mut().map(|note| (Field::PairingNote.of(*id), note));
        Pairing::encrypted(pairing).into_iter().chain(note).collect()
    }

    fn unpack((pairing, (_, at, step, reasons, note), by): Self::Row) -> Result<(Self, Owners)> {
        let (_, owners) = Pairing::unpack(pairing)?;
        // The history is the staff's, also after the mentor knows of the pairing.
        let owners = Owners { own: None, ..owners };
        // Written before reasons were kept.
        let reasons = reasons.map(|reasons| reasons.to()).transpose()?.unwrap_or_default();
        let note = note.map_or(Ok(None), Encrypted::text)?;
        Ok((Self { at, step, by, note, reasons }, owners))
    }
}

/// A pairing's history, in order.
pub fn of(tx: &mut Tx<'_>, id: PairingId) -> Result<Vec<Sealed<HistoryLine>>> {
    tx.list(
        pairing_history::table
            .inner_join(pairings::table.on(pairings::id.eq(pairing_history::pairing)))
            .inner_join(mentors::table.on(mentors::id.eq(pairings::mentor)))
            .inner_join(referrals::table.on(referrals::id.eq(pairings::referral)))
            .left_join(accounts::table.on(accounts::id.nullable().eq(pairing_history::recorded_by)))
            .filter(pairing_history::pairing.eq(id))
            .order(pairing_history::turn)
            .select((
                (pairings::all_columns, store::AROUND),
                (
                    pairing_history::id,
                    pairing_history::at,
                    pairing_history::event,
                    pairing_history::reasons,
                    pairing_history::note,
                ),
                accounts::preferred_name.nullable(),
            )),
    )
}

/// Adds a step and why it was taken.
pub fn add(
    tx: &mut Tx<'_>,
    of: &Recorded<Pairing>,
    step: Step,
    by: Option<AccountId>,
    why: Why,
) -> Result<()> {
    let id: Id<LineMark> = tx.fresh();
    let note = tx.encrypt_any(of.referral, Field::PairingNote.of(id), why.note.as_deref())?;
    // A new pairing has its first version already when it is written.
    let turn = if step.begins() { 0 } else { of.version };
    let statement = diesel::insert_into(pairing_history::table).values((
        pairing_history::id.eq(id),
        pairing_history::pairing.eq(of.id),
        pairing_history::at.eq(tx.now),
        pairing_history::turn.eq(turn),
        pairing_history::event.eq(step),
        pairing_history::recorded_by.eq(by),
        pairing_history::note.eq(note),
        pairing_history::reasons.eq(Object::of(&why.reasons)),
    ));
    tx.write(of, statement).map(|_| ())
}
