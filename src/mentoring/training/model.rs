//! What a person achieved in the course.

use chrono::NaiveDate;

use crate::access::AccountId;
use crate::base::text_enum;

text_enum! {
    /// How far a person is with one module.
    pub enum ModuleState {
        NotYet = "not_yet",
        Attended = "attended",
        Passed = "passed",
        NotPassed = "not_passed",
    }
}

/// A person's result in one module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleResult {
    /// The module's code.
    pub module: String,
    pub attended: bool,
    /// `None` while nobody has judged it.
    pub passed: Option<bool>,
    pub on: NaiveDate,
    /// Who recorded it; nobody in an import.
    pub by: Option<AccountId>,
}

/// What all results of a person come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Hours of the modules attended.
    pub hours: i64,
    /// How many modules were attended and not failed.
    pub modules_done: i64,
    /// Codes of the modules that must be passed and are not.
    pub must_pass_missing: Vec<&'static str>,
}
