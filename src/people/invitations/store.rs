//! Invitations and offices as rows.

use diesel::prelude::*;
use uuid::Uuid;

use super::model::{GrantId, Held, Invitation, InvitationId, Office, Profession, StaffMember};
use crate::access::{AccountId, Action, HostId, Owners, Role};
use crate::base::page::Ask;
use crate::base::{Cursor, Id, Instant, Language, Result};
use crate::db::Kept;
use crate::db::schema::{accounts, grants, hosts, invitations};
use crate::people::accounts::rules::email_key;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx};

/// A row of `invitations`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = invitations, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: InvitationId,
    #[diesel(skip_update)]
    email: String,
    #[diesel(skip_update)]
    email_key: String,
    #[diesel(skip_update)]
    role: Role,
    #[diesel(skip_update)]
    scope_kind: Option<String>,
    #[diesel(skip_update)]
    scope: Option<String>,
    #[diesel(skip_update)]
    profession: Option<Profession>,
    #[diesel(skip_update)]
    language: Language,
    #[diesel(skip_update)]
    hash: Vec<u8>,
    #[diesel(skip_update)]
    invited_by: Option<AccountId>,
    #[diesel(skip_update)]
    sent_at: Instant,
    expires_at: Instant,
    accepted_at: Option<Instant>,
    revoked_at: Option<Instant>,
    version: i64,
    approved_at: Option<Instant>,
    approved_by: Option<AccountId>,
    lapsed_at: Option<Instant>,
}

impl Row {
    /// The row of an invitation, every column of it.
    fn of(invitation: &Invitation) -> Self {
        let office = invitation.office.clone();
        Self {
            id: invitation.id,
            email: invitation.email.clone(),
            email_key: email_key(&invitation.email),
            role: office.role,
            scope_kind: office.scope_kind,
            scope: office.scope,
            profession: office.profession,
            language: invitation.language,
            hash: invitation.hash.clone(),
            invited_by: invitation.invited_by,
            sent_at: invitation.sent_at,
            expires_at: invitation.expires_at,
            accepted_at: invitation.accepted_at,
            revoked_at: invitation.revoked_at,
            version: invitation.version,
            approved_at: invitation.approved_at,
            approved_by: invitation.approved_by,
            lapsed_at: invitation.lapsed_at,
        }
    }
}

impl Stored for Invitation {
    type Row = (Row, Option<AccountId>);
    const SEE: Action = Action::SeeInvitation;

    fn unpack((row, about): Self::Row) -> Result<(Self, Owners)> {
        let invitation = Self {
            id: row.id,
            email: row.email,
            office: Office {
                role: row.role,
                scope_kind: row.scope_kind,
                scope: row.scope,
                profession: row.profession,
            },
            language: row.language,
            hash: row.hash,
            invited_by: row.invited_by,
            sent_at: row.sent_at,
            expires_at: row.expires_at,
            approved_by: row.approved_by,
            approved_at: row.approved_at,
            lapsed_at: row.lapsed_at,
            accepted_at: row.accepted_at,
            revoked_at: row.revoked_at,
            version: row.version,
        };
        Ok((invitation, Owners { about: [about, None], ..Owners::default() }))
    }
}

impl Made for Invitation {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, InvitationId::from_uuid(id))
    }
}

/// With the account of its address, if that has one.
macro_rules! whole {
    () => {
        invitations::table
            .left_join(accounts::table.on(accounts::email_key.eq(invitations::email_key)))
            .select((invitations::all_columns, accounts::id.nullable()))
    };
}

/// An invitation.
pub fn find(tx: &mut Tx<'_>, id: InvitationId) -> Result<Sealed<Invitation>> {
    tx.find(whole!().filter(invitations::id.eq(id)))
}

/// The invitation whose link's secret has this hash.
pub fn with_hash(tx: &mut Tx<'_>, hash: Vec<u8>) -> Result<Option<Sealed<Invitation>>> {
    tx.maybe(whole!().filter(invitations::hash.eq(hash)))
}

/// Whether there is such a host.
///
/// # Errors
/// Whatever the database refuses.
pub fn has_host(tx: &mut Tx<'_>, host: HostId) -> Result<bool> {
    let found = hosts::table.filter(hosts::id.eq(host)).count();
    Ok(tx.value(found)?.unwrap_or(0) > 0)
}

/// Invitations, the latest first.
pub fn latest(tx: &mut Tx<'_>, ask: Ask) -> Result<Vec<Sealed<Invitation>>> {
    let Cursor { at, id } = ask.after.unwrap_or(Cursor::end());
    let id: InvitationId = Id::from_uuid(id);
    tx.list(
        whole!()
            .filter(invitations::sent_at.le(at))
            .filter(invitations::sent_at.lt(at).or(invitations::id.lt(id)))
            .order((invitations::sent_at.desc(), invitations::id.desc()))
            .limit(ask.limit + 1),
    )
}

/// Proposals that nobody approved in time, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn lapsing(tx: &mut Tx<'_>, after: InvitationId, most: i64) -> Result<Vec<InvitationId>> {
    let now = tx.now;
    tx.due(
        invitations::table
            .filter(invitations::approved_at.is_null())
            .filter(invitations::revoked_at.is_null())
            .filter(invitations::lapsed_at.is_null())
            .filter(invitations::expires_at.le(now))
            .filter(invitations::id.gt(after))
            .order(invitations::id)
            .select(invitations::id)
            .limit(most),
    )
}

/// Writes a new invitation.
pub fn insert(tx: &mut Tx<'_>, invitation: Recorded<Invitation>) -> Result<Invitation> {
    tx.write(&invitation, diesel::insert_into(invitations::table).values(Row::of(&invitation)))?;
    Ok(invitation.into_inner())
}

/// Writes a changed invitation.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, invitation: Recorded<Invitation>) -> Result<Invitation> {
    let row = invitations::table
        .filter(invitations::id.eq(invitation.id))
        .filter(invitations::version.eq(invitation.version));
    let next = Row { version: invitation.version + 1, ..Row::of(&invitation) };
    tx.change(&invitation, Kept(diesel::update(row).set(next)))?;
    Ok(invitation.into_inner())
}

/// A row of `grants`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = grants, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct HeldRow {
    id: GrantId,
    #[diesel(skip_update)]
    account: AccountId,
    #[diesel(skip_update)]
    role: Role,
    #[diesel(skip_update)]
    scope_kind: Option<String>,
    #[diesel(skip_update)]
    scope: Option<String>,
    #[diesel(skip_update)]
    profession: Option<Profession>,
    #[diesel(skip_update)]
    from_at: Instant,
    until_at: Option<Instant>,
    #[diesel(skip_update)]
    granted_by: Option<AccountId>,
    version: i64,
}

impl HeldRow {
    /// The row of an office, every column of it.
    fn of(held: &Held) -> Self {
        let office = held.office.clone();
        Self {
            id: held.id,
            account: held.account,
            role: office.role,
            scope_kind: office.scope_kind,
            scope: office.scope,
            profession: office.profession,
            from_at: held.from_at,
            until_at: held.until_at,
            granted_by: held.granted_by,
            version: held.version,
        }
    }
}

impl Stored for Held {
    type Row = HeldRow;
    const SEE: Action = Action::SeeStaff;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let held = Self {
            id: row.id,
            account: row.account,
            office: Office {
                role: row.role,
                scope_kind: row.scope_kind,
                scope: row.scope,
                profession: row.profession,
            },
            from_at: row.from_at,
            until_at: row.until_at,
            granted_by: row.granted_by,
            version: row.version,
        };
        Ok((held, Owners { about: [Some(row.account), None], ..Owners::default() }))
    }
}

/// An office that somebody holds.
pub fn grant(tx: &mut Tx<'_>, id: GrantId) -> Result<Sealed<Held>> {
    tx.find(grants::table.find(id))
}

/// Writes that an office begins.
pub fn insert_grant(tx: &mut Tx<'_>, held: Recorded<Held>) -> Result<Held> {
    tx.write(&held, diesel::insert_into(grants::table).values(HeldRow::of(&held)))?;
    Ok(held.into_inner())
}

/// Writes that an office ends.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save_grant(tx: &mut Tx<'_>, held: Recorded<Held>) -> Result<Held> {
    let row = grants::table.filter(grants::id.eq(held.id)).filter(grants::version.eq(held.version));
    let next = HeldRow { version: held.version + 1, ..HeldRow::of(&held) };
    tx.change(&held, Kept(diesel::update(row).set(next)))?;
    Ok(held.into_inner())
}

impl Stored for StaffMember {
    type Row = (
        (AccountId, String, String),
        (GrantId, Role, Option<String>, Option<String>, Option<Profession>, Instant),
    );
    const SEE: Action = Action::SeeStaff;

    fn unpack(row: Self::Row) -> Result<(Self, Owners)> {
        let ((account, preferred_name, email), (grant, role, scope_kind, scope, profession, from_at)) = row;
        let office = Office { role, scope_kind, scope, profession };
        let owners = Owners { about: [Some(account), None], ..Owners::default() };
        Ok((Self { account, preferred_name, email, grant, office, from_at }, owners))
    }
}

/// The offices held now, the longest held first.
pub fn staff(tx: &mut Tx<'_>, ask: Ask) -> Result<Vec<Sealed<StaffMember>>> {
    let now = tx.now;
    let Cursor { at, id } = ask.after.unwrap_or(Cursor::start());
    let id: GrantId = Id::from_uuid(id);
    tx.list(
        grants::table
            .inner_join(accounts::table.on(accounts::id.eq(grants::account)))
            .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
            .filter(grants::from_at.ge(at))
            .filter(grants::from_at.gt(at).or(grants::id.gt(id)))
            .order((grants::from_at, grants::id))
            .limit(ask.limit + 1)
            .select((
                (accounts::id, accounts::preferred_name, accounts::email),
                (
                    grants::id,
                    grants::role,
                    grants::scope_kind,
                    grants::scope,
                    grants::profession,
                    grants::from_at,
                ),
            )),
    )
}
