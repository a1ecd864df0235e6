//! When a referral may do what: pure.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde_json::json;

use super::model::{
    Change, Facts, PaperConsent, Refer, Reference, Referral, ReferralId, ReferralMove, ReferralState as State,
};
use crate::access::AccountId;
use crate::base::clock::Month;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};

/// A pairing needs room for so many weekly sessions before the release.
pub const SESSIONS: i64 = 6;
/// Participation consent is asked for anew after so many months.
pub const CONSENT_MONTHS: u32 = 12;

/// A new referral, still a draft.
#[must_use]
pub fn refer(id: ReferralId, reference: Reference, command: Refer, now: Instant) -> Referral {
    Referral {
        id,
        reference,
        psychologist: command.psychologist,
        centre: command.centre,
        state: State::Draft,
        alias: command.alias,
        facts: command.facts,
        own_words: command.own_words,
        consent: None,
        since: now,
        eligible_since: None,
        created_at: now,
        version: 1,
    }
}

/// Everything that still keeps a referral from being eligible on `day`.
#[must_use]
pub fn missing(referral: &Referral, day: NaiveDate) -> Vec<Reason> {
    let facts = &referral.facts;
    let sections = [
        ("about", facts.gender.is_some() && facts.birth_year.is_some() && facts.home_district.is_some()),
        ("languages", !facts.languages.is_empty() && facts.preferred_language.is_some()),
        ("needs", facts.needs.is_some_and(|needs| needs.each().iter().all(Option::is_some))),
        ("focus", facts.focus.is_some()),
        ("free", facts.free.is_some_and(|free| free.count() > 0)),
        ("release", facts.release_month.is_some()),
    ];
    let mut reasons: Vec<Reason> = sections
        .into_iter()
        .filter(|(_, done)| !done)
        .map(|(section, _)| Reason::with(Code::SectionIncomplete, json!({ "section": section })))
        .collect();
    if referral.consent.is_none() {
        reasons.push(Reason::new(Code::ConsentMissing));
    }
    reasons.extend(obstacles(referral, day));
    reasons
}

/// What keeps a complete referral out of a round on `day`: remand, too short a stay, an old consent.
#[must_use]
pub fn obstacles(referral: &Referral, day: NaiveDate) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !referral.facts.sentenced {
        reasons.push(Reason::new(Code::NotSentenced));
    }
    if referral.facts.release_month.is_some_and(|month| days_until(month, day) < SESSIONS * 7) {
        reasons.push(Reason::with(Code::TooShortStay, json!({ "sessions": SESSIONS })));
    }
    if referral.consent.is_some() && !is_consent_current(referral, day) {
        reasons.push(Reason::with(Code::ConsentRenewalDue, json!({ "months": CONSENT_MONTHS })));
    }
    reasons
}

/// Whether the participation consent counts on `day`.
#[must_use]
pub fn is_consent_current(referral: &Referral, day: NaiveDate) -> bool {
    referral.consent.as_ref().is_some_and(|consent| {
        let until = consent.on.checked_add_months(chrono::Months::new(CONSENT_MONTHS));
        consent.on <= day && until.is_some_and(|until| day < until)
    })
}

/// Days from `day` to the first of the month: the earliest day on which the person may leave.
#[must_use]
pub fn days_until(month: Month, day: NaiveDate) -> i64 {
    NaiveDate::from_ymd_opt(month.year, month.month, 1).map_or(0, |first| (first - day).num_days())
}

/// Full years, as far as a year of birth tells.
#[must_use]
pub fn age(referral: &Referral, day: NaiveDate) -> Option<i32> {
    referral.facts.birth_year.map(|year| day.year() - year)
}

/// Whole days since the referral became eligible.
#[must_use]
pub fn waiting_days(referral: &Referral, day: NaiveDate) -> Option<i64> {
    referral.eligible_since.map(|since| (day - since.day()).num_days().max(0))
}

/// What may be done with a referral on `day`: every command asks here, and so does whoever shows what can be done.
///
/// # Errors
/// A conflict with why not; a draft is handed in when nothing is missing.
pub fn may(referral: &Referral, what: ReferralMove, day: NaiveDate) -> Result<(), Vec<Reason>> {
    let open = match what {
        ReferralMove::Submit => referral.state == State::Draft,
        ReferralMove::Change | ReferralMove::Consent | ReferralMove::Leave | ReferralMove::HandOver => {
            !referral.state.is_end()
        }
    };
    if !open {
        return Err(vec![Reason::wrong_state(referral.state.as_str())]);
    }
    Reason::refuse(if what == ReferralMove::Submit { missing(referral, day) } else { Vec::new() })
}

/// Changes what a referral says; once it is eligible it must stay complete.
///
/// # Errors
/// A conflict with all reasons; `Invalid` when the facts contradict each other.
pub fn change(referral: Referral, change: &Change, today: NaiveDate) -> Result<Referral> {
    may(&referral, ReferralMove::Change, today)?;
    let next = Referral {
        alias: change.alias.clone().unwrap_or(referral.alias),
        own_words: match &change.own_words {
            Some(words) => Some(words.clone()).filter(|words| !words.is_empty()),
            None => referral.own_words,
        },
        facts: change.applied_to(referral.facts),
        ..referral
    };
    coherent(&next.facts)?;
    if next.state != State::Draft {
        let incomplete: Vec<Reason> = missing(&next, today)
            .into_iter()
            .filter(|reason| reason.code == Code::SectionIncomplete)
            .collect();
        if !incomplete.is_empty() {
            return Err(incomplete.into());
        }
    }
    Ok(next)
}

/// Facts must not contradict each other: the preferred language is one of the languages.
///
/// # Errors
/// `Invalid` when they do.
pub fn coherent(facts: &Facts) -> Result<()> {
    match &facts.preferred_language {
        Some(code) if !facts.languages.is_empty() && !facts.languages.contains(code) => {
            Err(Error::invalid("preferredLanguage", FaultCode::Invalid))
        }
        _ => Ok(()),
    }
}

/// Records the consent on paper, the first or a renewal.
///
/// # Errors
/// A conflict when the referral has ended; `Invalid` for a day to come.
pub fn consent(referral: Referral, paper: PaperConsent, today: NaiveDate) -> Result<Referral> {
    may(&referral, ReferralMove::Consent, today)?;
    let oldest = today - TimeDelta::days(366);
    if paper.on > today || paper.on < oldest {
        let range = json!({ "min": oldest, "max": today });
        return Err(Error::Invalid(vec![Fault::with("on", FaultCode::OutOfRange, range)]));
    }
    Ok(Referral { consent: Some(paper), ..referral })
}

/// Hands a draft in: from now on the person waits for a pairing.
///
/// # Errors
/// A conflict with everything that is missing.
pub fn submit(referral: Referral, now: Instant) -> Result<Referral> {
    may(&referral, ReferralMove::Submit, now.day())?;
    Ok(Referral { state: State::Eligible, since: now, eligible_since: Some(now), ..referral })
}

/// Ends a referral because the person wishes so (`Withdrawn`) or has left custody (`Released`).
///
/// # Errors
/// A conflict when it has ended already.
pub fn leave(referral: Referral, to: State, now: Instant) -> Result<Referral> {
    may(&referral, ReferralMove::Leave, now.day())?;
    Ok(Referral { state: to, since: now, ..referral })
}

/// Another psychologist accompanies the person from now on.
///
/// # Errors
/// A conflict when the referral has ended or is that psychologist's already.
pub fn hand_over(referral: Referral, to: AccountId, today: NaiveDate) -> Result<Referral> {
    may(&referral, ReferralMove::HandOver, today)?;
    if referral.psychologist == to {
        return Err(Error::refused(Code::AssignedAlready));
    }
    Ok(Referral { psychologist: to, ..referral })
}
