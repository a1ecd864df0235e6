//! The weights of centres as rows.

use diesel::prelude::*;

use super::model::{CentreWeights, Changed};
use crate::access::{AccountId, Action, Caseload, Owners};
use crate::base::{Error, Instant, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::centre_weights;
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `centre_weights`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = centre_weights, treat_none_as_null = true, treat_none_as_default_value = false)]
#[diesel(primary_key(centre))]
pub struct Row {
    centre: String,
    weights: Object,
    changed_by: Option<AccountId>,
    changed_at: Instant,
    version: i64,
}

impl Row {
    /// The row of a centre's weights, every column of it; `now` where nobody has changed them.
    fn of(weights: &CentreWeights, now: Instant) -> Self {
        Self {
            centre: weights.centre.clone(),
            weights: Object::of(&weights.weights),
            changed_by: weights.changed.and_then(|changed| changed.by),
            changed_at: weights.changed.map_or(now, |changed| changed.at),
            version: weights.version,
        }
    }
}

impl Stored for CentreWeights {
    type Row = Row;
    const SEE: Action = Action::SeeWeights;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let owners = Owners { centre: Caseload::Of(row.centre.clone()), ..Owners::default() };
        let changed = Some(Changed { by: row.changed_by, at: row.changed_at });
        let (weights, version) = (row.weights.to()?, row.version);
        Ok((Self { centre: row.centre, weights, changed, version }, owners))
    }
}

/// The weights of a centre, if it has ever set them.
///
/// # Errors
/// Whatever the database refuses.
pub fn find(tx: &mut Tx<'_>, centre: &str) -> Result<Option<Sealed<CentreWeights>>> {
    tx.maybe(centre_weights::table.find(centre.to_owned()))
}

/// Writes a centre's weights.
///
/// # Errors
/// `Stale` when they were changed meanwhile.
pub fn save(tx: &mut Tx<'_>, next: Recorded<CentreWeights>) -> Result<CentreWeights> {
    let said = Row { version: next.version + 1, ..Row::of(&next, tx.now) };
    if next.version == 0 {
        tx.write(&next, diesel::insert_into(centre_weights::table).values(said)).map_err(
            |error| match error {
                Error::Unique => Error::Stale,
                other => other,
            },
        )?;
    } else {
        let row = centre_weights::table
            .filter(centre_weights::centre.eq(next.centre.clone()))
            .filter(centre_weights::version.eq(next.version));
        tx.change(&next, Kept(diesel::update(row).set(said)))?;
    }
    let next = next.into_inner();
    Ok(CentreWeights { version: next.version + 1, ..next })
}
