//! What is wrong with a page of results: pure, everything at once.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde_json::json;

use super::model::Entry;
use crate::base::{Fault, FaultCode};
use crate::mentoring::training::course::module_of;
use crate::mentoring::training::model::ModuleResult;
use crate::mentoring::training::rules;

/// The most results that one save takes.
pub const MOST: usize = 200;

/// The result of an entry, recorded by nobody yet.
#[must_use]
pub fn result(entry: &Entry) -> ModuleResult {
    ModuleResult {
        module: entry.module.clone(),
        attended: entry.attended,
        passed: entry.passed,
        on: entry.on,
        by: None,
    }
}

/// Everything that is wrong with what was entered, each at its place.
#[must_use]
pub fn faults(entries: &[Entry], today: NaiveDate) -> Vec<Fault> {
    match entries.len() {
        0 => return vec![Fault::new("results", FaultCode::Required)],
        count if count > MOST => {
            return vec![Fault::with("results", FaultCode::OutOfRange, json!({ "max": MOST }))];
        }
        _ => {}
    }
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for (at, entry) in entries.iter().enumerate() {
        let place = |field: &str| format!("results[{at}].{field}");
        if module_of(&entry.module).is_none() {
            faults.push(Fault::new(place("module"), FaultCode::UnknownCode));
        } else if !seen.insert((entry.mentor, &entry.module)) {
            faults.push(Fault::new(place("module"), FaultCode::Invalid));
        }
        let wrong = rules::check(&result(entry), today).into_iter();
        faults.extend(wrong.map(|fault| Fault { field: place(&fault.field).into(), ..fault }));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Instant};

    #[test]
    fn all_faults_are_told_at_once_each_at_its_place() {
        let mentor = Id::fresh(Instant::default());
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let good = Entry { mentor, version: 1, module: "M1".into(), attended: true, passed: None, on: today };
        let entries = [
            good.clone(),
            Entry { module: "M99".into(), ..good.clone() },
            Entry { module: "M2".into(), attended: false, passed: Some(true), ..good.clone() },
            Entry { module: "M3".into(), on: today.succ_opt().unwrap(), ..good.clone() },
            good.clone(),
        ];
        let told: Vec<_> =
            faults(&entries, today).into_iter().map(|fault| (fault.field.into_owned(), fault.code)).collect();
        let expected = [
            ("results[1].module", FaultCode::UnknownCode),
            ("results[2].passed", FaultCode::Invalid),
            ("results[3].on", FaultCode::OutOfRange),
            ("results[4].module", FaultCode::Invalid),
        ];
        assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code)));
        assert_eq!(faults(&[], today)[0].code, FaultCode::Required);
        assert!(faults(std::slice::from_ref(&good), today).is_empty());
        assert_eq!(faults(&vec![good; MOST + 1], today)[0].code, FaultCode::OutOfRange);
    }
}
