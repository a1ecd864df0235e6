//! ConsentWords as they are shown.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::flow::{ConsentMove, Own};
use crate::base::May;
use crate::people::consents::model::{Consent, ConsentPurpose, ConsentState, ConsentStep, ConsentWay};

/// What one has agreed to, for one purpose.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnConsent {
    purpose: ConsentPurpose,
    state: ConsentState,
    /// When; of what was agreed to before it was written down there is no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    given_on: Option<NaiveDate>,
    /// The last day on which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    way: Option<ConsentWay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    /// Which text was agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    may: Vec<May<ConsentMove>>,
}

/// What one has agreed to.
#[derive(Serialize, ToSchema)]
pub struct OwnConsents {
    items: Vec<OwnConsent>,
}

impl OwnConsents {
    /// Purpose by purpose.
    #[must_use]
    pub fn of(own: Vec<Own>) -> Self {
        let one = |own: Own| {
            let last = own.last;
            let on = |step| last.as_ref().filter(|one| one.step == step).map(|one| one.on);
            OwnConsent {
                purpose: own.purpose,
                state: own.state,
                given_on: on(ConsentStep::Given),
                due_on: last.as_ref().and_then(|one| one.due_on),
                withdrawn_on: on(ConsentStep::Withdrawn),
                way: last.as_ref().map(|one| one.way),
                language: last.as_ref().map(|one| one.language.clone()),
                version: last.map(|one| one.text_version),
                may: own.may.into_iter().filter_map(|(what, leave)| May::told(what, leave)).collect(),
            }
        };
        Self { items: own.into_iter().map(one).collect() }
    }
}

/// One word, as staff read it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    purpose: ConsentPurpose,
    step: ConsentStep,
    way: ConsentWay,
    /// Which text was agreed to.
    version: String,
    language: String,
    on: NaiveDate,
    /// The last day on which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<NaiveDate>,
    /// Who watched it being given on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    witness: Option<String>,
}

/// What somebody has agreed to, the last word first.
#[derive(Serialize, ToSchema)]
pub struct ConsentWords {
    items: Vec<ConsentView>,
}

impl ConsentWords {
    /// Word by word.
    #[must_use]
    pub fn of(words: Vec<Consent>) -> Self {
        let one = |word: Consent| ConsentView {
            purpose: word.purpose,
            step: word.step,
            way: word.way,
            version: word.text_version,
            language: word.language,
            on: word.on,
            due_on: word.due_on,
            witness: word.witness,
        };
        Self { items: words.into_iter().map(one).collect() }
    }
}
