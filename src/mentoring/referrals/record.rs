//! What each event of a referral writes to the audit log. Only who hands over and who takes over are written to:
//! else the psychologist acts, and the coordinator sees who waits when preparing a round.

use serde_json::json;

use super::model::{Referral, ReferralId, ReferralState};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Where psychologists find their referrals.
const PSYCHOLOGISTS_PAGE: &str = "/clinic/referrals";

/// Something that happened to a referral.
#[derive(Debug)]
pub enum ReferralEvent {
    Referred(ReferralId),
    /// Somebody opened it.
    Read(ReferralId),
    Changed(ReferralId),
    ConsentRecorded(ReferralId),
    /// Another psychologist accompanies the person from now on.
    HandedOver {
        id: ReferralId,
        from: AccountId,
        to: AccountId,
    },
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
            Self::HandedOver { id, from, to } => {
                return Line::new("referral.handed_over", "referral", id.uuid())
                    .with(json!({ "from": from, "to": to }));
            }
            Self::Moved(id, to) => {
                return Line::new("referral.moved", "referral", id.uuid()).with(json!({ "to": to }));
            }
        };
        Line::new(event, "referral", id.uuid())
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            // Both psychologists: whoever leaves it and whoever takes it up.
            Self::HandedOver { from, to, .. } => {
                [from, to].map(|one| Letter::something_to_read(*one, PSYCHOLOGISTS_PAGE)).into()
            }
            _ => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        use ReferralState as R;
        match self {
            Self::Changed(id) => vec![Fact::ReferralChanged(*id)],
            Self::HandedOver { id, to, .. } => vec![Fact::ReferralHandedOver { referral: *id, to: *to }],
            Self::Moved(id, to) => match to {
                R::Withdrawn | R::Released => {
                    vec![Fact::PersonLeft { referral: *id, released: *to == R::Released }]
                }
                _ => Vec::new(),
            },
            Self::Referred(_) | Self::Read(_) | Self::ConsentRecorded(_) => Vec::new(),
        }
    }
}
