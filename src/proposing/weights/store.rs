//! The weights of centres as rows.

use diesel::prelude::*;

use super::model::{CentreWeights, Changed};
use crate::access::{AccountId, Action, Owners};
use crate::base::{Error, Instant, Result};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::centre_weights;
use crate::tx::{Recorded, Sealed, Stored, Tx};

impl Stored for CentreWeights {
    type Row = (String, Object, Option<AccountId>, Instant, i64);
    const SEE: Action = Action::SeeWeights;

    fn unpack((centre, weights, by, at, version): Self::Row) -> Result<(Self, Owners)> {
        let owners = Owners { centre: Some(centre.clone()), ..Owners::default() };
        Ok((Self { centre, weights: weights.to()?, changed: Some(Changed { by, at }), version }, owners))
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
    let said = (
        centre_weights::weights.eq(Object::of(&next.weights)),
        centre_weights::changed_by.eq(next.changed.and_then(|changed| changed.by)),
        centre_weights::changed_at.eq(next.changed.map_or(tx.now, |changed| changed.at)),
        centre_weights::version.eq(next.version + 1),
    );
    if next.version == 0 {
        let row = (centre_weights::centre.eq(next.centre.clone()), said);
        tx.write(&next, diesel::insert_into(centre_weights::table).values(row)).map_err(
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
