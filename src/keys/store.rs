//! Data keys and the versions of the key that wraps them, as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::field::Subject;
use super::ring::Known;
use crate::base::{Id, Instant, Result};
use crate::db::Connection;
use crate::db::schema::{data_keys, wrapping_keys};

/// Marks ids of data keys.
pub enum KeyMark {}
/// Marks ids of subjects.
pub enum SubjectMark {}

/// A row of `data_keys`, in the order of its columns.
#[derive(Queryable, Insertable, Clone)]
#[diesel(table_name = data_keys)]
pub struct Row {
    id: Id<KeyMark>,
    subject: Id<SubjectMark>,
    pub wrapped: Vec<u8>,
    /// The version of the key that has wrapped it.
    pub version: i64,
    created_at: Instant,
}

impl Row {
    #[must_use]
    pub const fn new(id: Uuid, subject: Subject, wrapped: Vec<u8>, version: i64, now: Instant) -> Self {
        Self {
            id: Id::from_uuid(id),
            subject: Id::from_uuid(subject.uuid()),
            wrapped,
            version,
            created_at: now,
        }
    }

    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.id.uuid()
    }

    #[must_use]
    pub const fn subject(&self) -> Subject {
        Subject::read(self.subject.uuid())
    }
}

/// The data keys of some ids, those that there are, in one query.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_ids(connection: &mut Connection<'_>, ids: &[Uuid]) -> Result<Vec<Row>> {
    match ids {
        // Its statement stays prepared.
        [id] => connection.load(data_keys::table.find(Id::<KeyMark>::from_uuid(*id))),
        _ => {
            let ids: Vec<Id<KeyMark>> = ids.iter().copied().map(Id::from_uuid).collect();
            connection.load(data_keys::table.filter(data_keys::id.eq_any(ids)))
        }
    }
}

/// The data key of a subject, if there is one.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_subject(connection: &mut Connection<'_>, subject: Subject) -> Result<Option<Row>> {
    let subject = Id::<SubjectMark>::from_uuid(subject.uuid());
    let rows = connection.load(data_keys::table.filter(data_keys::subject.eq(subject)))?;
    Ok(rows.into_iter().next())
}

/// Writes a new data key, unless its subject has got one meanwhile.
///
/// # Errors
/// Whatever the database refuses.
pub fn insert(connection: &mut Connection<'_>, row: Row) -> Result<()> {
    let statement = diesel::insert_into(data_keys::table).values(row);
    connection.execute(statement.on_conflict(data_keys::subject).do_nothing()).map(drop)
}

/// Every version that has been in use and was not retired, the oldest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn known(connection: &mut Connection<'_>) -> Result<Vec<Known>> {
    connection.load(
        wrapping_keys::table
            .order(wrapping_keys::version)
            .select((wrapping_keys::version, wrapping_keys::fingerprint)),
    )
}

/// Takes a version into use, unless it is.
///
/// # Errors
/// Whatever the database refuses.
pub fn begin(
    connection: &mut Connection<'_>,
    version: i64,
    fingerprint: Vec<u8>,
    now: Instant,
) -> Result<()> {
    let statement = diesel::insert_into(wrapping_keys::table).values((
        wrapping_keys::version.eq(version),
        wrapping_keys::fingerprint.eq(fingerprint),
        wrapping_keys::created_at.eq(now),
    ));
    connection.execute(statement.on_conflict(wrapping_keys::version).do_nothing()).map(drop)
}

/// How many data keys a version has wrapped.
///
/// # Errors
/// Whatever the database refuses.
pub fn count(connection: &mut Connection<'_>, version: i64) -> Result<i64> {
    let counted = data_keys::table.filter(data_keys::version.eq(version)).count();
    Ok(connection.load(counted)?.into_iter().next().unwrap_or(0))
}

/// Some data keys that another version than this has wrapped.
///
/// # Errors
/// Whatever the database refuses.
pub fn behind(connection: &mut Connection<'_>, version: i64, most: i64) -> Result<Vec<Row>> {
    connection
        .load(data_keys::table.filter(data_keys::version.lt(version)).order(data_keys::version).limit(most))
}

/// Writes a data key as another version has wrapped it.
///
/// # Errors
/// Whatever the database refuses.
pub fn rewrap(connection: &mut Connection<'_>, row: &Row, wrapped: Vec<u8>, version: i64) -> Result<()> {
    let target = data_keys::table.filter(data_keys::id.eq(row.id)).filter(data_keys::version.eq(row.version));
    let next = (data_keys::wrapped.eq(wrapped), data_keys::version.eq(version));
    connection.execute(diesel::update(target).set(next)).map(drop)
}

/// Takes every version before this out of use. The foreign key refuses it while one of them wraps a data key, even one
/// that is being written at this moment.
///
/// # Errors
/// Whatever the database refuses.
pub fn retire(connection: &mut Connection<'_>, before: i64) -> Result<usize> {
    connection.execute(diesel::delete(wrapping_keys::table.filter(wrapping_keys::version.lt(before))))
}

/// Deletes the data key of a subject: what is encrypted under it can never be read again.
///
/// # Errors
/// Whatever the database refuses.
pub fn erase(connection: &mut Connection<'_>, subject: Subject) -> Result<usize> {
    let subject = Id::<SubjectMark>::from_uuid(subject.uuid());
    connection.execute(diesel::delete(data_keys::table.filter(data_keys::subject.eq(subject))))
}
