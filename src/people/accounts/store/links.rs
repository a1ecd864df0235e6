//! Mailed links as rows.

use diesel::prelude::*;

use crate::access::{AccountId, Action, Owners};
use crate::base::{Id, Instant, Language, Result};
use crate::db::Kept;
use crate::db::schema::link_tokens;
use crate::people::accounts::model::{Link, LinkMark, Purpose, Said, SupervisionAnswer};
use crate::tx::{Recorded, Sealed, Stored, Tx};

/// A row of `link_tokens`, in the order of its columns.
#[derive(Queryable, Insertable)]
#[diesel(table_name = link_tokens, treat_none_as_default_value = false)]
pub struct Row {
    id: Id<LinkMark>,
    account: AccountId,
    purpose: Purpose,
    hash: Vec<u8>,
    created_at: Instant,
    expires_at: Instant,
    used_at: Option<Instant>,
    password_hash: Option<String>,
    preferred_name: Option<String>,
    language: Option<Language>,
    supervision_answer: Option<SupervisionAnswer>,
    notice_version: Option<String>,
    version: i64,
}

impl Row {
    /// The row of a link, every column of it.
    fn of(link: &Link) -> Self {
        let said = link.said.as_ref();
        Self {
            id: link.id,
            account: link.account,
            purpose: link.purpose,
            hash: link.hash.clone(),
            created_at: link.created_at,
            expires_at: link.expires_at,
            used_at: link.used_at,
            password_hash: said.map(|said| said.password_hash.clone()),
            preferred_name: said.map(|said| said.preferred_name.clone()),
            language: said.map(|said| said.language),
            supervision_answer: said.map(|said| said.answer),
            notice_version: said.map(|said| said.notice_version.clone()),
            version: link.version,
        }
    }
}

impl Stored for Link {
    type Row = Row;
    // Whoever shows the secret may know of the link.
    const SEE: Action = Action::VerifyAddress;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let said = match (
            row.password_hash,
            row.preferred_name,
            row.language,
            row.supervision_answer,
            row.notice_version,
        ) {
            (
                Some(password_hash),
                Some(preferred_name),
                Some(language),
                Some(answer),
                Some(notice_version),
            ) => Some(Said { password_hash, preferred_name, language, answer, notice_version }),
            _ => None,
        };
        let link = Self {
            id: row.id,
            account: row.account,
            purpose: row.purpose,
            hash: row.hash,
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
            said,
            version: row.version,
        };
        Ok((link, Owners::of(row.account)))
    }
}

/// The link whose secret has this hash.
pub fn find(tx: &mut Tx<'_>, hash: Vec<u8>) -> Result<Option<Sealed<Link>>> {
    tx.maybe(link_tokens::table.filter(link_tokens::hash.eq(hash)))
}

/// The link of an id.
pub fn with_id(tx: &mut Tx<'_>, id: Id<LinkMark>) -> Result<Sealed<Link>> {
    tx.find(link_tokens::table.find(id))
}

/// Writes a new link.
pub fn insert(tx: &mut Tx<'_>, link: Recorded<Link>) -> Result<()> {
    tx.write(&link, diesel::insert_into(link_tokens::table).values(Row::of(&link))).map(|_| ())
}

/// Writes until when a link counts.
///
/// # Errors
/// `Stale` when it was used meanwhile.
pub fn prolong(tx: &mut Tx<'_>, link: &Recorded<Link>) -> Result<()> {
    let row = link_tokens::table.filter(link_tokens::id.eq(link.id)).filter(link_tokens::used_at.is_null());
    tx.change(link, Kept(diesel::update(row).set(link_tokens::expires_at.eq(link.expires_at))))
}

/// Writes that a link was used; a second use at the same moment finds it stale.
///
/// # Errors
/// `Stale` when it was used meanwhile.
pub fn save<T>(tx: &mut Tx<'_>, because: &Recorded<T>, link: &Link) -> Result<()> {
    let row = link_tokens::table.filter(link_tokens::id.eq(link.id)).filter(link_tokens::used_at.is_null());
    tx.change(because, Kept(diesel::update(row).set(link_tokens::used_at.eq(link.used_at))))
}

/// Uses up every open link of an account, because of what was recorded of it; what was said with its links is
/// forgotten.
pub fn use_up<T>(tx: &mut Tx<'_>, because: &Recorded<T>, account: AccountId) -> Result<()> {
    let (rows, now) = (link_tokens::table.filter(link_tokens::account.eq(account)), tx.now);
    let open = diesel::update(rows.filter(link_tokens::used_at.is_null()));
    tx.write(because, Kept(open.set(link_tokens::used_at.eq(Some(now)))))?;
    let said = diesel::update(rows.filter(link_tokens::password_hash.is_not_null()));
    let forgotten = (
        link_tokens::password_hash.eq(None::<String>),
        link_tokens::preferred_name.eq(None::<String>),
        link_tokens::language.eq(None::<Language>),
        link_tokens::supervision_answer.eq(None::<SupervisionAnswer>),
        link_tokens::notice_version.eq(None::<String>),
    );
    tx.write(because, Kept(said.set(forgotten))).map(|_| ())
}
