//! Rows as they come out of the database: nothing of them can be read before the actor has leave.

use uuid::Uuid;

use crate::access::{Action, Owners, policy};
use crate::base::{Error, Result};
use crate::keys::{At, Encrypted};
use crate::tx::Tx;

/// A noun that is kept in rows: how a row becomes it, and whose it is.
pub trait Stored: Sized {
    /// The columns, in the order of the query.
    type Row;
    /// The action of knowing that the row exists.
    const SEE: Action;

    /// The encrypted texts of a row, each with the place that it must have been written for; they are opened before the row
    /// is unpacked, and one that is not named here cannot be read.
    fn encrypted(_row: &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        Vec::new()
    }

    /// The noun and its owners.
    ///
    /// # Errors
    /// `Internal` when the columns make no sense.
    fn unpack(row: Self::Row) -> Result<(Self, Owners)>;
}

/// A noun whose row counts its changes, so that a command names the one that it was decided on.
pub trait Versioned {
    /// How often the row was changed.
    fn version(&self) -> i64;
}

/// A noun that a request can make: it is found again when the request is sent again, so that the first answer is given
/// only to somebody who may still read it.
pub trait Made: Stored {
    /// The row of an id.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>>;
}

/// A row that nobody has leave to read yet.
pub struct Sealed<M> {
    content: M,
    owners: Owners,
    see: Action,
}

impl<M: Stored> Sealed<M> {
    pub(super) fn unpack(row: M::Row) -> Result<Self> {
        let (content, owners) = M::unpack(row)?;
        Ok(Self { content, owners, see: M::SEE })
    }
}

impl<M> Sealed<M> {
    /// The content, for an actor who may know of the row and may do to it what they are trying.
    ///
    /// # Errors
    /// `Hidden` when they may not know of it, `Forbidden` when they may know but not do.
    pub fn open(self, tx: &Tx<'_>) -> Result<M> {
        let may_do = policy::may(tx.actor(), tx.action(), &self.owners);
        let content = self.consult(tx)?;
        if may_do { Ok(content) } else { Err(Error::Forbidden) }
    }

    /// The content as [`open`](Self::open) gives it, if it still is what the actor decided on.
    ///
    /// # Errors
    /// Those of `open`; `Stale` when the row was changed since the actor saw `version` of it.
    pub fn open_at(self, tx: &Tx<'_>, version: i64) -> Result<M>
    where
        M: Versioned,
    {
        let content = self.open(tx)?;
        if content.version() == version { Ok(content) } else { Err(Error::Stale) }
    }

    /// The content, for an actor who may know of the row: for rows that a command looks at but does not change.
    ///
    /// # Errors
    /// `Hidden` when they may not know of it.
    pub fn consult(self, tx: &Tx<'_>) -> Result<M> {
        tx.shows(self.see, &self.owners);
        self.weigh(tx)
    }

    /// The content as [`consult`](Self::consult) gives it, for a count or a judgement over many of whom few or none are
    /// told. That they are weighed is no look at them; who is told is noted by `Tx::shows`.
    ///
    /// # Errors
    /// `Hidden` when the actor may not know of it.
    pub fn weigh(self, tx: &Tx<'_>) -> Result<M> {
        if policy::may(tx.actor(), self.see, &self.owners) { Ok(self.content) } else { Err(Error::Hidden) }
    }

    /// Whether the row is about whoever asks: what nobody does to themselves is left out where others do it.
    #[must_use]
    pub fn is_about_reader(&self, tx: &Tx<'_>) -> bool {
        self.owners.are_about(tx.actor())
    }

    /// The content for a pure judgement that tells the actor no more than its outcome (a clash, a hold, a name
    /// that the rules let them read); name the reason.
    pub fn unchecked(self, _why: &'static str) -> M {
        self.content
    }
}

/// Opens every row of a list; one that the actor may not see fails the whole list, so that a forgotten filter
/// shows nothing. Lists that may hold rows about their reader leave these out by `Tx::reader`.
///
/// # Errors
/// As [`Sealed::open`].
pub fn open_all<M>(rows: Vec<Sealed<M>>, tx: &Tx<'_>) -> Result<Vec<M>> {
    rows.into_iter().map(|row| row.open(tx)).collect()
}

/// Weighs every row of a list, of which only a count is told; as [`open_all`].
///
/// # Errors
/// As [`Sealed::weigh`].
pub fn weigh_all<M>(rows: Vec<Sealed<M>>, tx: &Tx<'_>) -> Result<Vec<M>> {
    rows.into_iter().map(|row| row.weigh(tx)).collect()
}
