//! Looks as rows; they are written where rows are opened (`tx/looks.rs`).

use diesel::prelude::*;

use super::model::{Emergency, Looked};
use crate::access::{AccountId, Action, Owners, Purpose, ReferralId, Role, Seen, SubjectId};
use crate::base::page::Ask;
use crate::base::{Cursor, Id, Instant, Result};
use crate::db::schema::{accounts, emergencies, looks, referrals};
use crate::mentoring::referrals::model::Reference;
use crate::rights::emergencies::model::{Cause, Verdict};
use crate::tx::{LookId, Sealed, Stored, Tx};

/// What is told of an emergency access beside a look.
type EmergencyRow = (Cause, Instant, Option<Instant>, Option<Instant>, Option<Verdict>);

impl Stored for Looked {
    type Row =
        ((LookId, SubjectId, Instant), (Role, Option<String>, String), (Seen, Purpose), Option<EmergencyRow>);
    const SEE: Action = Action::SeeOwnLooks;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let ((id, subject, at), (role, scope, name), (seen, purpose), emergency) = row;
        let host = scope.as_deref().filter(|_| role == Role::Host).and_then(|host| host.parse().ok());
        let looked = Self {
            id,
            at,
            role,
            name: Some(name),
            place: scope.filter(|_| role != Role::Host),
            host,
            seen,
            purpose,
            emergency: emergency.map(|(cause, ends_at, ended_at, reviewed_at, verdict)| Emergency {
                cause,
                ends_at: ended_at.unwrap_or(ends_at),
                reviewed_at,
                verdict,
            }),
            host_name: None,
        };
        Ok((looked, Owners::of(Id::from_uuid(subject.uuid()))))
    }
}

/// Looks at somebody that they may know of, the latest first, one more than a page.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, subject: SubjectId, ask: Ask) -> Result<Vec<Sealed<Looked>>> {
    let after = ask.after.unwrap_or(Cursor::end());
    tx.list(
        looks::table
            .inner_join(accounts::table.on(accounts::id.eq(looks::reader)))
            .left_join(emergencies::table.on(emergencies::id.nullable().eq(looks::emergency)))
            .filter(looks::subject.eq(subject))
            .filter(looks::seen.eq_any(Seen::TOLD))
            .filter(looks::purpose.ne(Purpose::UNTOLD))
            .filter(looks::at.le(after.at))
            .filter(looks::at.lt(after.at).or(looks::id.lt(LookId::from_uuid(after.id))))
            .order((looks::at.desc(), looks::id.desc()))
            .limit(ask.limit + 1)
            .select((
                (looks::id, looks::subject, looks::at),
                (looks::role, looks::scope, accounts::preferred_name),
                (looks::seen, looks::purpose),
                (
                    emergencies::cause,
                    emergencies::ends_at,
                    emergencies::ended_at,
                    emergencies::reviewed_at,
                    emergencies::verdict,
                )
                    .nullable(),
            )),
    )
}

/// Something that was seen of somebody, once or often.
pub struct SeenOnce(pub Seen);

impl Stored for SeenOnce {
    type Row = (Seen, SubjectId);
    const SEE: Action = Action::SeeOwnLooks;

    fn unpack((seen, subject): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self(seen), Owners::of(Id::from_uuid(subject.uuid()))))
    }
}

/// What was seen of somebody.
///
/// # Errors
/// Whatever the database refuses.
pub fn seen(tx: &mut Tx<'_>, subject: SubjectId) -> Result<Vec<Sealed<SeenOnce>>> {
    let rows = looks::table.filter(looks::subject.eq(subject)).filter(looks::purpose.ne(Purpose::UNTOLD));
    tx.list(rows.select((looks::seen, looks::subject)).distinct())
}

/// When the first look at anybody was kept.
///
/// # Errors
/// Whatever the database refuses.
pub fn first(tx: &mut Tx<'_>) -> Result<Option<Instant>> {
    tx.value(looks::table.order(looks::id).limit(1).select(looks::at))
}

/// Somebody whose data was seen, by what staff call them.
pub struct Traced {
    pub code: String,
    pub seen: Seen,
}

impl Stored for Traced {
    /// What was seen, and of whom: a member with their code, or a referral with its number.
    type Row = (Seen, Option<(AccountId, String)>, Option<(ReferralId, i64)>);
    const SEE: Action = Action::TraceBreach;

    fn unpack((seen, member, referral): Self::Row) -> Result<(Self, Owners)> {
        let (code, owners) = match (member, referral) {
            (Some((person, code)), _) => (code, Owners::of(person)),
            (None, Some((referral, number))) => {
                let owners = Owners { custody: Some(referral), ..Owners::default() };
                (Reference(number).to_string(), owners)
            }
            (None, None) => (String::new(), Owners::default()),
        };
        Ok((Self { code, seen }, owners))
    }
}

/// What an account has seen of others in a time, and nothing of whoever asks; whom a centre keeps apart is told to nobody.
///
/// # Errors
/// Whatever the database refuses.
pub fn by_reader(
    tx: &mut Tx<'_>,
    reader: AccountId,
    (from, until): (Instant, Instant),
) -> Result<Vec<Sealed<Traced>>> {
    let asking = SubjectId::from_uuid(tx.reader().uuid());
    tx.list(
        looks::table
            .left_join(accounts::table.on(accounts::id.eq(looks::subject)))
            .left_join(referrals::table.on(referrals::id.eq(looks::subject)))
            .filter(looks::reader.eq(reader))
            .filter(looks::subject.ne(asking))
            .filter(looks::seen.ne(Seen::Apart))
            .filter(looks::at.ge(from))
            .filter(looks::at.le(until))
            .order((looks::at.desc(), looks::id.desc()))
            .limit(20_000)
            .select((
                looks::seen,
                (accounts::id, accounts::code).nullable(),
                (referrals::id, referrals::number).nullable(),
            )),
    )
}
