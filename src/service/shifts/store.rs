//! What openings ask of people, for a page of slots at once.

use diesel::prelude::*;

use crate::access::{Action, HostId, Owners};
use crate::base::{Instant, Result};
use crate::db::schema::{hosts, openings};
use crate::people::checks::model::CheckKind;
use crate::service::openings::model::Asks;
use crate::service::slots::model::{Category, OpeningId};
use crate::service::slots::store::owners;
use crate::tx::{Sealed, Stored, Tx};

/// What an opening asks of whoever takes a slot of it.
#[derive(Clone, Debug)]
pub struct Gate {
    pub opening: OpeningId,
    pub asks: Asks,
}

/// Whose an opening is.
type Host = (HostId, Option<String>, Option<Instant>);

impl Stored for Gate {
    type Row = (OpeningId, Category, Option<i64>, Option<CheckKind>, bool, Host);
    const SEE: Action = Action::SeeOpening;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let (opening, category, min_age, needs_check, association_sensitive, host) = row;
        let (host, centre, published_at) = host;
        let asks = Asks { category, min_age, needs_check, association_sensitive };
        Ok((Self { opening, asks }, owners(host, centre, published_at)))
    }
}

/// What some openings ask.
///
/// # Errors
/// Whatever the database refuses.
pub fn gates(tx: &mut Tx<'_>, of: Vec<OpeningId>) -> Result<Vec<Sealed<Gate>>> {
    let joined = openings::table.inner_join(hosts::table.on(hosts::id.eq(openings::host)));
    tx.list(joined.filter(openings::id.eq_any(of)).select((
        openings::id,
        openings::category,
        openings::min_age,
        openings::needs_check,
        openings::association_sensitive,
        (openings::host, hosts::centre, openings::published_at),
    )))
}
