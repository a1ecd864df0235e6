//! What coordinators do with hosts.

use chrono::NaiveDate;

use super::model::{Host, HostFacts, HostKind, HostName};
use super::record::HostEvent;
use super::{rules, store};
use crate::access::HostId;
use crate::base::page::Ask;
use crate::base::{Cursor, Page, Result, Text3};
use crate::tx::{Tx, open_all};

/// The names of all hosts.
///
/// # Errors
/// Whatever the database refuses.
pub fn names(tx: &mut Tx<'_>) -> Result<Vec<HostName>> {
    let rows = store::names(tx)?;
    open_all(rows, tx)
}

/// Enters a host; an import names it by a code.
///
/// # Errors
/// `Invalid` when something of it cannot be; `Unique` when another host has the code.
pub fn enter(tx: &mut Tx<'_>, code: Option<String>, facts: HostFacts) -> Result<Host> {
    let host = rules::enter(tx.fresh(), code, rules::checked(facts)?, tx.now);
    let recorded = tx.record(host.clone(), &HostEvent::Entered(host))?;
    store::insert(tx, recorded)
}

/// What to change of a host; `None` leaves as it is.
#[derive(Debug, Default)]
pub struct HostChange {
    pub name: Option<Text3>,
    pub kind: Option<HostKind>,
    pub district: Option<String>,
    pub insurance_valid_to: Option<Option<NaiveDate>>,
    pub agreement_valid_to: Option<Option<NaiveDate>>,
    pub version: i64,
}

/// Changes a host's particulars.
///
/// # Errors
/// `Invalid` as on entering; `Stale` when it was changed elsewhere meanwhile.
pub fn change(tx: &mut Tx<'_>, id: HostId, change: HostChange) -> Result<Host> {
    let host = store::find(tx, id)?.open_at(tx, change.version)?;
    let facts = host.facts;
    let facts = rules::checked(HostFacts {
        name: change.name.unwrap_or(facts.name),
        kind: change.kind.unwrap_or(facts.kind),
        district: change.district.unwrap_or(facts.district),
        insurance_valid_to: change.insurance_valid_to.unwrap_or(facts.insurance_valid_to),
        agreement_valid_to: change.agreement_valid_to.unwrap_or(facts.agreement_valid_to),
    })?;
    let host = Host { facts, ..host };
    let recorded = tx.record(host.clone(), &HostEvent::Changed(host))?;
    store::save(tx, recorded)
}

/// A page of hosts, the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Host>> {
    let hosts = store::page(tx, ask)?;
    let place = |host: &Host| Cursor { at: host.created_at, id: host.id.uuid() };
    Ok(Page::cut(open_all(hosts, tx)?, ask.limit, place))
}
