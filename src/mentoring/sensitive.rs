//! What tells of religion or health, kept apart from all other answers: asked by choice, shown by choice.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::base::{Fault, FaultCode};
use crate::places::Places;

/// Interests and themes that tell of religion or health. Nothing depends on whether somebody names any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sensitive {
    /// Codes of interests that are marked as sensitive.
    pub interests: Vec<String>,
    /// Codes of themes that are marked as sensitive.
    pub themes: Vec<String>,
    /// Whether they may be used to find a match, and shown to somebody who named the same. Only what is named
    /// needs an answer.
    pub shared: Option<bool>,
}

impl Sensitive {
    /// Without repetitions and in its place; says what is wrong under `field`.
    #[must_use]
    pub fn checked(mut self, field: &str, places: &Places, faults: &mut Vec<Fault>) -> Self {
        let mut each = |list: &mut Vec<String>, name: &str, belongs: &dyn Fn(&str) -> bool| {
            let wrong = list.iter().enumerate().filter(|(_, code)| !belongs(code));
            faults.extend(
                wrong.map(|(at, _)| Fault::new(format!("{field}.{name}[{at}]"), FaultCode::UnknownCode)),
            );
            let mut seen = BTreeSet::new();
            list.retain(|code| seen.insert(code.clone()));
        };
        each(&mut self.interests, "interests", &|code| interest(places, code));
        each(&mut self.themes, "themes", &|code| theme(places, code));
        if self.is_empty() {
            self.shared = None;
        } else if self.shared.is_none() {
            faults.push(Fault::new(format!("{field}.shared"), FaultCode::Required));
        }
        self
    }

    /// Takes what tells of religion or health out of lists that were written before it was asked apart.
    /// Whether it may be shown is what was said of the themes then.
    pub fn apart(
        of: Option<Self>,
        interests: &mut Vec<String>,
        themes: &mut Vec<String>,
        shared: Option<bool>,
        places: &Places,
    ) -> Option<Self> {
        let interests: Vec<_> = interests.extract_if(.., |code| interest(places, code)).collect();
        let themes: Vec<_> = themes.extract_if(.., |code| theme(places, code)).collect();
        if interests.is_empty() && themes.is_empty() {
            return of;
        }
        let mut all = of.unwrap_or_default();
        all.shared = all.shared.or(shared);
        all.interests.extend(interests);
        all.themes.extend(themes);
        Some(all)
    }

    /// This, where it may be used and shown.
    #[must_use]
    pub fn agreed(of: Option<&Self>) -> Option<&Self> {
        of.filter(|one| one.shared == Some(true))
    }

    fn is_empty(&self) -> bool {
        self.interests.is_empty() && self.themes.is_empty()
    }
}

/// Whether an interest tells of religion or health.
#[must_use]
pub fn interest(places: &Places, code: &str) -> bool {
    places.interest(code).is_some_and(|choice| choice.sensitive.is_some())
}

/// Whether a theme tells of religion or health.
#[must_use]
pub fn theme(places: &Places, code: &str) -> bool {
    places.theme(code).is_some_and(|choice| choice.sensitive.is_some())
}

/// The fault of an entry of an ordinary list, where what tells of religion or health may not stand.
#[must_use]
pub fn fault(known: bool, sensitive: bool) -> Option<FaultCode> {
    match (known, sensitive) {
        (false, _) => Some(FaultCode::UnknownCode),
        (true, true) => Some(FaultCode::Sensitive),
        (true, false) => None,
    }
}
