//! Traces of the everyday, which go by themselves.

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;

use crate::base::{Error, Instant, Result};
use crate::db::schema::{ceremonies, commitments, invitations, link_tokens, outbox, reopenings, sign_ins};
use crate::rights::retention::model::{RowKind, Swept};
use crate::tx::{Recorded, Tx};

/// Does `$use!(rows)` with the rows of a kind that were over before a day.
macro_rules! each {
    ($kind:expr, $before:expr, $use:ident) => {{
        let at = Instant::from_hong_kong($before.and_time(NaiveTime::MIN));
        match $kind {
            RowKind::Letters => {
                $use!(outbox::table.filter(outbox::state.ne("waiting")).filter(outbox::created_at.lt(at)))
            }
            RowKind::Links => {
                $use!(link_tokens::table.filter(link_tokens::expires_at.lt(at)))
            }
            RowKind::SignIns => $use!(
                sign_ins::table.filter(
                    sign_ins::ended_at
                        .lt(at)
                        .assume_not_null()
                        .or(sign_ins::expires_at.lt(at))
                        .or(sign_ins::idle_until.lt(at))
                )
            ),
            RowKind::Diary => $use!(commitments::table.filter(commitments::ends_at.lt(at))),
            RowKind::Invitations => $use!(invitations::table.filter(invitations::expires_at.lt(at))),
            RowKind::Reopenings => $use!(reopenings::table.filter(reopenings::ends_at.lt(at))),
            RowKind::Referrals
            | RowKind::Accounts
            | RowKind::Unproven
            | RowKind::Applications
            | RowKind::Supervision
            | RowKind::Checks
            | RowKind::Apart
            | RowKind::Requests
            | RowKind::Emergencies => Err(Error::Internal("what tells of people goes by two words".into())),
        }
    }};
}

/// How many rows of a kind were over before a day.
///
/// # Errors
/// Whatever the database refuses.
pub fn traces(tx: &mut Tx<'_>, kind: RowKind, before: NaiveDate) -> Result<i64> {
    macro_rules! count {
        ($rows:expr) => {
            Ok(tx.value::<i64>($rows.count())?.unwrap_or(0))
        };
    }
    each!(kind, before, count)
}

/// Deletes them.
///
/// # Errors
/// Whatever the database refuses.
pub fn sweep(tx: &mut Tx<'_>, because: &Recorded<Swept>, before: NaiveDate) -> Result<()> {
    // A proof that nobody finished lies no longer than a link.
    let now = tx.now;
    tx.write(because, diesel::delete(ceremonies::table.filter(ceremonies::ends_at.lt(now))))?;
    macro_rules! delete {
        ($rows:expr) => {
            tx.write(because, diesel::delete($rows)).map(|_| ())
        };
    }
    each!(because.kind, before, delete)
}
