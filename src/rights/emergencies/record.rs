//! What happens to emergency accesses, and whom it tells.

use serde_json::json;

use super::model::{Emergency, Whom};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to an emergency access.
#[derive(Debug)]
pub enum EmergencyEvent {
    /// Whom it is for is told, and who else: the psychologist of a person in custody, the privacy officers.
    Opened {
        emergency: Emergency,
        psychologist: Option<AccountId>,
        officers: Vec<AccountId>,
    },
    Ended(Emergency),
    Reviewed(Emergency),
}

impl Event for EmergencyEvent {
    type Of = Emergency;

    fn line(&self) -> Line {
        let (event, emergency) = match self {
            Self::Opened { emergency, .. } => ("emergency.opened", emergency),
            Self::Ended(emergency) => ("emergency.ended", emergency),
            Self::Reviewed(emergency) => ("emergency.reviewed", emergency),
        };
        let verdict = emergency.review.as_ref().map(|review| review.verdict);
        let details =
            json!({ "about": [emergency.whom.subject()], "cause": emergency.cause, "verdict": verdict });
        Line::new(event, "emergency", emergency.id.uuid()).with(details)
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Opened { emergency, psychologist, officers } => {
                let subject = match emergency.whom {
                    Whom::Mentor(account) => Some(account),
                    Whom::InCustody(_) => None,
                };
                let officers = officers.iter().copied().filter(|officer| Some(*officer) != subject);
                let whom = subject.map(|account| Letter::something_to_read(account, "/my/looks"));
                let works = psychologist.map(|one| Letter::something_to_read(one, "/data/emergencies"));
                let watch = officers.map(|officer| Letter::something_to_read(officer, "/data/emergencies"));
                whom.into_iter().chain(works).chain(watch).collect()
            }
            // Whoever opened it learns what somebody else thought of it.
            Self::Reviewed(emergency) => {
                vec![Letter::something_to_read(emergency.reader, "/data/emergencies")]
            }
            Self::Ended(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Opened { .. } | Self::Ended(_) => vec![Fact::RightsChanged],
            Self::Reviewed(_) => Vec::new(),
        }
    }
}
