//! Consents as rows: they are added, and never changed.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{AboutId, Consent, ConsentId, ConsentPurpose, ConsentStep, ConsentWay, Party};
use crate::access::{AccountId, Action, Owners, ReferralId};
use crate::base::{Error, Instant, Result};
use crate::db::schema::consents;
use crate::keys::{At, Encrypted, Field, Subject};
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `consents`, in the order of its columns.
#[derive(Queryable, Insertable)]
#[diesel(table_name = consents)]
pub struct Row {
    id: ConsentId,
    person: Option<AccountId>,
    referral: Option<ReferralId>,
    purpose: ConsentPurpose,
    pairing: Option<AboutId>,
    step: ConsentStep,
    way: ConsentWay,
    text_version: String,
    language: String,
    on_day: String,
    due_on: Option<String>,
    witness: Option<Encrypted>,
    turn: i64,
    recorded_by: Option<AccountId>,
    written_at: Instant,
}

/// Party it is, as the row holds it, and whose data key its text is under.
fn subject(whose: Party) -> (Option<AccountId>, Option<ReferralId>, Subject) {
    match whose {
        Party::Account(person) => (Some(person), None, person.into()),
        Party::Referral(referral) => (None, Some(referral), referral.into()),
    }
}

impl Stored for Consent {
    type Row = Row;
    const SEE: Action = Action::SeeConsent;

    fn encrypted(row: &mut Row) -> Vec<(At, &mut Encrypted)> {
        let at = Field::ConsentWitness.of(row.id);
        row.witness.iter_mut().map(|text| (at, text)).collect()
    }

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let unreadable = || Error::Internal("a consent cannot be read".into());
        let day = |text: String| text.parse::<NaiveDate>().map_err(|_| unreadable());
        let (whose, owners) = match (row.person, row.referral) {
            (Some(person), None) => (Party::Account(person), Owners::of(person)),
            (None, Some(referral)) => {
                (Party::Referral(referral), Owners { custody: Some(referral), ..Owners::default() })
            }
            _ => return Err(unreadable()),
        };
        let consent = Self {
            id: row.id,
            whose,
            purpose: row.purpose,
            pairing: row.pairing,
            step: row.step,
            way: row.way,
            text_version: row.text_version,
            language: row.language,
            on: day(row.on_day)?,
            due_on: row.due_on.map(day).transpose()?,
            witness: row.witness.map_or(Ok(None), Encrypted::text)?,
            recorded_by: row.recorded_by,
            written_at: row.written_at,
        };
        Ok((consent, owners))
    }
}

/// What somebody has said, the last word first.
///
/// # Errors
/// Whatever the database refuses.
pub fn of(tx: &mut Tx<'_>, whose: Party) -> Result<Vec<Sealed<Consent>>> {
    macro_rules! rows {
        ($whom:expr) => {
            tx.list(consents::table.filter($whom).order(consents::turn.desc()).limit(500))
        };
    }
    match whose {
        Party::Account(person) => rows!(consents::person.eq(person)),
        Party::Referral(referral) => rows!(consents::referral.eq(referral)),
    }
}

/// The last word of a member for a purpose.
///
/// # Errors
/// Whatever the database refuses.
pub fn last(tx: &mut Tx<'_>, person: AccountId, purpose: ConsentPurpose) -> Result<Option<Sealed<Consent>>> {
    tx.maybe(
        consents::table
            .filter(consents::person.eq(person))
            .filter(consents::purpose.eq(purpose))
            .order(consents::turn.desc())
            .limit(1),
    )
}

/// How many words somebody has said.
fn words(tx: &mut Tx<'_>, whose: Party) -> Result<i64> {
    let count = match whose {
        Party::Account(person) => tx.value(consents::table.filter(consents::person.eq(person)).count())?,
        Party::Referral(referral) => {
            tx.value(consents::table.filter(consents::referral.eq(referral)).count())?
        }
    };
    Ok(count.unwrap_or(0))
}

/// Adds a word, because of what was recorded with it.
///
/// # Errors
/// Whatever the database refuses.
pub fn add<T>(tx: &mut Tx<'_>, because: &Recorded<T>, said: Consent) -> Result<()> {
    let (person, referral, whose) = subject(said.whose);
    let turn = words(tx, said.whose)? + 1;
    let row = Row {
        id: said.id,
        person,
        referral,
        purpose: said.purpose,
        pairing: said.pairing,
        step: said.step,
        way: said.way,
        text_version: said.text_version,
        language: said.language,
        on_day: said.on.to_string(),
        due_on: said.due_on.map(|day| day.to_string()),
        witness: tx.encrypt_any(whose, Field::ConsentWitness.of(said.id), said.witness.as_deref())?,
        turn,
        recorded_by: said.recorded_by,
        written_at: said.written_at,
    };
    tx.write(because, diesel::insert_into(consents::table).values(row)).map(|_| ())
}
