//! Kinds of rows with an age, and the erasing of what is over it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access::AccountId;
use crate::base::{Id, Instant, text_enum};

text_enum! {
    /// Rows that are kept for a time, each kind for its own.
    pub enum RowKind {
        /// Referrals that have ended: everything told of a person in custody.
        Referrals = "referrals",
        /// Accounts with which nobody has signed in, and for which nothing goes on.
        Accounts = "accounts",
        /// Accounts whose address nobody has proven.
        Unproven = "unproven",
        /// What somebody told of themselves who did not become a mentor, or no longer is one.
        Applications = "applications",
        /// Supervision that has ended, with what was cleared.
        Supervision = "supervision",
        /// Record checks that no longer count.
        Checks = "checks",
        /// Pairs that are no longer kept apart, with the questions about them.
        Apart = "apart",
        /// Requests about one's own data, answered or taken back.
        Requests = "requests",
        /// Emergency accesses that were reviewed.
        Emergencies = "emergencies",
        /// Letters that have left, or could not.
        Letters = "letters",
        /// Links in letters, and half-finished proofs of a second factor.
        Links = "links",
        /// Sign-ins that have ended, with their devices.
        SignIns = "sign_ins",
        /// What stood in somebody's diary.
        Diary = "diary",
        Invitations = "invitations",
        /// Second factors that were reopened.
        Reopenings = "reopenings",
    }
}

text_enum! {
    /// Where the erasing of what is over its age stands.
    pub enum PurgeState {
        /// One person's word: it waits for the second.
        Proposed = "proposed",
        /// It goes on, row by row.
        Approved = "approved",
        Done = "done",
        Withdrawn = "withdrawn",
        /// Nobody said the second word in time.
        Lapsed = "lapsed",
    }
}

text_enum! {
    /// What may be done with it.
    pub enum PurgeMove {
        Approve = "approve",
        Withdraw = "withdraw",
    }
}

/// Marks ids of purges.
pub enum PurgeMark {}
/// The id of a purge.
pub type PurgeId = Id<PurgeMark>;
/// Marks ids of rows of any kind.
pub enum AgedMark {}
/// The id of a row of any kind.
pub type AgedId = Id<AgedMark>;

/// For how long rows of one kind are kept.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    pub kind: RowKind,
    pub months: i64,
    /// When and by whom it was changed; `None`: it is what the product begins with.
    pub changed: Option<(AccountId, Instant)>,
    /// 0 while it is the product's.
    pub version: i64,
}

/// One kind within a purge.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct PurgeLine {
    pub kind: RowKind,
    /// What was over before this day is erased.
    pub before: NaiveDate,
    /// Rows found when it was proposed.
    pub found: i64,
    pub erased: i64,
}

/// The erasing of all that is over its age on a day.
#[derive(Clone, Debug)]
pub struct Purge {
    pub id: PurgeId,
    pub as_of: NaiveDate,
    pub state: PurgeState,
    pub lines: Vec<PurgeLine>,
    pub proposed_by: AccountId,
    pub proposed_at: Instant,
    pub approved: Option<(AccountId, Instant)>,
    pub ended_at: Option<Instant>,
    pub version: i64,
}

/// How many rows of a kind went by themselves.
#[derive(Clone, Copy, Debug)]
pub struct Swept {
    pub kind: RowKind,
    pub erased: i64,
}
