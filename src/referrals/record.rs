//! What each event of a referral writes to the audit log. Nobody is written to: the psychologist acts, and the
//! coordinator sees who waits when preparing a round.

use serde_json::json;

use super::model::{Referral, ReferralId, ReferralState};
use crate::tx::{Event, Letter, Line};

/// Something that happened to a referral.
#[derive(Debug)]
pub enum ReferralEvent {
    Referred(ReferralId),
    /// Somebody opened it.
    Read(ReferralId),
    Changed(ReferralId),
    ConsentRecorded(ReferralId),
    /// It reached this state.
    Moved(ReferralId, ReferralState),
}

impl Event for ReferralEvent {
    type Of = Referral;

    fn line(&self) -> Line {
        let (event, id) = match self {
            Self::Referred(id) => ("referral.made", id),
            Self::Read(id) => ("referral.read", id),
            Self::Changed(id) => ("referral.changed", id),
            Self::ConsentRecorded(id) => ("referral.consent_recorded", id),
            Self::Moved(id, to) => {
                return Line::new("referral.moved", "referral", id.uuid()).with(json!({ "to": to }));
            }
        };
        Line::new(event, "referral", id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }
}
