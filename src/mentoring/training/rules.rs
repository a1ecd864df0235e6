//! Rules of the course: pure.

use chrono::NaiveDate;
use serde_json::json;

use super::course::MODULES;
use super::model::{ModuleResult, ModuleState, Standing};
use crate::base::{Code, Fault, FaultCode, Reason};

/// The taught hours that a mentor needs, of the 48 of the course.
pub const NEEDED_HOURS: i64 = 40;

/// What is wrong with a result as it was entered.
#[must_use]
pub fn check(result: &ModuleResult, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    if result.passed == Some(true) && !result.attended {
        faults.push(Fault::new("passed", FaultCode::Invalid));
    }
    if result.on > today {
        faults.push(Fault::with("on", FaultCode::OutOfRange, json!({ "max": today })));
    }
    faults
}

/// How far a person is with a module.
#[must_use]
pub fn state(result: Option<&ModuleResult>) -> ModuleState {
    match result {
        Some(ModuleResult { passed: Some(false), .. }) => ModuleState::NotPassed,
        Some(ModuleResult { attended: true, passed: Some(true), .. }) => ModuleState::Passed,
        Some(ModuleResult { attended: true, passed: None, .. }) => ModuleState::Attended,
        _ => ModuleState::NotYet,
    }
}

/// What all results come to.
#[must_use]
pub fn standing(results: &[ModuleResult]) -> Standing {
    let mut standing = Standing::default();
    for module in &MODULES {
        let result = results.iter().find(|result| result.module == module.code);
        let state = state(result);
        if result.is_some_and(|result| result.attended) {
            standing.hours += module.hours;
        }
        if matches!(state, ModuleState::Attended | ModuleState::Passed) {
            standing.modules_done += 1;
        }
        if module.must_pass && state != ModuleState::Passed {
            standing.must_pass_missing.push(module.code);
        }
    }
    standing
}

/// Why somebody with this standing is not trained to be a mentor; nothing when they are.
#[must_use]
pub fn missing(standing: &Standing) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if standing.hours < NEEDED_HOURS {
        reasons
            .push(Reason::with(Code::HoursMissing, json!({ "have": standing.hours, "need": NEEDED_HOURS })));
    }
    if !standing.must_pass_missing.is_empty() {
        reasons.push(Reason::with(Code::MustPassMissing, json!({ "modules": standing.must_pass_missing })));
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::super::course::total_hours;
    use super::*;

    fn result(module: &str, attended: bool, passed: Option<bool>) -> ModuleResult {
        let on = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        ModuleResult { module: module.into(), attended, passed, on, by: None }
    }

    /// Everything attended and, where it must be, passed; without the modules named.
    fn all_but(without: &[&str]) -> Vec<ModuleResult> {
        MODULES
            .iter()
            .filter(|module| !without.contains(&module.code))
            .map(|module| result(module.code, true, module.must_pass.then_some(true)))
            .collect()
    }

    fn codes(results: &[ModuleResult]) -> Vec<String> {
        missing(&standing(results)).into_iter().map(|reason| reason.code.to_string()).collect()
    }

    #[test]
    fn the_course_has_48_hours() {
        assert_eq!(total_hours(), 48);
        assert_eq!(MODULES.len(), 12);
    }

    #[test]
    fn forty_hours_and_every_must_pass_module() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&[], &[]),
            // M7 and M8 are eight hours that need not be passed: 40 are left.
            (&["M7", "M8"], &[]),
            (&["M7", "M8", "M11"], &["hours_missing"]),
            (&["M12"], &["must_pass_missing"]),
            (&["M3", "M12"], &["hours_missing", "must_pass_missing"]),
            (&["M10", "M11"], &[]),
        ];
        for (without, expected) in cases {
            assert_eq!(codes(&all_but(without)), expected, "without {without:?}");
        }
    }

    #[test]
    fn a_module_failed_counts_its_hours_but_not_its_pass() {
        let mut results = all_but(&["M4"]);
        results.push(result("M4", true, Some(false)));
        let standing = standing(&results);
        assert_eq!((standing.hours, standing.modules_done), (48, 11));
        assert_eq!(standing.must_pass_missing, ["M4"]);
    }

    #[test]
    fn attended_is_not_yet_passed() {
        for (entered, expected) in [
            (None, ModuleState::NotYet),
            (Some(result("M1", false, None)), ModuleState::NotYet),
            (Some(result("M1", true, None)), ModuleState::Attended),
            (Some(result("M1", true, Some(true))), ModuleState::Passed),
            (Some(result("M1", true, Some(false))), ModuleState::NotPassed),
            (Some(result("M1", false, Some(false))), ModuleState::NotPassed),
        ] {
            assert_eq!(state(entered.as_ref()), expected);
        }
    }

    #[test]
    fn nobody_passes_what_they_did_not_attend_or_what_is_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        assert!(check(&result("M1", true, Some(true)), today).is_empty());
        assert_eq!(check(&result("M1", false, Some(true)), today)[0].field, "passed");
        let yesterday = today.pred_opt().unwrap();
        assert_eq!(check(&result("M1", true, None), yesterday)[0].field, "on");
    }
}
