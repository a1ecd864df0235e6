//! Seeing what is over its age, and erasing it after two people's words.

use std::collections::BTreeMap;

use chrono::Months;

use super::model::{AgedId, Period, Purge, PurgeId, PurgeLine, PurgeState, RowKind, Swept};
use super::record::{PeriodChanged, PurgeEvent, WentByThemselves};
use super::{rules, store};
use crate::access::Role;
use crate::base::{Error, Result};
use crate::people::accounts;
use crate::tx::{Tx, open_all};

/// A kind with how much of it is over its age.
#[derive(Debug)]
pub struct Kind {
    pub period: Period,
    /// Rows over their age, of kinds that two people erase.
    pub over: i64,
    /// Rows that went by themselves in the last twelve months.
    pub swept: i64,
}

/// A purge with the names of those who spoke for it.
#[derive(Debug)]
pub struct Named {
    pub purge: Purge,
    pub proposed_by: String,
    pub approved_by: Option<String>,
}

/// Everything on one page.
#[derive(Debug)]
pub struct Overview {
    pub kinds: Vec<Kind>,
    /// The latest first; one that has not ended is among them.
    pub purges: Vec<Named>,
}

/// Of every kind for how long it is kept.
///
/// # Errors
/// Whatever the database refuses.
pub fn periods(tx: &mut Tx<'_>) -> Result<BTreeMap<RowKind, Period>> {
    const WHY: &str = "for how long rows are kept is no secret";
    let changed = store::periods(tx)?.into_iter().map(|row| row.unchecked(WHY));
    let product = RowKind::ALL.iter().map(|kind| rules::product(*kind));
    Ok(product.chain(changed).map(|period| (period.kind, period)).collect())
}

/// For how long everything is kept, what is over its age, and what was erased.
///
/// # Errors
/// Whatever the database refuses.
pub fn overview(tx: &mut Tx<'_>) -> Result<Overview> {
    let today = tx.today();
    let year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let mut swept: BTreeMap<RowKind, i64> = BTreeMap::new();
    let rows = store::swept_since(tx, year_ago)?;
    for gone in open_all(rows, tx)? {
        *swept.entry(gone.kind).or_default() += gone.erased;
    }
    let mut kinds = Vec::new();
    for period in periods(tx)?.into_values() {
        let before = rules::before(period.months, today);
        let over = if period.kind.goes_by_itself() { 0 } else { store::found(tx, period.kind, before)? };
        kinds.push(Kind { period, over, swept: swept.get(&period.kind).copied().unwrap_or(0) });
    }
    let rows = store::latest(tx)?;
    let purges = open_all(rows, tx)?.into_iter().map(|purge| named(tx, purge)).collect::<Result<_>>()?;
    Ok(Overview { kinds, purges })
}

/// How many rows about people are over their age.
///
/// # Errors
/// Whatever the database refuses.
pub fn over_age(tx: &mut Tx<'_>) -> Result<i64> {
    let (today, mut all) = (tx.today(), 0);
    for period in periods(tx)?.into_values().filter(|period| !period.kind.goes_by_itself()) {
        all += store::found(tx, period.kind, rules::before(period.months, today))?;
    }
    Ok(all)
}

/// With the names of those who spoke for it.
///
/// # Errors
/// Whatever the database refuses.
pub fn named(tx: &mut Tx<'_>, purge: Purge) -> Result<Named> {
    const WHY: &str = "who answers for what is erased is named beside it";
    let mut name = |account| {
        let card = accounts::store::card(tx, account)?;
        Ok::<_, Error>(card.unchecked(WHY).preferred_name)
    };
    Ok(Named {
        proposed_by: name(purge.proposed_by)?,
        approved_by: purge.approved.map(|(by, _)| name(by)).transpose()?,
        purge,
    })
}

/// Changes for how long rows of a kind are kept.
///
/// # Errors
/// `Stale` when it was changed meanwhile; as [`rules::change`].
pub fn change(tx: &mut Tx<'_>, kind: RowKind, months: i64, version: i64) -> Result<()> {
    let by = tx.account()?;
    let period = periods(tx)?.remove(&kind).unwrap_or_else(|| rules::product(kind));
    if period.version != version {
        return Err(Error::Stale);
    }
    let next = rules::change(period, months, by, tx.now)?;
    let recorded = tx.record(next, &PeriodChanged { kind, from: period.months, to: months })?;
    store::save_period(tx, &recorded)
}

/// Proposes to erase all that is over its age today.
///
/// # Errors
/// A conflict when nothing is, or when another proposal has not ended.
pub fn propose(tx: &mut Tx<'_>) -> Result<Purge> {
    let by = tx.account()?;
    let today = tx.today();
    let mut lines = Vec::new();
    for period in periods(tx)?.into_values().filter(|period| !period.kind.goes_by_itself()) {
        let before = rules::before(period.months, today);
        let found = store::found(tx, period.kind, before)?;
        lines.push(PurgeLine { kind: period.kind, before, found, erased: 0 });
    }
    let purge = rules::propose(tx.fresh(), lines, by, tx.now)?;
    let mut others = accounts::store::holders(tx, &[Role::Privacy, Role::Admin])?;
    others.retain(|one| *one != by);
    let event = PurgeEvent::Proposed { purge: Box::new(purge.clone()), others };
    let recorded = tx.record(purge, &event)?;
    store::insert(tx, recorded)
}

/// Says the second word: from now on row after row is erased.
///
/// # Errors
/// A conflict for whoever proposed it, and when it does not wait.
pub fn approve(tx: &mut Tx<'_>, id: PurgeId) -> Result<()> {
    let by = tx.account()?;
    let purge = rules::approve(store::find(tx, id)?.open(tx)?, by, tx.now)?;
    let recorded = tx.record(purge.clone(), &PurgeEvent::Approved(Box::new(purge)))?;
    store::save(tx, &recorded)
}

/// Takes the proposal back.
///
/// # Errors
/// A conflict when it does not wait.
pub fn withdraw(tx: &mut Tx<'_>, id: PurgeId) -> Result<()> {
    let purge = rules::withdraw(store::find(tx, id)?.open(tx)?, tx.now)?;
    let recorded = tx.record(purge.clone(), &PurgeEvent::Withdrawn(Box::new(purge)))?;
    store::save(tx, &recorded)
}

/// The one that two people have spoken for, and its line of a kind.
fn approved(tx: &mut Tx<'_>, kind: RowKind) -> Result<Option<(Purge, PurgeLine)>> {
    let Some(row) = store::open(tx)? else { return Ok(None) };
    let purge = row.open(tx)?;
    let line = purge.lines.iter().find(|line| line.kind == kind).copied();
    Ok(line.filter(|_| purge.state == PurgeState::Approved).map(|line| (purge, line)))
}

/// Rows of a kind that are to go, by id and after one.
///
/// # Errors
/// As [`Tx::due`].
pub fn due(tx: &mut Tx<'_>, kind: RowKind, after: AgedId, most: i64) -> Result<Vec<AgedId>> {
    match approved(tx, kind)? {
        Some((_, line)) => store::over(tx, kind, line.before, (after, most)),
        None => Ok(Vec::new()),
    }
}

/// Erases one row, if it still is to go.
///
/// # Errors
/// `Stale` when the purge was changed at this moment.
pub fn erase(tx: &mut Tx<'_>, kind: RowKind, row: AgedId) -> Result<()> {
    let Some((purge, line)) = approved(tx, kind)? else { return Ok(()) };
    if !store::is_over(tx, kind, line.before, row)? {
        return Ok(());
    }
    let purge = rules::count(purge, kind);
    let event = PurgeEvent::Erased { purge: Box::new(purge.clone()), kind, row };
    let recorded = tx.record(purge, &event)?;
    store::erase(tx, &recorded, kind, row)?;
    store::save(tx, &recorded)
}

/// A proposal lapses that nobody spoke for; what has nothing left to erase is done.
///
/// # Errors
/// `Stale` when it was changed at this moment.
pub fn go_on(tx: &mut Tx<'_>, id: PurgeId) -> Result<()> {
    let purge = store::find(tx, id)?.open(tx)?;
    let (now, state) = (tx.now, purge.state);
    if let Some(lapsed) = rules::lapse(purge.clone(), now) {
        let recorded = tx.record(lapsed.clone(), &PurgeEvent::Lapsed(Box::new(lapsed)))?;
        return store::save(tx, &recorded);
    }
    let mut left = state != PurgeState::Approved;
    for line in &purge.lines {
        left = left || store::found(tx, line.kind, line.before)? > 0;
    }
    if left {
        return Ok(());
    }
    let done = rules::finish(purge, now);
    let recorded = tx.record(done.clone(), &PurgeEvent::Done(Box::new(done)))?;
    store::save(tx, &recorded)
}

/// Traces of the everyday go by themselves.
///
/// # Errors
/// Whatever the database refuses.
pub fn sweep(tx: &mut Tx<'_>) -> Result<()> {
    let today = tx.today();
    for period in periods(tx)?.into_values().filter(|period| period.kind.goes_by_itself()) {
        let before = rules::before(period.months, today);
        let erased = store::traces(tx, period.kind, before)?;
        if erased > 0 {
            let gone = Swept { kind: period.kind, erased };
            let recorded = tx.record(gone, &WentByThemselves(gone))?;
            store::sweep(tx, &recorded, before)?;
            store::count(tx, &recorded)?;
        }
    }
    Ok(())
}
