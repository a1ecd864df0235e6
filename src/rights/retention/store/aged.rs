//! Rows about people that are over their age: where each kind is found, and how one of it goes.

use chrono::{NaiveDate, NaiveTime};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::access::{AccountId, MentorId, PairId, ReferralId};
use crate::base::{Error, Instant, Result};
use crate::db::schema::{
    accounts, bookings, checks, clearances, confirmations, data_keys, data_requests, emergencies, grants,
    holds, keep_apart, mentors, referrals, sign_ins, standing_clearances, supervisees,
};
use crate::mentoring::mentors as mentor_files;
use crate::mentoring::mentors::model::MentorState;
use crate::mentoring::referrals::model::ReferralState;
use crate::people::accounts::model::AccountState;
use crate::people::supervisees::model::SuperviseeState;
use crate::rights::copies::model::Whose;
use crate::rights::erasures;
use crate::rights::retention::model::{AgedId, RowKind};
use crate::service::bookings::model::BookingState;
use crate::tx::{Recorded, Tx};

/// Whoever is not held, by the column that names them.
macro_rules! free {
    ($held:ident, $column:expr) => {
        not(exists(holds::table.filter(holds::ended_at.is_null()).filter(holds::$held.eq($column))))
    };
}

/// Does `$use!(rows, id)` with the rows of a kind that were over before a day.
macro_rules! aged {
    ($tx:expr, $kind:expr, $before:expr, $use:ident) => {{
        let at = Instant::from_hong_kong($before.and_time(NaiveTime::MIN));
        let day = $before.to_string();
        match $kind {
            RowKind::Referrals => $use!(
                referrals::table
                    .filter(referrals::state.eq_any(ended_referrals()))
                    .filter(referrals::since.lt(at))
                    // What is erased has no key any more.
                    .filter(exists(data_keys::table.filter(data_keys::subject.eq(referrals::id))))
                    .filter(free!(referral, referrals::id.nullable())),
                referrals::id
            ),
            RowKind::Accounts => $use!(
                accounts::table
                    .filter(accounts::state.ne(AccountState::Unverified))
                    .filter(accounts::preferred_name.ne(""))
                    .filter(accounts::created_at.lt(at))
                    .filter(not(exists(
                        sign_ins::table
                            .filter(sign_ins::account.eq(accounts::id))
                            .filter(sign_ins::last_seen_at.ge(at))
                    )))
                    .filter(not(exists(
                        grants::table
                            .filter(grants::account.eq(accounts::id))
                            .filter(grants::until_at.is_null().or(grants::until_at.ge(at)))
                    )))
                    .filter(not(exists(
                        bookings::table
                            .filter(bookings::person.eq(accounts::id))
                            .filter(bookings::ends_at.ge(at).or(bookings::state.eq_any(open_bookings())))
                    )))
                    .filter(not(exists(
                        mentors::table
                            .filter(mentors::account.eq(accounts::id))
                            .filter(mentors::state.ne_all(past_mentors()))
                    )))
                    .filter(not(exists(
                        supervisees::table
                            .filter(supervisees::person.eq(accounts::id))
                            .filter(supervisees::state.eq(SuperviseeState::Current))
                    )))
                    .filter(free!(person, accounts::id.nullable())),
                accounts::id
            ),
            RowKind::Unproven => $use!(
                accounts::table
                    .filter(accounts::state.eq(AccountState::Unverified))
                    .filter(accounts::created_at.lt(at))
                    .filter(not(exists(grants::table.filter(grants::account.eq(accounts::id)))))
                    .filter(free!(person, accounts::id.nullable())),
                accounts::id
            ),
            RowKind::Applications => $use!(
                mentors::table
                    .filter(mentors::state.eq_any(past_mentors()))
                    .filter(mentors::since.lt(at))
                    .filter(mentors::answers_erased_at.is_null())
                    .filter(free!(person, mentors::account.nullable())),
                mentors::id
            ),
            RowKind::Supervision => $use!(
                supervisees::table
                    .filter(supervisees::state.eq(SuperviseeState::Ended))
                    .filter(supervisees::ends_on.lt(day))
                    .filter(free!(person, supervisees::person.nullable())),
                supervisees::id
            ),
            RowKind::Checks => $use!(
                checks::table
                    .filter(
                        checks::valid_to.lt(day.clone()).or(checks::withdrawn_on.lt(day)).assume_not_null()
                    )
                    .filter(free!(person, checks::person.nullable())),
                checks::id
            ),
            // Each pair is written from both sides.
            RowKind::Apart => $use!(
                keep_apart::table
                    .filter(keep_apart::person.lt(keep_apart::other))
                    .filter(keep_apart::until_at.lt(at).assume_not_null())
                    .filter(free!(person, keep_apart::person.nullable()))
                    .filter(free!(person, keep_apart::other.nullable())),
                keep_apart::pair
            ),
            RowKind::Requests => $use!(
                data_requests::table
                    .filter(data_requests::state.ne("open"))
                    .filter(data_requests::created_at.lt(at))
                    .filter(
                        data_requests::decided_at
                            .is_null()
                            .or(data_requests::decided_at.lt(at))
                            .assume_not_null()
                    )
                    .filter(free!(person, data_requests::person))
                    .filter(free!(referral, data_requests::referral)),
                data_requests::id
            ),
            RowKind::Emergencies => $use!(
                emergencies::table
                    .filter(emergencies::reviewed_at.lt(at).assume_not_null())
                    .filter(free!(person, emergencies::person))
                    .filter(free!(referral, emergencies::referral)),
                emergencies::id
            ),
            RowKind::Letters
            | RowKind::Links
            | RowKind::SignIns
            | RowKind::Diary
            | RowKind::Invitations
            | RowKind::Reopenings => Err(Error::Internal("what goes by itself is found elsewhere".into())),
        }
    }};
}

fn ended_referrals() -> Vec<ReferralState> {
    ReferralState::ALL.iter().copied().filter(|state| state.is_end()).collect()
}

/// Shifts to come, or come and not verified.
fn open_bookings() -> Vec<BookingState> {
    let open = BookingState::ALL.iter().copied().filter(|state| state.is_open());
    open.chain([BookingState::Attended]).collect()
}

/// Where the way of a mentor has come to its end, or never began.
fn past_mentors() -> Vec<MentorState> {
    vec![MentorState::Draft, MentorState::Declined, MentorState::Withdrawn, MentorState::SteppedDown]
}

/// How many rows of a kind were over before a day.
///
/// # Errors
/// Whatever the database refuses.
pub fn found(tx: &mut Tx<'_>, kind: RowKind, before: NaiveDate) -> Result<i64> {
    macro_rules! count {
        ($rows:expr, $id:expr) => {
            Ok(tx.value::<i64>($rows.count())?.unwrap_or(0))
        };
    }
    aged!(tx, kind, before, count)
}

/// Rows of a kind that were over before a day, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn over(
    tx: &mut Tx<'_>,
    kind: RowKind,
    before: NaiveDate,
    (after, most): (AgedId, i64),
) -> Result<Vec<AgedId>> {
    macro_rules! list {
        ($rows:expr, $id:expr) => {
            tx.due($rows.filter($id.gt(after)).order($id).select($id).limit(most))
        };
    }
    aged!(tx, kind, before, list)
}

/// Whether one row still is.
///
/// # Errors
/// Whatever the database refuses.
pub fn is_over(tx: &mut Tx<'_>, kind: RowKind, before: NaiveDate, id: AgedId) -> Result<bool> {
    macro_rules! one {
        ($rows:expr, $id:expr) => {
            Ok(tx.value::<i64>($rows.filter($id.eq(id)).count())?.unwrap_or(0) > 0)
        };
    }
    aged!(tx, kind, before, one)
}

/// Erases one row of a kind, with all that belongs to it alone.
///
/// # Errors
/// Whatever the database refuses.
pub fn erase<T>(tx: &mut Tx<'_>, because: &Recorded<T>, kind: RowKind, id: AgedId) -> Result<()> {
    macro_rules! delete {
        ($($rows:expr),+) => {{ $(tx.write(because, diesel::delete($rows))?;)+ Ok(()) }};
    }
    match kind {
        RowKind::Referrals => {
            let referral = ReferralId::from_uuid(id.uuid());
            erasures::flow::erase(tx, because, Whose::Referral(referral))
        }
        RowKind::Accounts | RowKind::Unproven => {
            let person = AccountId::from_uuid(id.uuid());
            erasures::flow::erase(tx, because, Whose::Account(person))
        }
        RowKind::Applications => {
            mentor_files::store::erase_answers(tx, because, MentorId::from_uuid(id.uuid()))
        }
        RowKind::Supervision => delete!(
            clearances::table.filter(clearances::supervisee.eq(id)),
            standing_clearances::table.filter(standing_clearances::supervisee.eq(id)),
            supervisees::table.filter(supervisees::id.eq(id))
        ),
        RowKind::Checks => delete!(checks::table.filter(checks::id.eq(id))),
        RowKind::Apart => {
            let pair = PairId::from_uuid(id.uuid());
            delete!(
                confirmations::table.filter(confirmations::pair.eq(pair)),
                keep_apart::table.filter(keep_apart::pair.eq(pair))
            )
        }
        RowKind::Requests => delete!(data_requests::table.filter(data_requests::id.eq(id))),
        RowKind::Emergencies => delete!(emergencies::table.filter(emergencies::id.eq(id))),
        RowKind::Letters
        | RowKind::Links
        | RowKind::SignIns
        | RowKind::Diary
        | RowKind::Invitations
        | RowKind::Reopenings => Err(Error::Internal("what goes by itself is not erased row by row".into())),
    }
}
