//! The sections of an application, and when each is done: pure.

use crate::base::text_enum;
use crate::mentoring::mentors::answers::Answers;
use crate::people::accounts::model::SupervisionAnswer;

text_enum! {
    /// A part of the application, a page or a few of the form.
    pub enum Section {
        About = "about",
        Languages = "languages",
        Interests = "interests",
        Themes = "themes",
        Offers = "offers",
        Comfort = "comfort",
        Availability = "availability",
        Modes = "modes",
        Supervision = "supervision",
        Consent = "consent",
    }
}

/// Whether every question of the section has an answer.
#[must_use]
pub fn is_done(section: Section, of: &Answers) -> bool {
    let some = |list: Option<usize>| list.is_some_and(|length| length > 0);
    match section {
        Section::About => {
            of.gender.is_some()
                && of.birth_month.is_some()
                && of.district.is_some()
                && of.centre.is_some()
                && of.motivation.as_ref().is_some_and(|text| !text.0.is_empty())
        }
        Section::Languages => some(of.languages.as_ref().map(Vec::len)),
        Section::Interests => {
            some(of.interests.as_ref().map(Vec::len))
                && of.strengths.as_ref().is_some_and(|text| !text.0.is_empty())
        }
        // None is an answer: themes are for those who want to choose some.
        Section::Themes => of.themes.is_some() && of.themes_shared.is_some(),
        Section::Offers => of.offers.is_some(),
        Section::Comfort => of.stage_comfort.is_some(),
        Section::Availability => {
            of.availability.is_some_and(|week| week.count() > 0) && of.capacity_wish.is_some()
        }
        Section::Modes => some(of.modes.as_ref().map(Vec::len)),
        Section::Supervision => {
            of.held_at.is_some()
                && match of.under_supervision {
                    Some(SupervisionAnswer::No) => of.says_end(),
                    // There is no end yet, or it is for staff to settle first.
                    Some(SupervisionAnswer::Yes | SupervisionAnswer::RatherNotSay) => true,
                    None => false,
                }
        }
        // A no is an answer too; it only keeps them out of rounds.
        Section::Consent => of.match_consent.is_some(),
    }
}

/// The sections that are not done.
#[must_use]
pub fn missing(of: &Answers) -> Vec<Section> {
    Section::ALL.iter().copied().filter(|section| !is_done(*section, of)).collect()
}
