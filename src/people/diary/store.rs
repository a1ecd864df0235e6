//! Commitments as rows, in one b-tree by person and start.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Commitment, CommitmentKind};
use crate::access::{AccountId, Action, Owners};
use crate::base::error::OnUnique;
use crate::base::{Code, Error, Id, Instant, Interval, Result};
use crate::db::schema::commitments;
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// Marks ids of whatever takes the time.
pub enum SourceMark {}

impl Stored for Commitment {
    type Row = Row;
    const SEE: Action = Action::SeeCommitment;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let when = Interval::new(row.starts_at, row.ends_at)
            .ok_or_else(|| Error::Internal("a commitment runs backwards".into()))?;
        let commitment = Self { person: row.person, when, kind: row.kind, source: row.source.uuid() };
        Ok((commitment, Owners::of(row.person)))
    }
}

/// A row of `commitments`, in the order of its columns.
#[derive(Queryable, Insertable)]
#[diesel(table_name = commitments, treat_none_as_default_value = false)]
pub struct Row {
    person: AccountId,
    starts_at: Instant,
    ends_at: Instant,
    kind: CommitmentKind,
    source: Id<SourceMark>,
}

/// What of a person's time is taken within `when`, earliest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn within(tx: &mut Tx<'_>, person: AccountId, when: Interval) -> Result<Vec<Sealed<Commitment>>> {
    tx.list(
        commitments::table
            .filter(commitments::person.eq(person))
            .filter(commitments::starts_at.lt(when.end))
            .filter(commitments::ends_at.gt(when.start))
            .order(commitments::starts_at),
    )
}

/// Takes a stretch of a person's time; the caller has held the person and found it free.
///
/// # Errors
/// A conflict `clash` when something begins at the same moment.
pub fn enter<T>(tx: &mut Tx<'_>, because: &Recorded<T>, commitment: &Commitment) -> Result<()> {
    let row = Row {
        person: commitment.person,
        starts_at: commitment.when.start,
        ends_at: commitment.when.end,
        kind: commitment.kind,
        source: Id::from_uuid(commitment.source),
    };
    let statement = diesel::insert_into(commitments::table).values(row);
    tx.write(because, statement).map(|_| ()).on_unique(Code::Clash)
}

/// Gives back whatever `source` took of a person's time.
///
/// # Errors
/// Whatever the database refuses.
pub fn free<T>(tx: &mut Tx<'_>, because: &Recorded<T>, person: AccountId, source: Uuid) -> Result<()> {
    let taken = commitments::table
        .filter(commitments::person.eq(person))
        .filter(commitments::source.eq(Id::<SourceMark>::from_uuid(source)));
    tx.write(because, diesel::delete(taken)).map(|_| ())
}
