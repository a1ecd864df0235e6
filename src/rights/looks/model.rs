//! Looks as they are told.

use crate::access::{HostId, Purpose, Role, Seen};
use crate::base::{Cursor, Instant, Text3};
use crate::rights::emergencies::model::{Cause, Verdict};
use crate::tx::LookId;

/// One look, and who it was.
#[derive(Clone, Debug)]
pub struct Looked {
    pub id: LookId,
    pub at: Instant,
    pub role: Role,
    /// The preferred name of whoever looked.
    pub name: Option<String>,
    /// The centre or institution for which they looked.
    pub place: Option<String>,
    pub host: Option<HostId>,
    pub seen: Seen,
    pub purpose: Purpose,
    /// The emergency access by which they looked, where it was one.
    pub emergency: Option<Emergency>,
    /// The name of the organisation.
    pub host_name: Option<Text3>,
}

/// An emergency access, as far as its subject reads of it.
#[derive(Clone, Copy, Debug)]
pub struct Emergency {
    pub cause: Cause,
    /// When it ended, or ends.
    pub ends_at: Instant,
    pub reviewed_at: Option<Instant>,
    pub verdict: Option<Verdict>,
}

impl Looked {
    /// Its place in the list.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.at, id: self.id.uuid() }
    }
}

/// A page of looks, the latest first.
#[derive(Clone, Debug)]
pub struct Looks {
    pub items: Vec<Looked>,
    pub next: Option<String>,
    /// Since when every look is kept.
    pub since: Instant,
    /// What nobody has looked at since.
    pub unseen: Vec<Seen>,
}
