//! What applicants tell of themselves: for the mentor pipeline and, later, for matching.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::base::clock::Month;
use crate::base::text_enum;
use crate::base::week::Week;
use crate::db::Confidential;
use crate::mentoring::sensitive::Sensitive;
use crate::people::accounts::model::SupervisionAnswer;
use crate::places::{Gender, Places};

text_enum! {
    /// How well somebody speaks a language.
    pub enum LanguageLevel {
        /// Can talk about feelings in it: what mentoring needs.
        Feelings = "feelings",
        /// Enough for everyday things.
        Everyday = "everyday",
    }
}

text_enum! {
    /// How much of something a person can give.
    pub enum Amount {
        Lot = "lot",
        Some = "some",
        Little = "little",
    }
}

text_enum! {
    /// How much at ease a person is with a focus.
    pub enum Comfort {
        Home = "home",
        Fine = "fine",
        Learning = "learning",
    }
}

text_enum! {
    /// A way of meeting.
    pub enum Mode {
        InPerson = "in_person",
        Video = "video",
        Group = "group",
    }
}

/// A language that a person speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpokenLanguage {
    pub code: String,
    pub level: LanguageLevel,
}

/// What a mentor can give most, along the two needs of people who change and what grows from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Offers {
    /// Belonging and care.
    pub belonging: Amount,
    /// Skill and competence.
    pub skill: Amount,
    /// Choice and control.
    pub choice: Amount,
    /// Meaning and purpose.
    pub meaning: Amount,
}

/// How much at ease a mentor is with each focus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StageComfort {
    /// Stopping and staying stopped.
    pub act: Comfort,
    /// Who I am becoming.
    pub identity: Comfort,
    /// Where I belong.
    pub relational: Comfort,
}

/// An institution where a person was held in the last 24 months: asked only to keep the mentor away from it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HeldAt {
    pub institution: String,
    pub until_month: Month,
}

macro_rules! answers {
    ($($(#[$meta:meta])* $field:ident: $kind:ty),+ $(,)?) => {
        /// Every answer, each absent until it is given.
        #[derive(Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        pub struct Answers {
            $($(#[$meta])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$kind>),+
        }

        impl Answers {
            /// These answers with those of `patch` in the place of the ones before.
            #[must_use]
            pub fn with(self, patch: Self) -> Self {
                // The supervision answers are one question: the end goes when it is asked anew.
                let asked_anew = patch.under_supervision.is_some()
                    || patch.supervision_ended_month.is_some()
                    || patch.never_supervised.is_some();
                let before = if asked_anew {
                    Self { supervision_ended_month: None, never_supervised: None, ..self }
                } else {
                    self
                };
                Self { $($field: patch.$field.or(before.$field)),+ }
            }
        }
    };
}

answers! {
    gender: Gender,
    /// Month of birth, such as `1985-04`.
    birth_month: Month,
    /// The code of the district of the home.
    district: String,
    /// The code of the centre that shall look after the application.
    centre: String,
    languages: Vec<SpokenLanguage>,
    /// Codes of interests.
    interests: Vec<String>,
    /// In the person's own words, at most 500 characters.
    strengths: Confidential,
    /// Codes of experience themes: self-chosen, may be none.
    themes: Vec<String>,
    /// Whether a theme may be shown to the other side when both chose it.
    themes_shared: bool,
    /// What tells of religion or health: asked apart, and only by choice.
    sensitive: Sensitive,
    offers: Offers,
    stage_comfort: StageComfort,
    modes: Vec<Mode>,
    /// When the person is free in a usual week.
    availability: Week,
    /// How many pairings at a time, 1 to 3.
    capacity_wish: i64,
    under_supervision: SupervisionAnswer,
    /// When supervision or sentence ended.
    supervision_ended_month: Month,
    /// Whether the person never had a sentence or supervision that could have ended.
    never_supervised: bool,
    held_at: Vec<HeldAt>,
    /// Whether the person agrees to be proposed for pairings at all.
    match_consent: bool,
    /// Why they want to be a mentor, in their own words, at most 800 characters.
    motivation: Confidential,
}

impl Answers {
    /// The themes that may be used: only if the person agreed that a shared one is shown.
    #[must_use]
    pub fn agreed_themes(&self) -> Vec<String> {
        let themes = self.themes.iter().flatten().filter(|_| self.themes_shared == Some(true));
        let sensitive = Sensitive::agreed(self.sensitive.as_ref()).into_iter().flat_map(|one| &one.themes);
        themes.chain(sensitive).cloned().collect()
    }

    /// The interests that may be used: of those that tell of religion only what the person agreed to show.
    #[must_use]
    pub fn agreed_interests(&self) -> Vec<String> {
        let sensitive = Sensitive::agreed(self.sensitive.as_ref()).into_iter().flat_map(|one| &one.interests);
        self.interests.iter().flatten().chain(sensitive).cloned().collect()
    }

    /// With what tells of religion or health in its own place, also where it was answered before there was one.
    #[must_use]
    pub fn apart(mut self, places: &Places) -> Self {
        let mut none = Vec::new();
        let mut no_themes = Vec::new();
        self.sensitive = Sensitive::apart(
            self.sensitive,
            self.interests.as_mut().unwrap_or(&mut none),
            self.themes.as_mut().unwrap_or(&mut no_themes),
            self.themes_shared,
            places,
        );
        self
    }

    /// As others than the person themselves may read them.
    #[must_use]
    pub fn for_others(mut self) -> Self {
        self.sensitive = self.sensitive.filter(|one| one.shared == Some(true));
        self
    }

    /// The last month in which a sentence or supervision ended or an institution let the person go.
    #[must_use]
    pub fn last_end(&self) -> Option<Month> {
        let released = self.held_at.iter().flatten().map(|held| held.until_month);
        released.chain(self.supervision_ended_month).max()
    }

    /// Whether the person has said since when they are free, or that they always were.
    #[must_use]
    pub fn says_end(&self) -> bool {
        self.last_end().is_some() || self.never_supervised == Some(true)
    }

    /// The names of the answers that are given, as they stand in JSON.
    #[must_use]
    pub fn given(&self) -> Vec<String> {
        let written = serde_json::to_value(self).unwrap_or_default();
        written.as_object().map(|answers| answers.keys().cloned().collect()).unwrap_or_default()
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("given", &self.given()).finish_non_exhaustive()
    }
}

impl fmt::Debug for HeldAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(confidential)")
    }
}
