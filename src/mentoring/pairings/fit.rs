//! What of mentor and person the matching looks at. Pure.

use crate::base::week::Week;
use crate::mentoring::mentors::answers::LanguageLevel;
use crate::mentoring::mentors::model::Mentor;
use crate::mentoring::referrals::model::Referral;
use crate::places;

/// Half hours a week that mentor and person must have in common.
pub const MIN_OVERLAP: u32 = 2;

/// The languages in which a mentor can talk about feelings: what a pairing needs.
#[must_use]
pub fn heart_languages(mentor: &Mentor) -> Vec<String> {
    let spoken = mentor.answers.languages.as_deref().unwrap_or_default();
    spoken
        .iter()
        .filter(|language| language.level == LanguageLevel::Feelings)
        .map(|language| language.code.clone())
        .collect()
}

/// When the person is free and the institution receives visitors.
#[must_use]
pub fn visits(referral: &Referral) -> Week {
    let visiting = places::all()
        .institution(&referral.facts.institution)
        .map(|institution| institution.visiting)
        .unwrap_or_default();
    referral.facts.free.unwrap_or_default().and(visiting)
}

/// Ten years of age, such as `30-39`: nearer is nobody's business.
#[must_use]
pub fn band(age: i32) -> String {
    let from = age.div_euclid(10) * 10;
    format!("{from}-{}", from + 9)
}
