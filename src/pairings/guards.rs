//! What must still be true of mentor and person before a pairing takes its next step. Pure.

use chrono::NaiveDate;

use super::model::{Pairing, PairingState};
use crate::base::Reason;
use crate::mentors;
use crate::mentors::guards::Readiness;
use crate::mentors::model::{Mentor, MentorState};
use crate::referrals;
use crate::referrals::model::{Referral, ReferralState};

/// What is known of the two at the moment.
#[derive(Clone, Debug)]
pub struct Sides {
    pub mentor: Mentor,
    pub referral: Referral,
    /// Whether they must be kept apart, for whatever cause.
    pub apart: bool,
    /// Whether an order forbids the mentor to associate, and no officer has cleared it.
    pub association_forbidden: bool,
    pub readiness: Readiness,
}

/// Everything that forbids the step to `next` on `day`; the same rules by which a round chooses.
#[must_use]
pub fn obstacles(pairing: &Pairing, sides: &Sides, next: PairingState, day: NaiveDate) -> Vec<Reason> {
    let Sides { mentor, referral, .. } = sides;
    let expected = match next {
        PairingState::Approved => ReferralState::Eligible,
        PairingState::Consenting => ReferralState::Matched,
        // The step to active begins with consents (matched) or after a pause (in pairing).
        _ if pairing.state == PairingState::Paused => ReferralState::InPairing,
        _ => ReferralState::Matched,
    };
    let facts = &referral.facts;
    let checks = [
        (mentor.state == MentorState::Active, "mentor_not_active"),
        (sides.readiness.trained, "training_incomplete"),
        (sides.readiness.cleared_until.is_some(), "clearance_check_missing"),
        (mentor.certified_until.is_some_and(|last| last >= day), "mentor_certification_ended"),
        (mentors::rules::consents_to_matching(mentor, sides.association_forbidden), "mentor_consent_missing"),
        (mentor.supervisor.is_some_and(|signed| signed.by == pairing.psychologist), "supervisor_changed"),
        (mentor.institutions.contains(&facts.institution), "institution_not_cleared"),
        (!facts.same_gender || facts.gender == mentor.answers.gender, "same_gender_wanted"),
        (!sides.apart, "ask_staff"),
        (referral.state == expected, "referral_not_eligible"),
    ];
    let mut reasons: Vec<Reason> =
        checks.into_iter().filter(|(holds, _)| !holds).map(|(_, code)| Reason::new(code)).collect();
    // What began well is not broken off because the release comes near.
    if next != PairingState::Active {
        reasons.extend(referrals::rules::obstacles(referral, day));
    }
    reasons
}

/// The same for the mentor's own eyes: what is about the mentor, and nothing of the person.
#[must_use]
pub fn for_mentor(reasons: Vec<Reason>) -> Vec<Reason> {
    let (mut own, others): (Vec<_>, Vec<_>) =
        reasons.into_iter().partition(|reason| reason.code.starts_with("mentor_"));
    if own.is_empty() && !others.is_empty() {
        own.push(Reason::new("ask_staff"));
    }
    own
}
