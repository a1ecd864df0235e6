//! A referral and what it says of a person in custody.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::access::AccountId;
pub use crate::access::ReferralId;
use crate::base::clock::Month;
use crate::base::week::Week;
use crate::base::{Instant, text_enum};
use crate::mentoring::sensitive::Sensitive;
use crate::places::{Gender, Places};

/// What people call a referral, such as `P-2041`: made by us, says nothing of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference(pub i64);

impl Reference {
    /// Reads `P-2041`; four to nine digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(['P', 'p'])?.strip_prefix('-')?;
        let fits = (4..=9).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        digits.parse().ok().filter(|_| fits).map(Self)
    }
}
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P-{:04}", self.0)
    }
}
impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

text_enum! {
    /// Where a referral stands.
    pub enum ReferralState {
        /// The psychologist is still writing.
        Draft = "draft",
        /// Waits for a pairing.
        Eligible = "eligible",
        /// A coordinator approved a pairing; consents are open.
        Matched = "matched",
        InPairing = "in_pairing",
        /// A pairing reached its goals.
        Completed = "completed",
        /// The person no longer wishes it.
        Withdrawn = "withdrawn",
        /// The person left custody.
        Released = "released",
    }
}

impl ReferralState {
    /// Whether nothing more will happen.
    #[must_use]
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Completed | Self::Withdrawn | Self::Released)
    }
}

text_enum! {
    /// What people do with a referral, each at its time.
    pub enum ReferralMove {
        Submit = "submit",
        Change = "change",
        Consent = "consent",
        /// The person withdraws or leaves custody.
        Leave = "leave",
        HandOver = "hand_over",
    }
}

text_enum! {
    /// How much something would help now, in the person's own judgement.
    pub enum Need {
        Much = "much",
        Some = "some",
        NotNow = "not_now",
    }
}

/// What would help most now: the four sides of a good life that a mentor can give to. A draft may lack some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    pub belonging: Option<Need>,
    pub skill: Option<Need>,
    pub choice: Option<Need>,
    pub meaning: Option<Need>,
}

impl Needs {
    /// Each of them, in order.
    #[must_use]
    pub const fn each(&self) -> [Option<Need>; 4] {
        [self.belonging, self.skill, self.choice, self.meaning]
    }
}

text_enum! {
    /// What the person wants the pairing to be about.
    pub enum Focus {
        /// Stopping and staying stopped.
        Act = "act",
        /// Who I am becoming.
        Identity = "identity",
        /// Where I belong.
        Relational = "relational",
    }
}

/// What a round and a pairing need to know of a person. Kept as one confidential text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Code of the institution.
    pub institution: String,
    pub gender: Option<Gender>,
    pub birth_year: Option<i32>,
    pub languages: Vec<String>,
    pub preferred_language: Option<String>,
    pub interests: Vec<String>,
    /// Experiences the person chose to name.
    pub themes: Vec<String>,
    /// Whether the person agreed on paper that themes may be used; without it they count for nothing.
    pub themes_agreed: bool,
    /// What tells of religion or health: asked apart, and only by choice.
    #[serde(default)]
    pub sensitive: Option<Sensitive>,
    pub needs: Option<Needs>,
    pub focus: Option<Focus>,
    /// Code of the district where the person will live.
    pub home_district: Option<String>,
    pub release_month: Option<Month>,
    /// When the person is free; the institution's visiting hours are not taken off yet.
    pub free: Option<Week>,
    /// Whether the mentor must be of the same gender.
    pub same_gender: bool,
    /// Not on remand: a trial needs lawyers first.
    pub sentenced: bool,
    /// Member codes of people whom the person does not want to meet.
    pub stated_exclusions: Vec<String>,
}

impl Facts {
    /// The themes that may be used.
    #[must_use]
    pub fn agreed_themes(&self) -> Vec<String> {
        let themes = self.themes.iter().filter(|_| self.themes_agreed);
        let sensitive = Sensitive::agreed(self.sensitive.as_ref()).into_iter().flat_map(|one| &one.themes);
        themes.chain(sensitive).cloned().collect()
    }

    /// The interests that may be used: of those that tell of religion only what the person agreed to show.
    #[must_use]
    pub fn agreed_interests(&self) -> Vec<String> {
        let sensitive = Sensitive::agreed(self.sensitive.as_ref()).into_iter().flat_map(|one| &one.interests);
        self.interests.iter().chain(sensitive).cloned().collect()
    }

    /// With what tells of religion or health in its own place, also where it was written before there was one.
    #[must_use]
    pub fn apart(mut self, places: &Places) -> Self {
        let agreed = Some(self.themes_agreed);
        self.sensitive =
            Sensitive::apart(self.sensitive, &mut self.interests, &mut self.themes, agreed, places);
        self
    }
}

/// Consent on paper, given before a witness in a language the person reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperConsent {
    pub on: NaiveDate,
    /// Code of the written language of the paper.
    #[serde(deserialize_with = "written")]
    pub language: String,
    /// Who watched it being given: initials or a post.
    pub witness: String,
}

/// The language of a paper; earlier ones were recorded in the language that was spoken, and both of these are written
/// in Chinese.
fn written<'de, D: Deserializer<'de>>(code: D) -> Result<String, D::Error> {
    let code = String::deserialize(code)?;
    Ok(if matches!(code.as_str(), "yue" | "cmn") { "zh".into() } else { code })
}

/// One person's referral.
#[derive(Clone, Debug)]
pub struct Referral {
    pub id: ReferralId,
    pub reference: Reference,
    pub psychologist: AccountId,
    /// Code of the centre whose rounds the person is in.
    pub centre: String,
    pub state: ReferralState,
    pub alias: String,
    pub facts: Facts,
    /// Their own words, for psychologists only.
    pub own_words: Option<String>,
    pub consent: Option<PaperConsent>,
    pub since: Instant,
    /// Since when they wait.
    pub eligible_since: Option<Instant>,
    pub created_at: Instant,
    pub version: i64,
}

/// A complete request to refer somebody.
#[derive(Clone, Debug)]
pub struct Refer {
    pub psychologist: AccountId,
    pub centre: String,
    pub alias: String,
    pub facts: Facts,
    pub own_words: Option<String>,
    /// An import brings its own.
    pub reference: Option<Reference>,
}

/// What is to change; what is `None` stays, what is `Some(None)` goes.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub alias: Option<String>,
    /// Empty words go.
    pub own_words: Option<String>,
    pub institution: Option<String>,
    pub gender: Option<Option<Gender>>,
    pub birth_year: Option<Option<i32>>,
    pub languages: Option<Vec<String>>,
    pub preferred_language: Option<Option<String>>,
    pub interests: Option<Vec<String>>,
    pub themes: Option<Vec<String>>,
    pub themes_agreed: Option<bool>,
    pub sensitive: Option<Sensitive>,
    pub needs: Option<Option<Needs>>,
    pub focus: Option<Option<Focus>>,
    pub home_district: Option<Option<String>>,
    pub release_month: Option<Option<Month>>,
    pub free: Option<Option<Week>>,
    pub same_gender: Option<bool>,
    pub sentenced: Option<bool>,
    pub stated_exclusions: Option<Vec<String>>,
}

impl Change {
    /// The facts after the change.
    #[must_use]
    pub fn applied_to(&self, facts: Facts) -> Facts {
        let change = self.clone();
        Facts {
            institution: change.institution.unwrap_or(facts.institution),
            gender: change.gender.unwrap_or(facts.gender),
            birth_year: change.birth_year.unwrap_or(facts.birth_year),
            languages: change.languages.unwrap_or(facts.languages),
            preferred_language: change.preferred_language.unwrap_or(facts.preferred_language),
            interests: change.interests.unwrap_or(facts.interests),
            themes: change.themes.unwrap_or(facts.themes),
            themes_agreed: change.themes_agreed.unwrap_or(facts.themes_agreed),
            sensitive: change.sensitive.or(facts.sensitive),
            needs: change.needs.unwrap_or(facts.needs),
            focus: change.focus.unwrap_or(facts.focus),
            home_district: change.home_district.unwrap_or(facts.home_district),
            release_month: change.release_month.unwrap_or(facts.release_month),
            free: change.free.unwrap_or(facts.free),
            same_gender: change.same_gender.unwrap_or(facts.same_gender),
            sentenced: change.sentenced.unwrap_or(facts.sentenced),
            stated_exclusions: change.stated_exclusions.unwrap_or(facts.stated_exclusions),
        }
    }
}
