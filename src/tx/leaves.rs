//! The rows of the seal: lines of the audit log that have no leaf yet, their leaves, and the checkpoints.
//!
//! A line is told to be new by where it stands, not by its id or its time: an import writes of the past, and on
//! PostgreSQL a lower id may be committed later. SQLite has one writer, so there the order of rowids is that of commits;
//! on PostgreSQL a line says which transaction wrote it, and none comes of a transaction older than all that are under
//! way.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Binary, Nullable};

use super::Tx;
use crate::access::Action;
use crate::base::{Error, Id, Instant, Result};
use crate::db::Connection;
use crate::db::columns::{Moment, Uid};
use crate::db::schema::{audit_checkpoints, audit_leaves};
use crate::vault::{Entry, Hash};

/// Marks ids of lines of the audit log.
pub enum LineMark {}
/// The id of a line of the audit log.
pub type LineId = Id<LineMark>;

/// Whoever seals holds the others back until the commit.
const TURN: LineId = Id::from_uuid(uuid::Uuid::from_u128(0x5ea1));

/// A place between two lines, in the order in which they are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    number: i64,
    id: LineId,
}

impl Place {
    /// Before all lines.
    pub const BEGINNING: Self = Self::before(i64::MIN);
    /// Behind all lines.
    pub const END: Self = Self::before(i64::MAX);

    /// Before the first line of a transaction, or with a rowid.
    const fn before(number: i64) -> Self {
        Self { number, id: Id::from_uuid(uuid::Uuid::nil()) }
    }
}

/// A part of the log that was looked through.
#[derive(Debug)]
pub struct Look {
    /// The lines in it that have no leaf.
    pub loose: Vec<Entry>,
    /// Where the part ends; `None` at the end of the log.
    pub end: Option<Place>,
    /// Behind this place are all lines that can still come.
    pub settled: Place,
}

/// A checkpoint as it is kept.
#[derive(Clone, Debug, Queryable)]
pub struct Kept {
    pub size: i64,
    pub edge: Vec<u8>,
    pub note: String,
    pub at: Instant,
}

/// A leaf beside the line that it seals; `None` for a line that is gone.
#[derive(Debug)]
pub struct Leaf {
    pub position: i64,
    pub line: Vec<u8>,
    pub hash: Vec<u8>,
    pub entry: Option<Entry>,
}

/// The columns of a line as bytes, whatever has become of them.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Nullable<Binary>)]
    id: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Moment>)]
    at: Option<Instant>,
    #[diesel(sql_type = Nullable<Binary>)]
    actor: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    account: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    sign_in: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    action: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    event: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    object_kind: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    object: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    outcome: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    request: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    details: Option<Vec<u8>>,
}

const SQLITE: &str =
    "a.id, a.at, a.actor, a.account, a.sign_in, a.action, a.event, a.object_kind, a.object, a.outcome,
    a.request, a.details";
/// `jsonb` has spaces of its own making; see [`Row::entry`].
const POSTGRES: &str =
    "a.id, a.at, a.actor, a.account, a.sign_in, a.action, a.event, a.object_kind, a.object,
    a.outcome, a.request, a.details::text as details";

impl Row {
    /// The line. JSON is sealed as we write it to SQLite: how PostgreSQL writes it out may change with its version.
    fn entry(self, jsonb: bool) -> Entry {
        let written = |text: &Vec<u8>| {
            let value: serde_json::Value = serde_json::from_slice(text).ok()?;
            serde_json::to_vec(&value).ok()
        };
        let details =
            if jsonb { self.details.as_ref().and_then(written).or(self.details) } else { self.details };
        Entry([
            self.id,
            self.at.map(|at| at.micros().to_be_bytes().to_vec()),
            self.actor,
            self.account,
            self.sign_in,
            self.action,
            self.event,
            self.object_kind,
            self.object,
            self.outcome,
            self.request,
            details,
        ])
    }
}

#[derive(QueryableByName)]
struct LeafRow {
    #[diesel(sql_type = BigInt)]
    position: i64,
    #[diesel(sql_type = Binary)]
    line: Vec<u8>,
    #[diesel(sql_type = Binary)]
    hash: Vec<u8>,
    #[diesel(embed)]
    row: Row,
}

#[derive(QueryableByName)]
struct PlaceRow {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Uid)]
    id: LineId,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Nullable<BigInt>)]
    number: Option<i64>,
}

#[derive(QueryableByName)]
struct Unsealed {
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Nullable<Moment>)]
    at: Option<Instant>,
}

/// Leaves behind which lines without one are looked for; a transaction that took longer than so many is in none of the
/// figures until the daily look through the whole log.
const BEHIND: i64 = 1000;

impl Tx<'_> {
    /// Looks through so many lines behind a place for such as have no leaf, up to another place. Without it as far as the
    /// transactions of this database have come: where a dump was brought back their numbers begin anew, and lines of the
    /// database before have higher ones.
    ///
    /// # Errors
    /// `Forbidden` for any action but keeping the house.
    pub fn look_for_lines(&mut self, after: Place, until: Option<Place>, most: i64) -> Result<Look> {
        self.keeps_house()?;
        let (settled, next) = match self.connection {
            Connection::Sqlite(_) => {
                let last = self.number("select max(rowid) as number from audit")?.unwrap_or(0);
                (Place::before(last.saturating_add(1)), Place::END)
            }
            Connection::Postgres(_) => {
                let oldest = "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as number";
                let next = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as number";
                let (oldest, next) = (self.number(oldest)?.unwrap_or(0), self.number(next)?.unwrap_or(0));
                (Place::before(oldest), Place::before(next))
            }
        };
        let until = until.unwrap_or(next);
        let end = self.place_after(after, until, most)?;
        let stop = end.unwrap_or(until);
        let query = |columns: &str, number: &str| {
            // The first condition says nothing new; it is the one for which SQLite has an index.
            sql_query(format!(
                "select {columns} from audit a where a.{number} >= $1 and (a.{number}, a.id) > ($1, $2)
                 and (a.{number}, a.id) <= ($3, $4)
                 and not exists (select 1 from audit_leaves l where l.audit = a.id) order by a.{number}, a.id"
            ))
            .bind::<BigInt, _>(after.number)
            .bind::<Uid, _>(after.id)
            .bind::<BigInt, _>(stop.number)
            .bind::<Uid, _>(stop.id)
        };
        let jsonb = matches!(self.connection, Connection::Postgres(_));
        let rows: Vec<Row> =
            self.connection.load_either(|| query(SQLITE, "rowid"), || query(POSTGRES, "written_in"))?;
        let loose = rows.into_iter().map(|row| row.entry(jsonb)).collect();
        Ok(Look { loose, end, settled })
    }

    /// The place of the last of so many lines; `None` where fewer follow.
    fn place_after(&mut self, after: Place, until: Place, most: i64) -> Result<Option<Place>> {
        let query = |number: &str| {
            sql_query(format!(
                "select {number} as number, id from audit where {number} >= $1 and ({number}, id) > ($1, $2)
                 and ({number}, id) <= ($3, $4) order by {number}, id limit 1 offset $5"
            ))
            .bind::<BigInt, _>(after.number)
            .bind::<Uid, _>(after.id)
            .bind::<BigInt, _>(until.number)
            .bind::<Uid, _>(until.id)
            .bind::<BigInt, _>(most - 1)
        };
        let rows: Vec<PlaceRow> = self.connection.load_either(|| query("rowid"), || query("written_in"))?;
        Ok(rows.into_iter().next().map(|row| Place { number: row.number, id: row.id }))
    }

    fn number(&mut self, query: &str) -> Result<Option<i64>> {
        let rows: Vec<Number> = self.connection.load_either(|| sql_query(query), || sql_query(query))?;
        Ok(rows.into_iter().next().and_then(|row| row.number))
    }

    /// How many lines have no leaf, and when the oldest of them was written: of those that stand behind the last leaves,
    /// because to look through the whole log for them would take as long as it is.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn unsealed(&mut self) -> Result<(i64, Option<Instant>)> {
        let query = |number: &str| {
            sql_query(format!(
                "select count(*) as number, min(a.at) as at from audit a where a.{number} >= coalesce((
                     select min(b.{number}) from audit_leaves l join audit b on b.id = l.audit
                     where l.position >= (select max(position) from audit_leaves) - $1), $2)
                 and not exists (select 1 from audit_leaves l where l.audit = a.id)"
            ))
            .bind::<BigInt, _>(BEHIND)
            .bind::<BigInt, _>(i64::MIN)
        };
        let rows: Vec<Unsealed> = self.connection.load_either(|| query("rowid"), || query("written_in"))?;
        Ok(rows.into_iter().next().map_or((0, None), |row| (row.number, row.at)))
    }

    /// The last checkpoint.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn last_checkpoint(&mut self) -> Result<Option<Kept>> {
        last_checkpoint(&mut self.connection)
    }

    /// Keeps the leaves of lines that follow a checkpoint of `size`, and the checkpoint behind them.
    ///
    /// # Errors
    /// `Stale` when another server has sealed lines since; `Forbidden` for any action but keeping the house.
    pub fn seal(&mut self, size: i64, lines: &[(LineId, Hash)], next: &Kept) -> Result<()> {
        self.keeps_house()?;
        self.hold(TURN)?;
        if self.last_checkpoint()?.map_or(0, |last| last.size) != size {
            return Err(Error::Stale);
        }
        let leaves: Vec<_> = (size..)
            .zip(lines)
            .map(|(position, (line, hash))| {
                (
                    audit_leaves::position.eq(position),
                    audit_leaves::audit.eq(*line),
                    audit_leaves::hash.eq(hash.to_vec()),
                )
            })
            .collect();
        match &mut self.connection {
            // One trip to the server for all.
            Connection::Postgres(connection) => {
                diesel::insert_into(audit_leaves::table).values(leaves).execute(*connection)?;
            }
            Connection::Sqlite(connection) => {
                for leaf in leaves {
                    diesel::insert_into(audit_leaves::table).values(leaf).execute(*connection)?;
                }
            }
        }
        let checkpoint = (
            audit_checkpoints::size.eq(next.size),
            audit_checkpoints::edge.eq(next.edge.clone()),
            audit_checkpoints::note.eq(next.note.clone()),
            audit_checkpoints::at.eq(next.at),
        );
        self.connection.execute(diesel::insert_into(audit_checkpoints::table).values(checkpoint)).map(drop)
    }

    fn keeps_house(&self) -> Result<()> {
        if self.action == Action::KeepHouse { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// The last checkpoint.
///
/// # Errors
/// Whatever the database refuses.
pub fn last_checkpoint(connection: &mut Connection<'_>) -> Result<Option<Kept>> {
    let last = audit_checkpoints::table.order(audit_checkpoints::size.desc()).limit(1);
    Ok(connection.load(last)?.into_iter().next())
}

/// Checkpoints with more than `size` leaves, so many at most.
///
/// # Errors
/// Whatever the database refuses.
pub fn checkpoints(connection: &mut Connection<'_>, size: i64, most: i64) -> Result<Vec<Kept>> {
    let next = audit_checkpoints::table.filter(audit_checkpoints::size.gt(size));
    connection.load(next.order(audit_checkpoints::size.asc()).limit(most))
}

/// Leaves from a position on, each with its line, so many at most.
///
/// # Errors
/// Whatever the database refuses.
pub fn leaves(connection: &mut Connection<'_>, from: i64, most: i64) -> Result<Vec<Leaf>> {
    let jsonb = matches!(connection, Connection::Postgres(_));
    let query = |columns: &str| {
        sql_query(format!(
            "select l.position, l.audit as line, l.hash, {columns} from audit_leaves l
             left join audit a on a.id = l.audit where l.position >= $1 order by l.position limit $2"
        ))
        .bind::<BigInt, _>(from)
        .bind::<BigInt, _>(most)
    };
    let rows: Vec<LeafRow> = connection.load_either(|| query(SQLITE), || query(POSTGRES))?;
    let leaf = |found: LeafRow| {
        let entry = found.row.id.is_some().then(|| found.row.entry(jsonb));
        Leaf { position: found.position, line: found.line, hash: found.hash, entry }
    };
    Ok(rows.into_iter().map(leaf).collect())
}

/// Hashes of leaves from a position on, so many at most.
///
/// # Errors
/// Whatever the database refuses.
pub fn hashes(connection: &mut Connection<'_>, from: i64, most: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    let next =
        audit_leaves::table.filter(audit_leaves::position.ge(from)).order(audit_leaves::position.asc());
    connection.load(next.select((audit_leaves::position, audit_leaves::hash)).limit(most))
}

/// The position of a line.
///
/// # Errors
/// Whatever the database refuses.
pub fn position_of(connection: &mut Connection<'_>, line: LineId) -> Result<Option<i64>> {
    let leaf = audit_leaves::table.filter(audit_leaves::audit.eq(line)).select(audit_leaves::position);
    Ok(connection.load(leaf)?.into_iter().next())
}

/// Lines without a leaf, so many at most: the id of each, and when it says that it was.
///
/// # Errors
/// Whatever the database refuses.
pub fn loose(connection: &mut Connection<'_>, most: i64) -> Result<Vec<(Vec<u8>, Instant)>> {
    let query = || {
        sql_query(
            "select a.id, a.at from audit a where not exists (select 1 from audit_leaves l where l.audit = a.id)
             order by a.at, a.id limit $1",
        )
        .bind::<BigInt, _>(most)
    };
    let rows: Vec<Loose> = connection.load_either(query, query)?;
    Ok(rows.into_iter().map(|row| (row.id, row.at)).collect())
}

#[derive(QueryableByName)]
struct Loose {
    #[diesel(sql_type = Binary)]
    id: Vec<u8>,
    #[diesel(sql_type = Moment)]
    at: Instant,
}
