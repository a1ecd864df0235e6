//! The hard rules: a mentor and a person may meet only if every one holds.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::model::{MentorRow, Model, PicRow};

/// A hard rule, in the order in which rules are judged and by the code that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The person agreed to be matched.
    PicConsent,
    /// The mentor agreed to be matched.
    MentorConsent,
    /// The certification lasts until today or longer.
    Certification,
    /// A psychologist supervises the mentor.
    Supervisor,
    /// The mentor has at least one place.
    Capacity,
    /// The institution admits the mentor, and the supervisor works there.
    Institution,
    /// The same gender, where the person wants it so.
    Gender,
    /// A language both can talk in.
    Language,
    /// The two are not kept apart. Never counted where anyone can see it.
    AskStaff,
    /// Enough half hours in common.
    Availability,
}

impl Rule {
    /// All rules, in order.
    pub const ALL: [Self; 10] = [
        Self::PicConsent,
        Self::MentorConsent,
        Self::Certification,
        Self::Supervisor,
        Self::Capacity,
        Self::Institution,
        Self::Gender,
        Self::Language,
        Self::AskStaff,
        Self::Availability,
    ];

    /// The code of the rule.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PicConsent => "pic_consent",
            Self::MentorConsent => "mentor_consent",
            Self::Certification => "certification",
            Self::Supervisor => "supervisor",
            Self::Capacity => "capacity",
            Self::Institution => "institution",
            Self::Gender => "gender",
            Self::Language => "language",
            Self::AskStaff => "ask_staff",
            Self::Availability => "availability",
        }
    }

    /// Does the rule alone allow the mentor (row `mentor` of the model) to meet the person?
    ///
    /// A mentor without a supervisor breaks `supervisor`; `institution` then asks for the mentor's own
    /// admission alone, so that one lack is not counted twice.
    pub(super) fn allows(self, model: &Model, mentor: usize, row: &MentorRow, pic: &PicRow) -> bool {
        match self {
            Self::PicConsent => pic.consent,
            Self::MentorConsent => row.consent,
            Self::Certification => row.certified,
            Self::Supervisor => row.supervisor.is_some(),
            Self::Capacity => row.capacity >= 1,
            Self::Institution => {
                row.cleared.has(pic.institution)
                    && (row.supervisor.is_none() || row.supervised_at.has(pic.institution))
            }
            Self::Gender => !pic.same_gender || row.gender == pic.gender,
            Self::Language => row.langs & pic.langs != 0,
            Self::AskStaff => !pic.excluded.contains(&mentor),
            Self::Availability => row.avail.and(pic.free).count() >= model.min_overlap,
        }
    }

    /// The first rule that a pair breaks.
    pub(super) fn broken_by(model: &Model, mentor: usize, row: &MentorRow, pic: &PicRow) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| !rule.allows(model, mentor, row, pic))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
