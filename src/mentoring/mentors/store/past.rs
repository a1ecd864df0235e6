//! What happened to a mentor, as rows: shadowing and history.

use diesel::prelude::*;

use super::day;
use crate::access::{AccountId, Action, Owners};
use crate::base::{Id, Instant, Result};
use crate::db::schema::{mentor_history, mentors, shadowing};
use crate::keys::{At, Encrypted, Field};
use crate::mentoring::mentors::model::{HistoryLine, Mentor, MentorId, MentorState, Shadowing};
use crate::tx::{Recorded, Sealed, Stored, Tx};

enum ShadowingMark {}
/// Marks ids of lines of a mentor's history.
pub enum HistoryMark {}

impl Stored for Shadowing {
    type Row = (String, i64, Option<AccountId>, AccountId);
    const SEE: Action = Action::SeeOwnMentor;

    fn unpack((on, half_hours, by, account): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { on: day(&on)?, half_hours, by }, Owners::of(account)))
    }
}

/// A mentor's shadowing, in order of days.
///
/// # Errors
/// Whatever the database refuses.
pub fn shadowing_of(tx: &mut Tx<'_>, id: MentorId) -> Result<Vec<Sealed<Shadowing>>> {
    tx.list(
        shadowing::table
            .inner_join(mentors::table.on(mentors::id.eq(shadowing::mentor)))
            .filter(shadowing::mentor.eq(id))
            .order((shadowing::on_day, shadowing::id))
            .select((shadowing::on_day, shadowing::half_hours, shadowing::recorded_by, mentors::account)),
    )
}

/// Writes a stretch of shadowing.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert_shadowing(tx: &mut Tx<'_>, of: &Recorded<Mentor>, stretch: &Shadowing) -> Result<()> {
    let id: Id<ShadowingMark> = tx.fresh();
    let statement = diesel::insert_into(shadowing::table).values((
        shadowing::id.eq(id),
        shadowing::mentor.eq(of.id),
        shadowing::on_day.eq(stretch.on.to_string()),
        shadowing::half_hours.eq(stretch.half_hours),
        shadowing::recorded_by.eq(stretch.by),
        shadowing::created_at.eq(tx.now),
    ));
    tx.write(of, statement).map(|_| ())
}

/// A line with its id.
type HistoryRow =
    (Id<HistoryMark>, Instant, String, Option<MentorState>, Option<AccountId>, Option<Encrypted>);

impl Stored for HistoryLine {
    type Row = (HistoryRow, AccountId);
    const SEE: Action = Action::SeeOwnMentor;

    fn encrypted(((id, .., note), _): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        note.iter_mut().map(|note| (Field::MentorNote.of(*id), note)).collect()
    }

    fn unpack(((_, at, event, state, by, note), account): Self::Row) -> Result<(Self, Owners)> {
        let note = note.map_or(Ok(None), Encrypted::text)?;
        Ok((Self { at, event, state, by, note }, Owners::of(account)))
    }
}

/// A mentor's history, in order.
///
/// # Errors
/// Whatever the database refuses.
pub fn history_of(tx: &mut Tx<'_>, id: MentorId) -> Result<Vec<Sealed<HistoryLine>>> {
    tx.list(
        mentor_history::table
            .inner_join(mentors::table.on(mentors::id.eq(mentor_history::mentor)))
            .filter(mentor_history::mentor.eq(id))
            .order(mentor_history::version)
            .select((
                (
                    mentor_history::id,
                    mentor_history::at,
                    mentor_history::event,
                    mentor_history::state,
                    mentor_history::recorded_by,
                    mentor_history::note,
                ),
                mentors::account,
            )),
    )
}

/// Writes a line of a mentor's history.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert_history(tx: &mut Tx<'_>, of: &Recorded<Mentor>, line: HistoryLine) -> Result<()> {
    let id: Id<HistoryMark> = tx.fresh();
    let note = tx.encrypt_any(of.account, Field::MentorNote.of(id), line.note.as_deref())?;
    let statement = diesel::insert_into(mentor_history::table).values((
        mentor_history::id.eq(id),
        mentor_history::mentor.eq(of.id),
        mentor_history::version.eq(of.version),
        mentor_history::at.eq(line.at),
        mentor_history::event.eq(line.event),
        mentor_history::state.eq(line.state),
        mentor_history::recorded_by.eq(line.by),
        mentor_history::note.eq(note),
    ));
    tx.write(of, statement).map(|_| ())
}
