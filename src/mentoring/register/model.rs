//! What stands in the register and what is entered in it.

use chrono::NaiveDate;

use crate::mentoring::mentors::model::{Mentor, MentorId};
use crate::mentoring::training::model::ModuleResult;

/// Somebody in training with every result.
#[derive(Debug)]
pub struct Pupil {
    pub mentor: Mentor,
    pub results: Vec<ModuleResult>,
}

/// A result as it was entered.
#[derive(Clone, Debug)]
pub struct Entry {
    pub mentor: MentorId,
    /// Of the mentor's file that the result was entered into.
    pub version: i64,
    pub module: String,
    pub attended: bool,
    pub passed: Option<bool>,
    pub on: NaiveDate,
}
