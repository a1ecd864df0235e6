//! What openings ask of people, for a page of slots at once.

use diesel::prelude::*;

use crate::access::{Action, HostId, Owners};
use crate::base::{Instant, Result};
use crate::db::schema::openings;
use crate::people::checks::model::CheckKind;
use crate::service::slots::model::OpeningId;
use crate::service::slots::store::owners;
use crate::tx::{Sealed, Stored, Tx};

/// What an opening asks of whoever takes a slot of it.
#[derive(Clone, Debug)]
pub struct Gate {
    pub opening: OpeningId,
    pub min_age: Option<i64>,
    pub needs_check: Option<CheckKind>,
    pub association_sensitive: bool,
}

impl Stored for Gate {
    type Row = (OpeningId, Option<i64>, Option<CheckKind>, bool, HostId, Option<Instant>);
    const SEE: Action = Action::SeeOpening;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (opening, min_age, needs_check, association_sensitive, host, published_at) = row;
        Ok((Self { opening, min_age, needs_check, association_sensitive }, owners(host, published_at)))
    }
}

/// What some openings ask.
///
/// # Errors
/// Whatever the database refuses.
pub fn gates(tx: &mut Tx<'_>, of: Vec<OpeningId>) -> Result<Vec<Sealed<Gate>>> {
    tx.list(openings::table.filter(openings::id.eq_any(of)).select((
        openings::id,
        openings::min_age,
        openings::needs_check,
        openings::association_sensitive,
        openings::host,
        openings::published_at,
    )))
}
