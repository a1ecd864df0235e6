//! Rules of consents: pure.

use chrono::{Days, Months, NaiveDate};

use super::model::{Consent, ConsentId, ConsentPurpose, ConsentState, ConsentStep, ConsentWay, Party};
use crate::access::AccountId;
use crate::base::Instant;

/// The version of the texts to which people agree in the application.
pub const APP_TEXT: &str = "1";
/// The version of the form on paper.
pub const PAPER_FORM: &str = "1";
/// Consent to be matched is asked anew after so many months.
pub const MONTHS: u32 = 12;

/// How a word was given: in the application, or on paper before a witness.
#[derive(Clone, Debug)]
pub enum Given {
    App { language: String },
    Paper { on: NaiveDate, language: String, witness: String },
}

/// The last day on which a consent of this day counts; those to be matched run out, all others last until they are taken back.
#[must_use]
pub fn due_on(purpose: ConsentPurpose, on: NaiveDate) -> Option<NaiveDate> {
    let over = on.checked_add_months(Months::new(MONTHS)).and_then(|day| day.checked_sub_days(Days::new(1)));
    over.filter(|_| purpose == ConsentPurpose::Matching)
}

/// A word, as it is said now.
#[must_use]
pub fn say(
    id: ConsentId,
    whose: Party,
    (purpose, step): (ConsentPurpose, ConsentStep),
    how: Given,
    by: Option<AccountId>,
    now: Instant,
) -> Consent {
    let (way, text_version, on, language, witness) = match how {
        Given::App { language } => (ConsentWay::App, APP_TEXT, now.day(), language, None),
        Given::Paper { on, language, witness } => {
            (ConsentWay::Paper, PAPER_FORM, on, language, Some(witness))
        }
    };
    Consent {
        id,
        whose,
        purpose,
        pairing: None,
        step,
        way,
        text_version: text_version.into(),
        language,
        on,
        due_on: due_on(purpose, on).filter(|_| step == ConsentStep::Given),
        witness,
        recorded_by: by,
        written_at: now,
    }
}

/// Where a consent stands on a day, by its last word.
#[must_use]
pub fn state(last: Option<&Consent>, day: NaiveDate) -> ConsentState {
    match last {
        None => ConsentState::None,
        Some(one) if one.step == ConsentStep::Withdrawn => ConsentState::Withdrawn,
        Some(one) if one.due_on.is_some_and(|due| due < day) => ConsentState::Due,
        Some(_) => ConsentState::Given,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn a_consent_to_be_matched_lasts_a_year_and_others_until_they_are_taken_back() {
        let now = Instant::default();
        let on: NaiveDate = "2026-12-01".parse().unwrap();
        let said = |purpose, step| {
            let paper = Given::Paper { on, language: "zh".into(), witness: "WK".into() };
            say(Id::fresh(now), Party::Account(Id::fresh(now)), (purpose, step), paper, None, now)
        };
        let matching = said(ConsentPurpose::Matching, ConsentStep::Given);
        assert_eq!(matching.due_on, "2027-11-30".parse().ok());
        assert_eq!(state(Some(&matching), "2027-11-30".parse().unwrap()), ConsentState::Given);
        assert_eq!(state(Some(&matching), "2027-12-01".parse().unwrap()), ConsentState::Due);
        let themes = said(ConsentPurpose::SharedThemes, ConsentStep::Given);
        assert_eq!(state(Some(&themes), "2040-01-01".parse().unwrap()), ConsentState::Given);
        let taken = said(ConsentPurpose::Matching, ConsentStep::Withdrawn);
        assert_eq!((taken.due_on, state(Some(&taken), on)), (None, ConsentState::Withdrawn));
        assert_eq!(state(None, on), ConsentState::None);
    }
}
