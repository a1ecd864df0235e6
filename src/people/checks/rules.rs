//! Rules of record checks: pure.

use chrono::{Months, NaiveDate};
use serde_json::json;

use super::model::{Check, CheckKind, Sighting, Withdrawal};
use crate::access::AccountId;
use crate::base::{Code, Fault, FaultCode, Reason, Result};

/// A Sexual Conviction Record Check filed since 16 December 2024 is valid for 36 months.
const SEXUAL_CONVICTION_MONTHS: u32 = 36;
/// Nothing older is worth keeping.
const OLDEST_YEARS: u32 = 10;

/// Everything wrong with what a coordinator says to have seen.
#[must_use]
pub fn faults(sighting: &Sighting, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    let oldest = today.checked_sub_months(Months::new(12 * OLDEST_YEARS)).unwrap_or(NaiveDate::MIN);
    if sighting.seen_on > today || sighting.seen_on < oldest {
        faults.push(Fault::with("seenOn", FaultCode::OutOfRange, json!({ "min": oldest, "max": today })));
    }
    let months = match sighting.kind {
        CheckKind::SexualConvictionRecordCheck => SEXUAL_CONVICTION_MONTHS,
        _ => 12 * OLDEST_YEARS,
    };
    let last = sighting.seen_on.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    match sighting.valid_to {
        None if sighting.kind == CheckKind::SexualConvictionRecordCheck => {
            faults.push(Fault::new("validTo", FaultCode::Required));
        }
        Some(valid_to) if valid_to < sighting.seen_on || valid_to > last => {
            let range = json!({ "min": sighting.seen_on, "max": last });
            faults.push(Fault::with("validTo", FaultCode::OutOfRange, range));
        }
        _ => {}
    }
    faults
}

/// Why the checks do not do for something on `day` that needs one of `kind`; nothing when they do.
#[must_use]
pub fn missing(checks: &[Check], kind: CheckKind, day: NaiveDate) -> Option<Reason> {
    let of_kind: Vec<&Check> =
        checks.iter().filter(|check| check.sighting.kind == kind && check.withdrawn.is_none()).collect();
    if of_kind.iter().any(|check| check.counts_on(day)) {
        return None;
    }
    Some(match of_kind.iter().filter_map(|check| check.sighting.valid_to).max() {
        None => Reason::with(Code::CheckMissing, json!({ "kind": kind })),
        Some(valid_to) => Reason::with(Code::CheckExpires, json!({ "kind": kind, "validTo": valid_to })),
    })
}

/// A check counts no longer.
///
/// # Errors
/// A conflict when that was said already.
pub fn withdraw(check: Check, by: Option<AccountId>, today: NaiveDate) -> Result<Check> {
    if check.withdrawn.is_some() {
        return Err(Reason::wrong_state("withdrawn").into());
    }
    Ok(Check { withdrawn: Some(Withdrawal { on: today, by }), ..check })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Instant};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(kind: CheckKind, valid_to: Option<&str>) -> Check {
        Check {
            id: Id::fresh(Instant::default()),
            person: Id::fresh(Instant::default()),
            sighting: Sighting { kind, seen_on: day("2026-01-05"), valid_to: valid_to.map(day) },
            seen_by: None,
            seen_by_name: None,
            recorded_at: Instant::default(),
            withdrawn: None,
        }
    }

    #[test]
    fn a_check_was_seen_lately_and_ends_after_it_was_seen() {
        use CheckKind as K;
        for (kind, seen_on, valid_to, wrong) in [
            (K::Reference, "2026-11-23", None, None),
            (K::Reference, "2026-11-24", None, Some("seenOn")),
            (K::Reference, "2016-11-22", None, Some("seenOn")),
            (K::Reference, "2026-11-01", Some("2026-10-31"), Some("validTo")),
            (K::SexualConvictionRecordCheck, "2026-11-01", None, Some("validTo")),
            (K::SexualConvictionRecordCheck, "2026-11-01", Some("2029-11-01"), None),
            (K::SexualConvictionRecordCheck, "2026-11-01", Some("2029-11-02"), Some("validTo")),
        ] {
            let sighting = Sighting { kind, seen_on: day(seen_on), valid_to: valid_to.map(day) };
            let found = faults(&sighting, day("2026-11-23"));
            assert_eq!(found.first().map(|fault| fault.field.as_ref()), wrong, "{kind} {seen_on}");
        }
    }

    #[test]
    fn a_check_that_is_withdrawn_counts_on_no_day_and_is_withdrawn_once() {
        let kind = CheckKind::SexualConvictionRecordCheck;
        let withdrawn = withdraw(check(kind, Some("2028-01-01")), None, day("2026-11-23")).unwrap();
        assert!(!withdrawn.counts_on(day("2026-01-05")) && !withdrawn.counts_on(day("2026-12-01")));
        let reason = missing(std::slice::from_ref(&withdrawn), kind, day("2026-12-01"));
        assert_eq!(reason.map(|reason| reason.code), Some(Code::CheckMissing));
        assert!(withdraw(withdrawn, None, day("2026-11-24")).is_err());
    }

    #[test]
    fn a_check_counts_on_the_day_of_the_shift() {
        let kind = CheckKind::SexualConvictionRecordCheck;
        let code = |checks: &[Check], on| missing(checks, kind, day(on)).map(|reason| reason.code.as_str());
        let old = check(kind, Some("2026-12-01"));
        assert_eq!(code(std::slice::from_ref(&old), "2026-12-01"), None);
        assert_eq!(code(std::slice::from_ref(&old), "2026-12-02"), Some("check_expires"));
        assert_eq!(code(&[old, check(kind, Some("2028-01-01"))], "2026-12-02"), None);
        assert_eq!(code(&[check(CheckKind::Reference, None)], "2026-12-01"), Some("check_missing"));
    }
}
