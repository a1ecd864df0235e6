//! Breaches as they are shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::flow::Named;
use super::model::{BreachId, BreachState, BreachStep, StepOutcome, Touched};
use super::rules;
use crate::access::Seen;
use crate::base::{Instant, May};

/// What was noted of a step.
#[derive(Serialize, ToSchema)]
struct BreachStepView {
    step: BreachStep,
    outcome: StepOutcome,
    note: String,
    by: String,
    at: Instant,
}

/// A breach with its steps.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BreachView {
    #[schema(value_type = String, format = Uuid)]
    id: BreachId,
    found_at: Instant,
    what: String,
    state: BreachState,
    /// By when it is decided who must be told.
    due_on: NaiveDate,
    /// In the order in which they were noted.
    steps: Vec<BreachStepView>,
    may: Vec<May<BreachStep>>,
}

impl BreachView {
    /// As those who watch over privacy read it.
    #[must_use]
    pub fn of(named: Named) -> Self {
        let Named { breach, by } = named;
        Self {
            may: BreachStep::ALL
                .iter()
                .filter_map(|step| May::told(*step, rules::may(&breach, *step)))
                .collect(),
            id: breach.id,
            state: rules::state(&breach),
            due_on: rules::due_on(&breach),
            found_at: breach.found_at,
            what: breach.what,
            steps: breach
                .steps
                .into_iter()
                .zip(by)
                .map(|(one, by)| BreachStepView {
                    step: one.step,
                    outcome: one.outcome,
                    note: one.note,
                    by,
                    at: one.at,
                })
                .collect(),
        }
    }
}

/// Somebody whose data was seen.
#[derive(Serialize, ToSchema)]
struct TouchedPerson {
    /// A member's code, or the reference of a person in custody.
    code: String,
    seen: Vec<Seen>,
    /// In how many quarters of an hour.
    looks: i64,
}

/// Whose data an account has seen.
#[derive(Serialize, ToSchema)]
pub struct TouchedPeople {
    people: Vec<TouchedPerson>,
}

impl TouchedPeople {
    /// By their codes.
    #[must_use]
    pub fn of(people: BTreeMap<String, Touched>) -> Self {
        let person = |(code, one): (String, Touched)| TouchedPerson {
            code,
            seen: one.seen.into_iter().collect(),
            looks: one.looks,
        };
        Self { people: people.into_iter().map(person).collect() }
    }
}
