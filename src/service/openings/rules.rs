//! Rules of openings: pure.

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Asks, Category, CheckKind, Opening, OpeningFacts, OpeningId, OpeningMove, OpeningState};
use crate::base::text::{self, Bounds};
use crate::base::{Code, Fault, FaultCode, Instant, Interval, Reason, Result, Text3};
use crate::places;
use crate::service::hosts::model::Host;
use crate::service::slots::model::Slot;
use crate::service::slots::rules::flag_day_reason;
use crate::tx::NewDemands;

/// Youngest and oldest minimum age, in years.
const MIN_AGE: (i64, i64) = (10, 70);

/// What was entered of an opening, trimmed.
///
/// # Errors
/// `Invalid` with a fault a field.
pub fn checked(facts: OpeningFacts) -> Result<OpeningFacts> {
    let mut faults = Vec::new();
    let facts = OpeningFacts {
        title: facts.title.checked("title", Bounds::LINE, &mut faults),
        text: facts.text.checked("text", Bounds::TEXT, &mut faults),
        what_you_will_do: facts.what_you_will_do.checked("whatYouWillDo", Bounds::TEXT, &mut faults),
        what_to_bring: facts
            .what_to_bring
            .map(|text| text.checked("whatToBring", Bounds::new(0, Bounds::TEXT.max), &mut faults))
            .filter(|text| *text != Text3::default()),
        ..facts
    };
    if places::all().district(&facts.district).is_none() {
        faults.push(Fault::new("district", FaultCode::UnknownCode));
    }
    if facts.min_age.is_some_and(|age| !(MIN_AGE.0..=MIN_AGE.1).contains(&age)) {
        faults.push(Fault::out_of_range("minAge", MIN_AGE.0, MIN_AGE.1));
    }
    if facts.needs_check.is_some_and(|kind| kind != CheckKind::SexualConvictionRecordCheck) {
        faults.push(Fault::new("needsCheck", FaultCode::Invalid));
    }
    if faults.is_empty() { Ok(facts) } else { Err(faults.into()) }
}

/// A new opening of a host, for its eyes and the coordinators' only.
#[must_use]
pub fn draft(id: OpeningId, code: Option<String>, host: &Host, facts: OpeningFacts, now: Instant) -> Opening {
    Opening {
        id,
        code,
        host: host.id,
        host_name: host.facts.name.clone(),
        centre: host.centre.clone(),
        state: OpeningState::Draft,
        facts,
        association_sensitive: false,
        return_note: None,
        created_at: now,
        submitted_at: None,
        published_at: None,
        version: 1,
    }
}

/// What an opening's state leaves open: every command asks here, and so does whoever shows what can be done. Once it is
/// submitted, only somebody who may publish it changes it, so that what is shown is what a coordinator has read.
///
/// # Errors
/// A conflict with the state.
pub fn may(opening: &Opening, what: OpeningMove, may_publish: bool) -> Result<(), Vec<Reason>> {
    use OpeningState as S;
    let is_written = matches!(opening.state, S::Draft | S::Returned);
    let is_judged = matches!(opening.state, S::Submitted | S::Published);
    let open = match what {
        OpeningMove::Change => is_written || (is_judged && may_publish),
        OpeningMove::Submit => is_written,
        OpeningMove::Publish => is_judged,
        OpeningMove::SendBack => opening.state == S::Submitted,
        OpeningMove::Close | OpeningMove::AddSlot => opening.state != S::Closed,
    };
    if open { Ok(()) } else { Err(vec![Reason::wrong_state(opening.state.as_str())]) }
}

/// Changes what was entered.
///
/// # Errors
/// A conflict with every reason.
pub fn change(
    opening: Opening,
    facts: OpeningFacts,
    may_publish: bool,
    coming: &[Slot],
) -> Result<Opening, Vec<Reason>> {
    may(&opening, OpeningMove::Change, may_publish)?;
    let reasons = match opening.state {
        OpeningState::Published => category_reasons(&facts, coming),
        _ => Vec::new(),
    };
    Reason::refuse(reasons)?;
    Ok(Opening { facts, ..opening })
}

/// Hands an opening to the coordinators, once everything is there that its host can see to.
///
/// # Errors
/// A conflict with every reason.
pub fn submit(opening: Opening, coming: &[Slot], now: Instant) -> Result<Opening, Vec<Reason>> {
    may(&opening, OpeningMove::Submit, false)?;
    let mut reasons = category_reasons(&opening.facts, coming);
    reasons.extend(coming.is_empty().then(|| Reason::new(Code::NoSlots)));
    Reason::refuse(reasons)?;
    Ok(Opening { state: OpeningState::Submitted, submitted_at: Some(now), return_note: None, ..opening })
}

/// Shows an opening to everybody; what is published already can be judged again.
///
/// # Errors
/// A conflict with every reason.
pub fn publish(
    opening: Opening,
    association_sensitive: bool,
    host: &Host,
    coming: &[Slot],
    now: Instant,
) -> Result<Opening, Vec<Reason>> {
    may(&opening, OpeningMove::Publish, true)?;
    let last = coming.iter().map(|slot| slot.ends_at.day()).max().unwrap_or(now.day());
    let mut reasons = cover_reasons(host, last);
    reasons.extend(coming.is_empty().then(|| Reason::new(Code::NoSlots)));
    reasons.extend(category_reasons(&opening.facts, coming));
    Reason::refuse(reasons)?;
    Ok(Opening {
        state: OpeningState::Published,
        association_sensitive,
        published_at: opening.published_at.or(Some(now)),
        ..opening
    })
}

/// What is new of what an opening asks, to those who have booked it; `None` when it asks for the same.
#[must_use]
pub fn new_demands(before: &Asks, after: &Asks) -> Option<NewDemands> {
    if before == after {
        return None;
    }
    let Asks { category, min_age, needs_check, association_sensitive } = after;
    let another_company = !before.association_sensitive || *category != before.category;
    Some(NewDemands {
        age: *min_age > before.min_age,
        check: needs_check.is_some() && *needs_check != before.needs_check,
        company: *association_sensitive && another_company,
    })
}

/// Sends an opening back to its host with a note on what to change.
///
/// # Errors
/// `Invalid` for the note; a conflict in any other state than submitted.
pub fn send_back(opening: Opening, note: &str) -> Result<Opening> {
    let mut faults = Vec::new();
    let note = text::checked(note, "note", Bounds::new(1, 500), &mut faults);
    let Some(note) = note else { return Err(faults.into()) };
    may(&opening, OpeningMove::SendBack, true)?;
    Ok(Opening { state: OpeningState::Returned, return_note: Some(note), ..opening })
}

/// Takes no more bookings; what is booked goes ahead.
///
/// # Errors
/// A conflict when it is closed already.
pub fn close(opening: Opening) -> Result<Opening, Vec<Reason>> {
    may(&opening, OpeningMove::Close, false)?;
    Ok(Opening { state: OpeningState::Closed, ..opening })
}

/// What the kind of help asks for: flag days have their days and hours, work with the young needs the police's
/// Sexual Conviction Record Check.
fn category_reasons(facts: &OpeningFacts, coming: &[Slot]) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Vec::new();
    for reason in coming.iter().filter_map(|slot| flag_day_reason(facts.category, slot.time())) {
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    if facts.category == Category::Youth && facts.needs_check.is_none() {
        reasons.push(Reason::new(Code::YouthNeedsCheck));
    }
    reasons
}

/// The host's insurance and its agreement must hold on the day of the last shift.
fn cover_reasons(host: &Host, last: NaiveDate) -> Vec<Reason> {
    let facts = &host.facts;
    [(Code::InsuranceExpired, facts.insurance_valid_to), (Code::AgreementExpired, facts.agreement_valid_to)]
        .into_iter()
        .filter(|(_, valid_to)| valid_to.is_none_or(|day| day < last))
        .map(|(code, valid_to)| Reason::with(code, json!({ "validTo": valid_to, "lastDay": last })))
        .collect()
}

/// Whether an opening can have a slot at that time: not when it is closed; a flag day has its hours; what is
/// published stays covered.
///
/// # Errors
/// A conflict with every reason.
pub fn fits(opening: &Opening, host: &Host, time: Interval) -> Result<(), Vec<Reason>> {
    let mut reasons: Vec<Reason> = flag_day_reason(opening.facts.category, time).into_iter().collect();
    reasons.extend(may(opening, OpeningMove::AddSlot, false).err().into_iter().flatten());
    if opening.state == OpeningState::Published {
        reasons.extend(cover_reasons(host, time.end.day()));
    }
    Reason::refuse(reasons)
}

#[cfg(test)]
mod tests;
