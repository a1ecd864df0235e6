//! Emergency accesses as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Cause, Emergency, Named, Read, Review, Verdict, Whom};
use crate::access::{AccountId, Action, EmergencyId, Owners, ReferralId, Role, Seen, SubjectId};
use crate::base::{Code, Error, Instant, OnUnique as _, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, emergencies, looks, referrals};
use crate::keys::{At, Encrypted, Field};
use crate::mentoring::referrals::model::Reference;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx};

/// A row of `emergencies`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = emergencies, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: EmergencyId,
    #[diesel(skip_update)]
    reader: AccountId,
    #[diesel(skip_update)]
    role: Role,
    #[diesel(skip_update)]
    scope: Option<String>,
    #[diesel(skip_update)]
    subject: SubjectId,
    #[diesel(skip_update)]
    person: Option<AccountId>,
    #[diesel(skip_update)]
    referral: Option<ReferralId>,
    #[diesel(skip_update)]
    cause: Cause,
    #[diesel(skip_update)]
    reason: Encrypted,
    #[diesel(skip_update)]
    opened_at: Instant,
    #[diesel(skip_update)]
    ends_at: Instant,
    ended_at: Option<Instant>,
    reviewed_by: Option<AccountId>,
    reviewed_at: Option<Instant>,
    verdict: Option<Verdict>,
    review_note: Option<Encrypted>,
    version: i64,
}

impl Row {
    /// The row of an access, every column of it.
    fn of(tx: &mut Tx<'_>, emergency: &Emergency) -> Result<Self> {
        let mut sealed = |field: Field, text: &str| match emergency.whom {
            Whom::Mentor(account) => tx.encrypt(account, field.of(emergency.id), text),
            Whom::InCustody(referral) => tx.encrypt(referral, field.of(emergency.id), text),
        };
        let (person, referral) = match emergency.whom {
            Whom::Mentor(account) => (Some(account), None),
            Whom::InCustody(referral) => (None, Some(referral)),
        };
        let review = emergency.review.as_ref();
        let note = review.and_then(|review| review.note.as_deref());
        Ok(Self {
            id: emergency.id,
            reader: emergency.reader,
            role: emergency.role,
            scope: emergency.scope.clone(),
            subject: emergency.whom.subject(),
            person,
            referral,
            cause: emergency.cause,
            reason: sealed(Field::EmergencyReason, &emergency.reason)?,
            opened_at: emergency.opened_at,
            ends_at: emergency.ends_at,
            ended_at: emergency.ended_at,
            reviewed_by: review.map(|review| review.by),
            reviewed_at: review.map(|review| review.at),
            verdict: review.map(|review| review.verdict),
            review_note: note.map(|note| sealed(Field::EmergencyReview, note)).transpose()?,
            version: emergency.version,
        })
    }
}

impl Stored for Named {
    type Row = (Row, String, Option<String>, Option<(i64, AccountId)>);
    const SEE: Action = Action::SeeEmergency;

    fn encrypted((row, ..): &mut Self::Row) -> Vec<(At, &mut Encrypted)> {
        let texts = [
            (Field::EmergencyReason, Some(&mut row.reason)),
            (Field::EmergencyReview, row.review_note.as_mut()),
        ];
        texts.into_iter().filter_map(|(field, text)| Some((field.of(row.id), text?))).collect()
    }

    fn unpack((row, reader, code, referred): Self::Row) -> Result<(Self, Owners)> {
        let (whom, code) = match (row.person, row.referral, code, referred) {
            (Some(account), None, Some(code), _) => (Whom::Mentor(account), code),
            (None, Some(referral), _, Some((number, _))) => {
                (Whom::InCustody(referral), Reference(number).to_string())
            }
            _ => return Err(Error::Internal("an emergency is about nobody".into())),
        };
        let note = row.review_note.map_or(Ok(None), Encrypted::text)?;
        let review = row.reviewed_by.zip(row.reviewed_at).zip(row.verdict);
        let emergency = Emergency {
            id: row.id,
            reader: row.reader,
            role: row.role,
            scope: row.scope,
            whom,
            cause: row.cause,
            reason: row.reason.text()?.unwrap_or_default(),
            opened_at: row.opened_at,
            ends_at: row.ends_at,
            ended_at: row.ended_at,
            review: review.map(|((by, at), verdict)| Review { by, at, verdict, note }),
            version: row.version,
        };
        let accompanied_by = referred.map(|(_, psychologist)| psychologist);
        let owners = Owners {
            about: [row.person, None],
            custody: row.referral,
            assigned: [Some(row.reader), accompanied_by, None],
            emergency: Some(row.id),
            ..Owners::default()
        };
        Ok((Self { emergency, reader, code, accompanied_by }, owners))
    }
}

impl Made for Named {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, EmergencyId::from_uuid(id))
    }
}

diesel::alias! {
    const READERS: Alias<Readers> = accounts as readers_of_emergencies;
}

macro_rules! named {
    () => {
        emergencies::table
            .inner_join(READERS.on(READERS.field(accounts::id).eq(emergencies::reader)))
            .left_join(accounts::table.on(accounts::id.nullable().eq(emergencies::person)))
            .left_join(referrals::table.on(referrals::id.nullable().eq(emergencies::referral)))
            .select((
                emergencies::all_columns,
                READERS.field(accounts::preferred_name),
                accounts::code.nullable(),
                (referrals::number, referrals::psychologist).nullable(),
            ))
    };
}

/// The access of an id.
pub fn find(tx: &mut Tx<'_>, id: EmergencyId) -> Result<Sealed<Named>> {
    tx.find(named!().filter(emergencies::id.eq(id)))
}

/// Whose accesses a list shows.
#[derive(Clone, Copy, Debug)]
pub struct Whose {
    /// Those of all,
    pub all: bool,
    /// those that this psychologist opened, and those for people whom they accompany,
    pub psychologist: Option<AccountId>,
    /// none about the reader.
    pub reader: AccountId,
}

/// The most rows of each part of a list.
const MOST: i64 = 100;

/// Which rows a list shows.
macro_rules! of {
    ($whose:expr) => {
        named!()
            .filter(emergencies::person.is_null().or(emergencies::person.ne($whose.reader)).assume_not_null())
            .filter(
                emergencies::reader
                    .nullable()
                    .eq($whose.psychologist)
                    .or(referrals::psychologist.nullable().eq($whose.psychologist))
                    .or($whose.all.into_sql::<diesel::sql_types::Bool>().nullable())
                    .assume_not_null(),
            )
    };
}

/// First those that wait for their review, who waits longest first; then the others, the latest review first.
pub fn list(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<Sealed<Named>>> {
    let mut rows = tx.list(
        of!(whose)
            .filter(emergencies::reviewed_at.is_null())
            .order((emergencies::opened_at, emergencies::id))
            .limit(MOST),
    )?;
    let done = of!(whose)
        .filter(emergencies::reviewed_at.is_not_null())
        .order((emergencies::reviewed_at.desc(), emergencies::id))
        .limit(MOST);
    rows.extend(tx.list(done)?);
    Ok(rows)
}

/// Whether somebody has opened one for a person that nobody has reviewed.
pub fn is_unreviewed(tx: &mut Tx<'_>, reader: AccountId, subject: SubjectId) -> Result<bool> {
    let open = emergencies::table
        .filter(emergencies::reader.eq(reader))
        .filter(emergencies::subject.eq(subject))
        .filter(emergencies::reviewed_at.is_null())
        .count();
    Ok(tx.value(open)?.unwrap_or(0) > 0)
}

impl Stored for Read {
    type Row = (Seen, Instant, AccountId);
    const SEE: Action = Action::SeeEmergency;

    fn unpack((seen, at, reader): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { seen, at }, Owners { assigned: [Some(reader), None, None], ..Owners::default() }))
    }
}

/// What was read by an access, the first look at each thing.
pub fn read(tx: &mut Tx<'_>, id: EmergencyId) -> Result<Vec<Sealed<Read>>> {
    tx.list(looks::table.filter(looks::emergency.eq(id)).order((looks::at, looks::id)).select((
        looks::seen,
        looks::at,
        looks::reader,
    )))
}

/// Writes a new access.
///
/// # Errors
/// A conflict when an earlier one for the same person has not been reviewed.
pub fn insert(tx: &mut Tx<'_>, emergency: &Recorded<Emergency>) -> Result<()> {
    let row = Row::of(tx, emergency)?;
    let insert = diesel::insert_into(emergencies::table).values(row);
    tx.write(emergency, insert).on_unique(Code::EmergencyUnreviewed).map(|_| ())
}

/// Writes a changed access.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, emergency: &Recorded<Emergency>) -> Result<()> {
    let row = emergencies::table
        .filter(emergencies::id.eq(emergency.id))
        .filter(emergencies::version.eq(emergency.version));
    let next = Row { version: emergency.version + 1, ..Row::of(tx, emergency)? };
    tx.change(emergency, Kept(diesel::update(row).set(next)))
}
