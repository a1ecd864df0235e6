//! Hosts as rows.

use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

use super::model::{Host, HostFacts, HostKind, HostName};
use crate::access::{AccountId, Action, Caseload, HostId, Owners, Role};
use crate::base::page::Ask;
use crate::base::{Cursor, Instant, Result, Text3};
use crate::db::Kept;
use crate::db::columns::Object;
use crate::db::schema::{grants, hosts};
use crate::people::accounts;
use crate::tx::{Made, Recorded, Sealed, Stored, Tx, Versioned, filtered};

/// The most hosts that a list of names shows.
const MOST_NAMES: i64 = 1000;

/// A row of `hosts`, in the order of its columns.
#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = hosts, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Row {
    id: HostId,
    #[diesel(skip_update)]
    code: Option<String>,
    name: Text3,
    kind: HostKind,
    district: String,
    insurance_valid_to: Option<String>,
    agreement_valid_to: Option<String>,
    #[diesel(skip_update)]
    created_at: Instant,
    version: i64,
    centre: Option<String>,
}

impl Row {
    /// The row of a host, every column of it.
    fn of(host: &Host) -> Self {
        let facts = host.facts.clone();
        Self {
            id: host.id,
            code: host.code.clone(),
            name: facts.name,
            kind: facts.kind,
            district: facts.district,
            insurance_valid_to: facts.insurance_valid_to.map(|day| day.to_string()),
            agreement_valid_to: facts.agreement_valid_to.map(|day| day.to_string()),
            created_at: host.created_at,
            version: host.version,
            centre: host.centre.clone(),
        }
    }
}

/// Whose a host is, and whatever belongs to it.
#[must_use]
pub fn owners(host: HostId, centre: Option<String>) -> Owners {
    Owners { host: Some(host), centre: Caseload::taken_by(centre), ..Owners::default() }
}

impl Stored for Host {
    type Row = Row;
    const SEE: Action = Action::SeeHost;

    fn unpack(row: Row) -> Result<(Self, Owners)> {
        let day = |text: Option<String>| text.and_then(|text| text.parse::<NaiveDate>().ok());
        let host = Self {
            id: row.id,
            code: row.code,
            facts: HostFacts {
                name: row.name,
                kind: row.kind,
                district: row.district,
                insurance_valid_to: day(row.insurance_valid_to),
                agreement_valid_to: day(row.agreement_valid_to),
            },
            created_at: row.created_at,
            version: row.version,
            centre: row.centre,
        };
        let owners = owners(host.id, host.centre.clone());
        Ok((host, owners))
    }
}

impl Versioned for Host {
    fn version(&self) -> i64 {
        self.version
    }
}

impl Made for Host {
    fn again(tx: &mut Tx<'_>, id: Uuid) -> Result<Sealed<Self>> {
        find(tx, HostId::from_uuid(id))
    }
}

/// The host of an id.
pub fn find(tx: &mut Tx<'_>, id: HostId) -> Result<Sealed<Host>> {
    tx.find(hosts::table.find(id))
}

/// A page of hosts and one more, the latest first: of these centres or of none (`None`: of all).
pub fn page(tx: &mut Tx<'_>, of: Option<Vec<String>>, ask: Ask) -> Result<Vec<Sealed<Host>>> {
    let after = ask.after.unwrap_or(Cursor::end());
    filtered!(tx, {
        let mut query = hosts::table
            .filter(hosts::created_at.le(after.at))
            .filter(hosts::created_at.lt(after.at).or(hosts::id.lt(HostId::from_uuid(after.id))))
            .order((hosts::created_at.desc(), hosts::id.desc()))
            .limit(ask.limit + 1)
            .into_boxed();
        if let Some(centres) = of.clone() {
            query = query.filter(hosts::centre.is_null().or(hosts::centre.eq_any(centres)));
        }
        query
    })
}

impl Stored for HostName {
    type Row = (HostId, Object);
    const SEE: Action = Action::ListHostNames;

    fn unpack((id, name): Self::Row) -> Result<(Self, Owners)> {
        Ok((Self { id, name: name.to()? }, Owners::default()))
    }
}

/// The names of all hosts, the latest first; a programme has dozens, so they are one list.
pub fn names(tx: &mut Tx<'_>) -> Result<Vec<Sealed<HostName>>> {
    tx.list(
        hosts::table
            .select((hosts::id, hosts::name))
            .order((hosts::created_at.desc(), hosts::id.desc()))
            .limit(MOST_NAMES),
    )
}

/// Writes a new host.
///
/// # Errors
/// `Unique` when another host has its code.
pub fn insert(tx: &mut Tx<'_>, host: Recorded<Host>) -> Result<Host> {
    tx.write(&host, diesel::insert_into(hosts::table).values(Row::of(&host)))?;
    Ok(host.into_inner())
}

/// Writes a changed host.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn save(tx: &mut Tx<'_>, host: Recorded<Host>) -> Result<Host> {
    let row = hosts::table.filter(hosts::id.eq(host.id)).filter(hosts::version.eq(host.version));
    let next = Row { version: host.version + 1, ..Row::of(&host) };
    tx.change(&host, Kept(diesel::update(row).set(next)))?;
    let host = host.into_inner();
    Ok(Host { version: host.version + 1, ..host })
}

/// Somebody of a host's staff.
struct Colleague(AccountId);

impl Stored for Colleague {
    type Row = (AccountId, Option<String>);
    const SEE: Action = Action::SeeHost;

    fn unpack((account, scope): Self::Row) -> Result<(Self, Owners)> {
        let host = scope.and_then(|id| id.parse().ok());
        Ok((Self(account), Owners { host, ..Owners::default() }))
    }
}

/// The accounts that act for a host at this moment, to write to them.
pub fn staff(tx: &mut Tx<'_>, host: HostId) -> Result<Vec<AccountId>> {
    let held = grants::table
        .filter(grants::role.eq(Role::Host))
        .filter(grants::scope.eq(host.to_string()))
        .filter(grants::from_at.le(tx.now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(tx.now)))
        .select((grants::account, grants::scope));
    let staff = tx.list::<Colleague>(held)?;
    Ok(staff.into_iter().map(|row| row.unchecked("they are only written to, by the server").0).collect())
}

/// The coordinators of a centre at this moment, or all while no centre has taken a host, to write to them.
pub fn coordinators(tx: &mut Tx<'_>, centre: Option<&str>) -> Result<Vec<AccountId>> {
    if let Some(centre) = centre {
        return accounts::store::staff_of(tx, Role::Coordinator, "centre", centre);
    }
    let held = grants::table
        .filter(grants::role.eq(Role::Coordinator))
        .filter(grants::from_at.le(tx.now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(tx.now)))
        .select((grants::account, grants::scope));
    let mut told = Vec::new();
    for row in tx.list::<Colleague>(held)? {
        let account = row.unchecked("they are only written to, by the server").0;
        if !told.contains(&account) {
            told.push(account);
        }
    }
    Ok(told)
}
