//! The ten factors by name, and how much each counts.

use serde::{Deserialize, Serialize};

/// One value for each of the ten factors that make a pair good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PerFactor<T> {
    /// Interests both have.
    pub interests: T,
    /// Experiences both chose to name.
    pub themes: T,
    /// What would help the person most against what the mentor gives most.
    pub needs: T,
    /// How at home the mentor is with the focus the person chose.
    pub stage: T,
    /// The mentor a little older: 3 to 15 years cost nothing.
    pub age: T,
    /// Whether the mentor speaks the language the person prefers.
    pub language: T,
    /// How near the institution is to the mentor's district.
    pub travel: T,
    /// Half hours of the week that suit both.
    pub availability: T,
    /// For somebody released within a year: how near the mentor lives to where they will live.
    pub continuity: T,
    /// The supervisor's experience with the person's themes.
    pub cp_expertise: T,
}

impl<T: Copy> PerFactor<T> {
    /// The names of the factors, in the order of [`PerFactor::values`].
    pub const NAMES: [&'static str; 10] = [
        "interests",
        "themes",
        "needs",
        "stage",
        "age",
        "language",
        "travel",
        "availability",
        "continuity",
        "cp_expertise",
    ];

    /// Another value for each factor.
    #[must_use]
    pub fn map<U>(self, change: impl Fn(T) -> U) -> PerFactor<U> {
        PerFactor {
            interests: change(self.interests),
            themes: change(self.themes),
            needs: change(self.needs),
            stage: change(self.stage),
            age: change(self.age),
            language: change(self.language),
            travel: change(self.travel),
            availability: change(self.availability),
            continuity: change(self.continuity),
            cp_expertise: change(self.cp_expertise),
        }
    }

    /// The ten values in the order of [`PerFactor::NAMES`].
    #[must_use]
    pub const fn values(&self) -> [T; 10] {
        [
            self.interests,
            self.themes,
            self.needs,
            self.stage,
            self.age,
            self.language,
            self.travel,
            self.availability,
            self.continuity,
            self.cp_expertise,
        ]
    }
}

/// How much each factor counts; the sum is 1000.
pub type Weights = PerFactor<u32>;

impl Weights {
    /// The weights a centre starts with. They are policy: a centre may change them.
    pub const PRODUCT: Self = Self {
        themes: 220,
        needs: 180,
        interests: 130,
        availability: 130,
        language: 90,
        travel: 70,
        continuity: 60,
        age: 50,
        stage: 40,
        cp_expertise: 30,
    };
}
