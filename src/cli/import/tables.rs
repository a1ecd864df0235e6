//! The tables of an import in the order in which they are read, each with its file and its columns.

use uuid::Uuid;

use super::row::Row;
use super::{custody, mentoring, people, service, serving};
use crate::base::Result;
use crate::tx::Tx;

/// How the rows of one file become rows of the database.
pub struct Table {
    pub file: &'static str,
    /// The word under which other files point at its rows.
    pub kind: &'static str,
    pub columns: &'static [&'static str],
    /// Brings one row by the flows of its feature; `None` when there is nothing to bring.
    pub bring: fn(&mut Tx<'_>, &mut Row<'_>) -> Result<Option<Uuid>>,
}

/// Every table; a row points only at rows of tables above its own.
pub const TABLES: [Table; 15] = [
    Table { file: "hosts.csv", kind: "host", columns: service::HOST, bring: service::host },
    Table { file: "staff.csv", kind: "staff", columns: people::STAFF, bring: people::staff },
    Table { file: "members.csv", kind: "member", columns: people::MEMBER, bring: people::member },
    Table { file: "checks.csv", kind: "check", columns: people::CHECK, bring: people::check },
    Table {
        file: "supervisees.csv",
        kind: "supervisee",
        columns: people::SUPERVISEE,
        bring: people::supervisee,
    },
    Table { file: "mentors.csv", kind: "mentor", columns: mentoring::MENTOR, bring: mentoring::mentor },
    Table { file: "openings.csv", kind: "opening", columns: service::OPENING, bring: service::opening },
    Table { file: "slots.csv", kind: "slot", columns: service::SLOT, bring: service::slot },
    // An opening can only be published once it has slots, so its file is read a second time.
    Table {
        file: "openings.csv",
        kind: "publication",
        columns: service::OPENING,
        bring: service::publication,
    },
    Table { file: "referrals.csv", kind: "referral", columns: custody::REFERRAL, bring: custody::referral },
    Table {
        file: "keep_apart.csv",
        kind: "keep_apart",
        columns: custody::KEEP_APART,
        bring: custody::keep_apart,
    },
    Table { file: "pairings.csv", kind: "pairing", columns: custody::PAIRING, bring: custody::pairing },
    Table { file: "bookings.csv", kind: "booking", columns: serving::BOOKING, bring: serving::booking },
    Table {
        file: "attendance.csv",
        kind: "attendance",
        columns: serving::ATTENDANCE,
        bring: serving::attendance,
    },
    // Nobody books what is closed, so openings close when all bookings are there.
    Table { file: "openings.csv", kind: "closing", columns: service::OPENING, bring: serving::closing },
];

/// The names of the files, each once.
pub fn files() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().filter(|table| !matches!(table.kind, "publication" | "closing"))
}
