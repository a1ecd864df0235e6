//! What coordinators do with hosts.

use chrono::NaiveDate;

use super::model::{Host, HostFacts, HostKind, HostName};
use super::record::HostEvent;
use super::{rules, store};
use crate::access::{HostId, Role, policy};
use crate::base::page::Ask;
use crate::base::{Cursor, Page, Result, Text3};
use crate::people::accounts::rules::check_centre;
use crate::tx::{Tx, open_all};

/// The names of all hosts.
///
/// # Errors
/// Whatever the database refuses.
pub fn names(tx: &mut Tx<'_>) -> Result<Vec<HostName>> {
    let rows = store::names(tx)?;
    open_all(rows, tx)
}

/// Enters a host of a centre, or of none that an import names; an import names the host by a code.
///
/// # Errors
/// `Invalid` when something of it cannot be; `Unique` when another host has the code.
pub fn enter(
    tx: &mut Tx<'_>,
    code: Option<String>,
    facts: HostFacts,
    centre: Option<String>,
) -> Result<Host> {
    let host = rules::enter(tx.fresh(), code, rules::checked(facts)?, centre, tx.now);
    let recorded = tx.record(host.clone(), &HostEvent::Entered(host))?;
    store::insert(tx, recorded)
}

/// A host for which a coordinator is about to do something: one that no centre works with becomes the caller's centre's,
/// the one that is named when they coordinate several.
///
/// # Errors
/// `Invalid` when the centre must be named, or is another than theirs; `Stale`.
pub fn take_on(tx: &mut Tx<'_>, host: Host, named: Option<String>) -> Result<Host> {
    let Some(centre) = tx.takes_on(host.centre.as_deref(), named)? else { return Ok(host) };
    let host = Host { centre: Some(centre), ..host };
    let recorded = tx.record(host.clone(), &HostEvent::Taken(host))?;
    store::save(tx, recorded)
}

/// What to change of a host; `None` leaves as it is.
#[derive(Debug, Default)]
pub struct HostChange {
    pub name: Option<Text3>,
    pub kind: Option<HostKind>,
    pub district: Option<String>,
    pub insurance_valid_to: Option<Option<NaiveDate>>,
    pub agreement_valid_to: Option<Option<NaiveDate>>,
    /// The centre that works with it from now on, or none.
    pub centre: Option<Option<String>>,
    pub version: i64,
}

/// Changes a host's particulars, or the centre that works with it. One that no centre works with becomes the caller's
/// centre's with the first change, unless the change says that it stays nobody's.
///
/// # Errors
/// `Invalid` as on entering, or for the centre; `Stale` when it was changed elsewhere meanwhile.
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
    let centre = match (&host.centre, change.centre) {
        (None, Some(None)) => None,
        (None, named) => Some(tx.centre(named.flatten())?),
        (Some(_), Some(to)) => {
            check_centre(to.as_deref())?;
            to
        }
        (Some(is), None) => Some(is.clone()),
    };
    let (was, host) = (host.centre.clone(), Host { facts, centre, ..host });
    let event = match (&was, &host.centre) {
        (Some(was), to) if to.as_ref() != Some(was) => {
            let told = match to {
                Some(to) => store::coordinators(tx, Some(to))?,
                None => Vec::new(),
            };
            HostEvent::HandedOver(host.clone(), told)
        }
        (None, Some(_)) => HostEvent::Taken(host.clone()),
        _ => HostEvent::Changed(host.clone()),
    };
    let recorded = tx.record(host, &event)?;
    store::save(tx, recorded)
}

/// A page of the hosts of the caller's centres and of none, to an admin of all; the latest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn page(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Host>> {
    let all = policy::may_everywhere(tx.actor(), tx.action());
    let of = (!all).then(|| tx.actor().centres(Role::Coordinator));
    let hosts = store::page(tx, of, ask)?;
    let place = |host: &Host| Cursor { at: host.created_at, id: host.id.uuid() };
    Ok(Page::cut(open_all(hosts, tx)?, ask.limit, place))
}
