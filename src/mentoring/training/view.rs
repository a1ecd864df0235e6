//! The course and a person's results as JSON.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::course::{MODULES, Module, total_hours};
use super::model::{ModuleResult, ModuleState};
use super::rules::{self, NEEDED_HOURS};
use crate::base::Name3;

/// The modules of the course.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CourseView {
    pub modules: Vec<ModuleView>,
}

/// A module of the course.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModuleView {
    code: &'static str,
    name: Name3,
    hours: i64,
    must_pass: bool,
}

impl ModuleView {
    /// The view of a module.
    #[must_use]
    pub fn of(module: &Module) -> Self {
        let [zh_hant, zh_hans, en] = module.name.map(String::from);
        Self {
            code: module.code,
            name: Name3 { zh_hant, zh_hans, en },
            hours: module.hours,
            must_pass: module.must_pass,
        }
    }
}

/// A person's way through the course.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TrainingView {
    /// Hours of the modules attended.
    hours: i64,
    needed_hours: i64,
    total_hours: i64,
    modules: Vec<ModuleProgress>,
}

/// A person's way through one module.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModuleProgress {
    #[serde(flatten)]
    module: ModuleView,
    state: ModuleState,
    /// The day of the last result.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
}

impl TrainingView {
    /// The view of somebody's results.
    #[must_use]
    pub fn of(results: &[ModuleResult]) -> Self {
        let progress = |module: &Module| {
            let result = results.iter().find(|result| result.module == module.code);
            ModuleProgress {
                module: ModuleView::of(module),
                state: rules::state(result),
                on: result.map(|result| result.on),
            }
        };
        Self {
            hours: rules::standing(results).hours,
            needed_hours: NEEDED_HOURS,
            total_hours: total_hours(),
            modules: MODULES.iter().map(progress).collect(),
        }
    }
}
