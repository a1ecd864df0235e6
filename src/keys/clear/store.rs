//! Texts that a release before wrote in clear, encrypted once and in place. The migration that brings data keys lists the
//! columns that hold such texts in `clear_texts`, with how far their rows have been encrypted; a column that is done is
//! taken off the list, and nothing reads a text in clear.

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use uuid::Uuid;

use crate::access::AccountId;
use crate::base::{Error, Id, Instant, Result};
use crate::db::Connection;
use crate::db::columns::{ConfidentialText, Uid};
use crate::db::schema::clear_texts;
use crate::keys::field::{At, Field, Subject};
use crate::keys::held::DataKeys;

/// On the list until the database has been written anew without what lay between its rows.
const SPACE: &str = "space";

/// Marks ids of whichever rows.
enum RowMark {}
type RowId = Id<RowMark>;

/// A text in clear, and whom it is about.
#[derive(QueryableByName)]
struct Clear {
    #[diesel(sql_type = Uid)]
    id: RowId,
    #[diesel(sql_type = Uid)]
    subject: RowId,
    #[diesel(sql_type = Text)]
    text: String,
}

/// A stored answer, which has no id of its own.
#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Uid)]
    account: AccountId,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    body: String,
}

/// Whom the texts of a column are about, and what must be joined to know it.
const fn subject(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::StoredAnswer => ("t.account", ""),
        Field::MentorAnswers => ("t.account", ""),
        Field::MentorNote => ("m.account", "join mentors m on m.id = t.mentor"),
        Field::HoursReason | Field::LedgerReason => ("t.person", ""),
        Field::ReferralAlias | Field::ReferralFacts | Field::ReferralOwnWords | Field::ReferralConsent => {
            ("t.id", "")
        }
        Field::PairingFactors | Field::PairingPaper | Field::PairingSharedGoals => ("t.referral", ""),
        Field::RequestWords
        | Field::RequestNotesReason
        | Field::RequestReply
        | Field::HoldReason
        | Field::ConsentWitness => ("coalesce(t.person, t.referral)", ""),
        Field::EmergencyReason | Field::EmergencyReview => ("t.subject", ""),
        Field::PairingNote => ("p.referral", "join pairings p on p.id = t.pairing"),
    }
}

/// Encrypts some of the texts that are still in clear; whether there may be more.
///
/// # Errors
/// Whatever the database refuses; `Internal` when a data key cannot be made.
pub fn encrypt_some(
    connection: &mut Connection<'_>,
    keys: &mut DataKeys,
    most: usize,
    now: Instant,
) -> Result<bool> {
    // One server at a time, and whoever comes second sees what the first has done.
    if let Connection::Postgres(_) = connection {
        connection.batch("lock table clear_texts in exclusive mode")?;
    }
    let listed: Vec<(String, Option<RowId>)> =
        connection.load(clear_texts::table.filter(clear_texts::field.ne(SPACE)).limit(1))?;
    let Some((name, done)) = listed.into_iter().next() else { return Ok(false) };
    let unknown = || Error::Internal("clear_texts lists a column that is not encrypted".into());
    let field = Field::ALL.into_iter().find(|field| field.name() == name).ok_or_else(unknown)?;
    let last = match field {
        Field::StoredAnswer => answers(connection, keys, now).map(|()| None)?,
        _ => rows(connection, keys, (field, done), most, now)?,
    };
    let target = clear_texts::table.filter(clear_texts::field.eq(name));
    match last {
        Some(last) => connection.execute(diesel::update(target).set(clear_texts::done.eq(last)))?,
        None => connection.execute(diesel::delete(target))?,
    };
    Ok(true)
}

/// Whether the database is still to be written anew.
///
/// # Errors
/// Whatever the database refuses.
pub fn has_old_space(connection: &mut Connection<'_>) -> Result<bool> {
    let listed = clear_texts::table.filter(clear_texts::field.eq(SPACE)).select(clear_texts::field);
    Ok(!connection.load::<String, _>(listed)?.is_empty())
}

/// The database was written anew.
///
/// # Errors
/// Whatever the database refuses.
pub fn forget_old_space(connection: &mut Connection<'_>) -> Result<()> {
    let listed = clear_texts::table.filter(clear_texts::field.eq(SPACE));
    connection.execute(diesel::delete(listed)).map(drop)
}

/// The next rows of a column, by id; the last of them, `None` where there were no more.
fn rows(
    connection: &mut Connection<'_>,
    keys: &mut DataKeys,
    (field, done): (Field, Option<RowId>),
    most: usize,
    now: Instant,
) -> Result<Option<RowId>> {
    let (table, column) = field.place();
    let (subject, joined) = subject(field);
    let after = done.unwrap_or(RowId::from_uuid(Uuid::nil()));
    let query = format!(
        "select t.id as id, {subject} as subject, t.{column} as text from {table} t {joined}
         where t.{column} is not null and t.id > $1 order by t.id limit {most}"
    );
    let rows: Vec<Clear> = connection.load(sql_query(query).bind::<Uid, _>(after))?;
    for row in &rows {
        let whom = Subject::read(row.subject.uuid());
        let text = keys.encrypt(connection, (whom, field.of(row.id)), &row.text, now)?;
        let statement = format!("update {table} set {column} = $1 where id = $2");
        let statement = sql_query(statement).bind::<ConfidentialText, _>(text).bind::<Uid, _>(row.id);
        connection.execute(statement)?;
    }
    Ok(rows.last().map(|row| row.id))
}

/// All stored answers at once: they are those of a day.
fn answers(connection: &mut Connection<'_>, keys: &mut DataKeys, now: Instant) -> Result<()> {
    let rows: Vec<Answer> = connection.load(sql_query("select account, key, body from answers"))?;
    for row in rows {
        let whom = Subject::from(row.account);
        let text = keys.encrypt(connection, (whom, At::answer(&row.key)), &row.body, now)?;
        let statement = sql_query("update answers set body = $1 where account = $2 and key = $3");
        let statement =
            statement.bind::<ConfidentialText, _>(text).bind::<Uid, _>(row.account).bind::<Text, _>(row.key);
        connection.execute(statement)?;
    }
    Ok(())
}
