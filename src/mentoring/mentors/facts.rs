//! Gathers what the guards need to know of a person beyond the mentor's own row.

use chrono::NaiveDate;

use super::fitness::Facts;
use super::model::Mentor;
use crate::access::AccountId;
use crate::base::Result;
use crate::mentoring::training;
use crate::mentoring::training::model::ModuleResult;
use crate::people::checks;
use crate::people::checks::model::{Check, CheckKind};
use crate::people::consents;
use crate::people::consents::model::ConsentPurpose;
use crate::people::supervisees;
use crate::service::clearances;
use crate::service::clearances::model::Cover;
use crate::tx::Tx;

/// Why rows of other features may be read here.
const WHY: &str = "read with the mentor, whom the actor has opened";

/// What is known of a person, with the rows that it comes from.
#[derive(Debug)]
pub struct Known {
    pub facts: Facts,
    pub results: Vec<ModuleResult>,
    pub checks: Vec<Check>,
}

/// Everything that is asked of a mentor, as far as it is known now, for `day`.
///
/// # Errors
/// Whatever the database refuses.
pub fn gather(tx: &mut Tx<'_>, mentor: &Mentor, day: NaiveDate) -> Result<Known> {
    let results = results(tx, mentor.account)?;
    let checks = checks(tx, mentor.account)?;
    let in_date =
        |kind| checks.iter().filter(move |check| check.sighting.kind == kind && check.counts_on(day));
    let (officer_approves, association_forbidden) = order(tx, mentor.account, day)?;
    let facts = Facts {
        today: day,
        supervision: mentor.person.supervision,
        officer_approves,
        association_forbidden,
        // One without a last day does not run out.
        cleared_until: in_date(CheckKind::CorrectionalClearance)
            .map(|check| check.sighting.valid_to.unwrap_or(NaiveDate::MAX))
            .max(),
        references: i64::try_from(in_date(CheckKind::Reference).count()).unwrap_or(i64::MAX),
        training: training::rules::standing(&results),
        agreed_until: agreed_until(tx, mentor.account)?,
    };
    Ok(Known { facts, results, checks })
}

/// The last day on which somebody's consent to be matched counts, where it was written down.
fn agreed_until(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<NaiveDate>> {
    let last = consents::store::last(tx, account, ConsentPurpose::Matching)?;
    Ok(last.and_then(|row| row.unchecked(WHY).due_on))
}

/// A person's results in the course.
///
/// # Errors
/// Whatever the database refuses.
pub fn results(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<ModuleResult>> {
    let rows = training::store::of(tx, account)?;
    Ok(rows.into_iter().map(|row| row.unchecked(WHY)).collect())
}

fn checks(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Check>> {
    let rows = checks::store::of_person(tx, account)?;
    Ok(rows.into_iter().map(|row| row.unchecked(WHY)).collect())
}

/// Whether an order keeps somebody from mentoring on `day`: it forbids associating with people with records
/// (Cap. 325A), and the officer has not cleared mentoring. Silence is never a yes.
///
/// # Errors
/// Whatever the database refuses.
pub fn association_forbidden(tx: &mut Tx<'_>, account: AccountId, day: NaiveDate) -> Result<bool> {
    Ok(order(tx, account, day)?.1)
}

/// What an order means for mentoring on `day`: whether the officer has cleared it, and whether it stands in the way.
fn order(tx: &mut Tx<'_>, account: AccountId, day: NaiveDate) -> Result<(bool, bool)> {
    const WHY: &str = "only whether the order allows mentoring is used";
    let supervisee = supervisees::store::current_of(tx, account)?.map(|row| row.unchecked(WHY));
    let Some(supervisee) = supervisee.filter(|supervisee| supervisee.counts_on(day)) else {
        return Ok((false, false));
    };
    let cleared = clearances::store::standing_of(tx, supervisee.id)?
        .into_iter()
        .map(|row| row.unchecked(WHY))
        .any(|standing| standing.cover == Cover::Mentoring && standing.counts_on(day));
    Ok((cleared, supervisee.association_condition && !cleared))
}
