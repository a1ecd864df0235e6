//! What each event of a mentor writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::{Confirmed, Mentor, MentorId, MentorState};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a mentor.
#[derive(Clone, Debug)]
pub enum What {
    Started,
    Answered {
        answers: Vec<String>,
    },
    Submitted {
        centre: Option<String>,
    },
    /// A coordinator took a step.
    Moved {
        from: MentorState,
        to: MentorState,
    },
    /// The person withdrew, paused, came back or stepped down.
    Left {
        from: MentorState,
        to: MentorState,
    },
    Endorsed {
        yes: bool,
    },
    ModuleRecorded {
        module: String,
    },
    /// Several at once, from the class register.
    ModulesRecorded {
        modules: Vec<String>,
    },
    ShadowingRecorded {
        half_hours: i64,
    },
    SignedOff {
        as_psychologist: bool,
    },
    InstitutionsCleared {
        institutions: Vec<String>,
    },
    Confirmed(Confirmed),
    /// Another psychologist supervises from now on.
    HandedOver {
        from: Option<AccountId>,
        to: AccountId,
    },
    /// Staff opened the file.
    Read,
}

impl What {
    /// The word for the history that staff see; what only the audit log keeps has none.
    #[must_use]
    pub const fn word(&self) -> Option<&'static str> {
        Some(match self {
            Self::Submitted { .. } => "submitted",
            Self::Moved { .. } => "moved",
            Self::Left { .. } => "moved_by_themselves",
            Self::Endorsed { yes: true } => "endorsed",
            Self::Endorsed { yes: false } => "not_endorsed",
            Self::ModuleRecorded { .. } | Self::ModulesRecorded { .. } => "module_recorded",
            Self::ShadowingRecorded { .. } => "shadowing_recorded",
            Self::SignedOff { as_psychologist: true } => "signed_off_by_psychologist",
            Self::SignedOff { as_psychologist: false } => "signed_off_by_coordinator",
            Self::InstitutionsCleared { .. } => "institutions_cleared",
            Self::Confirmed(Confirmed::Offers) => "offers_confirmed",
            Self::Confirmed(Confirmed::Comfort) => "comfort_confirmed",
            Self::HandedOver { .. } => "handed_over",
            Self::Started | Self::Answered { .. } | Self::Read => return None,
        })
    }

    /// The state that it led to.
    #[must_use]
    pub const fn state(&self) -> Option<MentorState> {
        match self {
            Self::Moved { to, .. } | Self::Left { to, .. } => Some(*to),
            Self::Submitted { .. } => Some(MentorState::Applied),
            _ => None,
        }
    }
}

/// The people around a mentor who may have to be told.
#[derive(Clone, Debug, Default)]
pub struct Circle {
    /// The psychologists who work with the mentor.
    pub psychologists: Vec<AccountId>,
    /// The coordinators of the centre.
    pub coordinators: Vec<AccountId>,
}

/// An event, with who may have to be told of it.
#[derive(Debug)]
pub struct MentorEvent {
    pub mentor: MentorId,
    pub account: AccountId,
    /// Who did it.
    pub by: Option<AccountId>,
    pub what: What,
    pub circle: Circle,
}

/// Where applicants and mentors find their own page.
const OWN_PAGE: &str = "/my/mentor";
/// Where staff find the list.
const COORDINATORS_PAGE: &str = "/staff/mentors";
const PSYCHOLOGISTS_PAGE: &str = "/clinic/mentors";

impl Event for MentorEvent {
    type Of = Mentor;

    fn line(&self) -> Line {
        let line = |event| Line::new(event, "mentor", self.mentor.uuid());
        match &self.what {
            What::Started => line("mentor.started"),
            What::Answered { answers } => line("mentor.answered").with(json!({ "answers": answers })),
            What::Submitted { centre } => line("mentor.submitted").with(json!({ "centre": centre })),
            What::Moved { from, to } => line("mentor.moved").with(json!({ "from": from, "to": to })),
            What::Left { from, to } => line("mentor.left").with(json!({ "from": from, "to": to })),
            What::Endorsed { yes } => line("mentor.endorsed").with(json!({ "yes": yes })),
            What::ModuleRecorded { module } => line("mentor.module").with(json!({ "module": module })),
            What::ModulesRecorded { modules } => line("mentor.modules").with(json!({ "modules": modules })),
            What::ShadowingRecorded { half_hours } => {
                line("mentor.shadowing").with(json!({ "halfHours": half_hours }))
            }
            What::SignedOff { as_psychologist } => {
                line("mentor.signed_off").with(json!({ "asPsychologist": as_psychologist }))
            }
            What::InstitutionsCleared { institutions } => {
                line("mentor.institutions").with(json!({ "institutions": institutions }))
            }
            What::Confirmed(what) => line("mentor.confirmed").with(json!({ "what": what })),
            What::HandedOver { from, to } => {
                line("mentor.handed_over").with(json!({ "from": from, "to": to }))
            }
            What::Read => line("mentor.read"),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        let (person, psychologists, coordinators) = match &self.what {
            What::Submitted { .. } => (true, false, true),
            What::Moved { to, .. } => (true, concerns_psychologist(*to), false),
            // Whoever left knows; the people around them must.
            What::Left { .. } => (false, true, true),
            // The mentor, who supervised and who does from now on.
            What::HandedOver { .. } => (true, true, false),
            What::Endorsed { .. } | What::SignedOff { as_psychologist: true } => (false, false, true),
            // Seen on their pages; a letter for each would only be noise.
            What::Started
            | What::Answered { .. }
            | What::ModuleRecorded { .. }
            | What::ModulesRecorded { .. }
            | What::ShadowingRecorded { .. }
            | What::SignedOff { as_psychologist: false }
            | What::InstitutionsCleared { .. }
            | What::Confirmed(_)
            | What::Read => (false, false, false),
        };
        let to = |account: &AccountId, page| Letter::something_to_read(*account, page);
        let mut letters = Vec::new();
        if person {
            letters.push(to(&self.account, OWN_PAGE));
        }
        if psychologists {
            letters.extend(self.circle.psychologists.iter().map(|one| to(one, PSYCHOLOGISTS_PAGE)));
        }
        if let What::HandedOver { from: Some(from), .. } = &self.what {
            // Who supervised until now is no longer around the mentor.
            let left = Some(from).filter(|one| !self.circle.psychologists.contains(one));
            letters.extend(left.map(|one| to(one, PSYCHOLOGISTS_PAGE)));
        }
        if coordinators {
            letters.extend(self.circle.coordinators.iter().map(|one| to(one, COORDINATORS_PAGE)));
        }
        letters
    }

    fn facts(&self) -> Vec<Fact> {
        let fitness = Fact::MentorFitnessChanged { mentor: self.account, by: self.by };
        match &self.what {
            What::HandedOver { to, .. } => {
                vec![Fact::MentorHandedOver { mentor: self.mentor, to: *to }, fitness]
            }
            What::Answered { .. }
            | What::Moved { .. }
            | What::Left { .. }
            | What::ModuleRecorded { .. }
            | What::ModulesRecorded { .. }
            | What::InstitutionsCleared { .. }
            | What::SignedOff { .. } => vec![fitness],
            What::Started
            | What::Submitted { .. }
            | What::Endorsed { .. }
            | What::ShadowingRecorded { .. }
            | What::Confirmed(_)
            | What::Read => Vec::new(),
        }
    }
}

/// Whether the psychologists around a mentor must know of the step: they begin, or their work stops or goes on.
const fn concerns_psychologist(to: MentorState) -> bool {
    use MentorState as S;
    !matches!(to, S::Draft | S::Applied | S::Screening | S::Interview | S::Accepted | S::InTraining)
}
