//! The nouns of the reference data, as `GET /api/v1/places` shows them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::base::week::Week;
use crate::base::{Name3, text_enum};

/// One of the 18 District Council districts.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct District {
    pub code: String,
    pub name: Name3,
    /// `hong_kong_island`, `kowloon` or `new_territories`.
    pub region: String,
    /// Column and row on a grid of about three kilometres, for coarse distances only.
    #[serde(skip_serializing)]
    pub x: i32,
    #[serde(skip_serializing)]
    pub y: i32,
}

/// Whom an institution holds: men, women, or both.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
pub enum Gender {
    M,
    F,
    X,
}

/// A facility of the Correctional Services Department.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Institution {
    pub code: String,
    pub name: Name3,
    pub gender: Gender,
    /// Whether it is in use at present.
    pub active: bool,
    /// Whether its name and kind were seen in a source, rather than taken from common knowledge.
    pub verified: bool,
    #[serde(skip)]
    pub district: String,
    /// When a visit is possible.
    #[serde(skip)]
    pub visiting: Week,
}

/// A Multi-purpose Family and Rehabilitation Service Centre.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Centre {
    pub code: String,
    pub name: Name3,
    pub district: String,
}

text_enum! {
    /// What a choice tells of a person that is nobody's business unless they say it by choice.
    pub enum SensitiveKind {
        Religion = "religion",
        /// Illness, addiction among them.
        Health = "health",
    }
}

/// Something a person chooses from a list: an interest, a language, an experience theme.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Choice {
    pub code: String,
    pub name: Name3,
    /// What it tells of a person's religion or health: asked apart, and never among the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<SensitiveKind>,
    /// Its place in its list, which is its bit in a matching instance.
    #[serde(skip)]
    pub index: u8,
}

/// Interests of one kind, such as sports.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct InterestGroup {
    pub code: String,
    pub name: Name3,
    pub items: Vec<Choice>,
}

/// All reference data.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Places {
    pub districts: Vec<District>,
    pub institutions: Vec<Institution>,
    pub centres: Vec<Centre>,
    pub interest_groups: Vec<InterestGroup>,
    /// Languages that are spoken or signed.
    pub languages: Vec<Choice>,
    /// Languages of a paper.
    pub written_languages: Vec<Choice>,
    pub themes: Vec<Choice>,
}

impl Places {
    /// What stands where the embedded files could not be read: every code is unknown then.
    pub(super) const EMPTY: Self = Self {
        districts: Vec::new(),
        institutions: Vec::new(),
        centres: Vec::new(),
        interest_groups: Vec::new(),
        languages: Vec::new(),
        written_languages: Vec::new(),
        themes: Vec::new(),
    };

    #[must_use]
    pub fn district(&self, code: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.code == code)
    }

    #[must_use]
    pub fn institution(&self, code: &str) -> Option<&Institution> {
        self.institutions.iter().find(|institution| institution.code == code)
    }

    #[must_use]
    pub fn centre(&self, code: &str) -> Option<&Centre> {
        self.centres.iter().find(|centre| centre.code == code)
    }

    /// All interests in the order of their index.
    pub fn interests(&self) -> impl Iterator<Item = &Choice> {
        self.interest_groups.iter().flat_map(|group| &group.items)
    }

    #[must_use]
    pub fn interest(&self, code: &str) -> Option<&Choice> {
        self.interests().find(|interest| interest.code == code)
    }

    #[must_use]
    pub fn language(&self, code: &str) -> Option<&Choice> {
        self.languages.iter().find(|language| language.code == code)
    }

    #[must_use]
    pub fn written_language(&self, code: &str) -> Option<&Choice> {
        self.written_languages.iter().find(|language| language.code == code)
    }

    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&Choice> {
        self.themes.iter().find(|theme| theme.code == code)
    }
}
