//! The ledger of imports as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::brought::Brought;
use crate::access::{Action, Owners};
use crate::base::{Id, Result};
use crate::db::schema::imports;
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// Marks ids of whatever a row became.
pub enum ObjectMark {}

impl Stored for Brought {
    type Row = (String, String, Id<ObjectMark>);
    const SEE: Action = Action::Import;

    fn unpack((kind, reference, object): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { kind, reference, object: object.uuid() }, Owners::default()))
    }
}

/// Everything that imports have brought.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Sealed<Brought>>> {
    tx.list(imports::table.select((imports::kind, imports::reference, imports::object)))
}

/// What the row of a reference became, if one was brought.
pub fn of(tx: &mut Tx<'_>, kind: &str, reference: &str) -> Result<Option<Sealed<Brought>>> {
    let row = imports::table
        .filter(imports::kind.eq(kind.to_owned()))
        .filter(imports::reference.eq(reference.to_owned()));
    tx.maybe(row.select((imports::kind, imports::reference, imports::object)))
}

/// Writes that a row was brought.
pub fn insert(tx: &mut Tx<'_>, row: &Recorded<Brought>) -> Result<()> {
    let object: Uuid = row.object;
    let statement = diesel::insert_into(imports::table).values((
        imports::kind.eq(row.kind.clone()),
        imports::reference.eq(row.reference.clone()),
        imports::object.eq(Id::<ObjectMark>::from_uuid(object)),
        imports::at.eq(tx.now),
    ));
    tx.write(row, statement).map(|_| ())
}
