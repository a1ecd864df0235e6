//! A copy: parts, rows, values.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::access::{AccountId, ReferralId};
use crate::base::{Id, Instant, Language, Result, text_enum};
use crate::keys::Encrypted;

/// Whom a copy is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Account(AccountId),
    /// A person in custody, who has no account.
    Referral(ReferralId),
}

text_enum! {
    /// A part of a copy, in the order in which it is read.
    pub enum CopyPart {
        /// Name, address, language, supervision as they told it.
        Account = "account",
        /// Signing in: devices, second factors, mailed links.
        SignIns = "sign_ins",
        /// Offices held, and invitations to them.
        Offices = "offices",
        /// The file of a mentor.
        Mentor = "mentor",
        /// The file of a person in custody.
        Referral = "referral",
        /// Pairings and their course.
        Pairings = "pairings",
        /// What staff noted in words; a psychologist says whether it is handed over.
        Notes = "notes",
        Supervision = "supervision",
        Checks = "checks",
        /// Shifts, and what else stands in the diary.
        Bookings = "bookings",
        Hours = "hours",
        /// When which letter left.
        Letters = "letters",
        Looks = "looks",
        /// What was asked about all this before.
        Requests = "requests",
    }
}

text_enum! {
    /// What a value is, so that a page can say it in words.
    pub enum CellKind {
        /// The key of a row, the same wherever the row is named.
        Key = "key",
        /// A word of a fixed list.
        Code = "code",
        /// What somebody wrote.
        Words = "words",
        Number = "number",
        Truth = "truth",
        /// A day of the calendar in Hong Kong.
        Day = "day",
        Moment = "moment",
        /// Somebody else, told apart by a number; 0 is whom the copy is of.
        Person = "person",
        /// Answers with names of their own.
        Document = "document",
    }
}

text_enum! {
    /// LeftBecause a column is in no copy.
    pub enum LeftBecause {
        /// A number by which the server keeps order; it says nothing of anybody.
        Order = "order",
        /// What proves who somebody is, and would let whoever reads it in.
        Secret = "secret",
        /// It tells of another person.
        Other = "other",
        /// It tells of no person.
        Nobody = "nobody",
        /// Whom a centre keeps apart is told to nobody, whether or not there is anything.
        Apart = "apart",
        /// It is gone within a day or so.
        Passing = "passing",
        /// It stands in another part, or follows from it.
        Elsewhere = "elsewhere",
        /// The log that shows whether anybody bent the data: it keeps codes alone, and is not taken apart.
        Log = "log",
    }
}

/// One column of one row.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CopyCell {
    /// The column.
    pub name: &'static str,
    pub kind: CellKind,
    /// Null where nothing was said, or it was erased.
    pub value: Value,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KeptRow {
    /// What it is a row of.
    pub of: &'static str,
    pub cells: Vec<CopyCell>,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PartOfCopy {
    pub part: CopyPart,
    pub rows: Vec<KeptRow>,
}

/// What is in no copy.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeftOut {
    pub of: &'static str,
    pub why: LeftBecause,
    pub columns: Vec<&'static str>,
}

/// A whole copy.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DataCopy {
    /// How to read it: `alongside-copy-1`.
    pub format: &'static str,
    /// When it was made.
    pub at: Instant,
    /// The language that the person reads.
    pub language: Language,
    pub parts: Vec<PartOfCopy>,
    pub left: Vec<LeftOut>,
}

/// Marks keys of rows of any table.
pub enum AnyMark {}
/// The key of a row of any table.
pub type Key = Id<AnyMark>;

/// A type of a column: as what it stands in a copy.
pub trait Column: Sized {
    /// The value.
    ///
    /// # Errors
    /// `Internal` when an encrypted text was not opened.
    fn value(self) -> Result<Value>;
    /// What must be opened first.
    fn locked(&mut self) -> Option<&mut Encrypted> {
        None
    }
    /// The key of its row, where it is one.
    fn key(&self) -> Option<Key> {
        None
    }
}
