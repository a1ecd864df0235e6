//! The places of shifts, as rows.

use diesel::prelude::*;

use crate::access::{Action, HostId, Owners};
use crate::base::{Instant, Result};
use crate::db::schema::{hosts, openings, slots};
use crate::service::hosts::store::owners;
use crate::tx::{Sealed, Stored, Tx};

/// How full one shift is.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    pub starts_at: Instant,
    pub taken: i64,
    pub capacity: i64,
}

impl Stored for Shift {
    type Row = (Instant, i64, i64, HostId, Option<String>);
    const SEE: Action = Action::SeeFigures;

    fn unpack((starts_at, taken, capacity, host, centre): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { starts_at, taken, capacity }, owners(host, centre)))
    }
}

/// The shifts with a centre's hosts that people can book, begun not before one moment and before another.
pub fn shifts(tx: &mut Tx<'_>, centre: &str, from: Instant, until: Instant) -> Result<Vec<Sealed<Shift>>> {
    tx.list(
        slots::table
            .inner_join(openings::table.on(openings::id.eq(slots::opening)))
            .inner_join(hosts::table.on(hosts::id.eq(openings::host)))
            .filter(slots::listed.eq(true))
            .filter(slots::starts_at.ge(from))
            .filter(slots::starts_at.lt(until))
            .filter(hosts::centre.eq(centre.to_owned()))
            .select((slots::starts_at, slots::taken, slots::capacity, hosts::id, hosts::centre)),
    )
}
