//! The tables of an import in the order in which they are read, each with its file and its columns.

use uuid::Uuid;

use super::row::Row;
use super::sheet::Columns;
use super::{custody, mentoring, people, service, serving};
use crate::base::Result;
use crate::tx::Tx;

/// How the rows of one file become rows of the database.
pub struct Table {
    pub file: &'static str,
    /// The word under which other files point at its rows.
    pub kind: &'static str,
    pub columns: &'static Columns,
    /// Brings one row by the flows of its feature; `None` when there is nothing to bring.
    pub bring: Bring,
}

type Bring = fn(&mut Tx<'_>, &mut Row<'_>) -> Result<Option<Uuid>>;

/// Every table; a row points only at rows of tables above its own.
pub const TABLES: [Table; 15] = [
    Table::of("hosts.csv", "host", &service::HOST, service::host),
    Table::of("staff.csv", "staff", &people::STAFF, people::staff),
    Table::of("members.csv", "member", &people::MEMBER, people::member),
    Table::of("checks.csv", "check", &people::CHECK, people::check),
    Table::of("supervisees.csv", "supervisee", &people::SUPERVISEE, people::supervisee),
    Table::of("mentors.csv", "mentor", &mentoring::MENTOR, mentoring::mentor),
    Table::of("openings.csv", "opening", &service::OPENING, service::opening),
    Table::of("slots.csv", "slot", &service::SLOT, service::slot),
    // An opening can only be published once it has slots, so its file is read a second time.
    Table::of("openings.csv", "publication", &service::OPENING, service::publication),
    Table::of("referrals.csv", "referral", &custody::REFERRAL, custody::referral),
    Table::of("keep_apart.csv", "keep_apart", &custody::KEEP_APART, custody::keep_apart),
    Table::of("pairings.csv", "pairing", &custody::PAIRING, custody::pairing),
    Table::of("bookings.csv", "booking", &serving::BOOKING, serving::booking),
    Table::of("attendance.csv", "attendance", &serving::ATTENDANCE, serving::attendance),
    // Nobody books what is closed, so openings close when all bookings are there.
    Table::of("openings.csv", "closing", &service::OPENING, serving::closing),
];

impl Table {
    const fn of(file: &'static str, kind: &'static str, columns: &'static Columns, bring: Bring) -> Self {
        Self { file, kind, columns, bring }
    }
}

/// The names of the files, each once.
pub fn files() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(|table| !matches!(table.kind, "publication" | "closing"))
}
