//! What must still be true of mentor and person before a pairing takes its next step. Pure.

use chrono::NaiveDate;

use super::fit;
use super::model::{Pairing, PairingState};
use crate::base::Reason;
use crate::mentoring::mentors::guards::Readiness;
use crate::mentoring::mentors::model::{Mentor, MentorState};
use crate::mentoring::psychologists::model::Psychologist;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Referral, ReferralState};

/// What is known of the two at the moment.
#[derive(Clone, Debug)]
pub struct Sides {
    pub mentor: Mentor,
    pub referral: Referral,
    /// The pairing's psychologist, if they still serve.
    pub supervisor: Option<Psychologist>,
    /// Whether they must be kept apart, for whatever cause.
    pub apart: bool,
    /// Whether an order forbids the mentor to associate, and no officer has cleared it.
    pub association_forbidden: bool,
    pub readiness: Readiness,
}

/// The state to which the next step leads that asks the guards, if there is one.
#[must_use]
pub const fn next_step(state: PairingState) -> Option<PairingState> {
    match state {
        PairingState::Proposed | PairingState::Endorsed => Some(PairingState::Approved),
        PairingState::Approved => Some(PairingState::Consenting),
        PairingState::Consenting | PairingState::Paused => Some(PairingState::Active),
        _ => None,
    }
}

/// Everything that forbids the step to `next` on `day`; the same rules by which a round chooses.
#[must_use]
pub fn obstacles(pairing: &Pairing, sides: &Sides, next: PairingState, day: NaiveDate) -> Vec<Reason> {
    let Sides { mentor, referral, .. } = sides;
    let resumes = pairing.state == PairingState::Paused;
    let expected = match next {
        PairingState::Approved => ReferralState::Eligible,
        PairingState::Consenting => ReferralState::Matched,
        // The step to active begins with consents (matched) or after a pause (in pairing).
        _ if resumes => ReferralState::InPairing,
        _ => ReferralState::Matched,
    };
    let facts = &referral.facts;
    let supervisor = sides.supervisor.as_ref();
    let common = mentor.answers.availability.unwrap_or_default().and(fit::visits(referral));
    let checks = [
        (mentor.state == MentorState::Active, "mentor_not_active"),
        (sides.readiness.trained, "training_incomplete"),
        (sides.readiness.cleared_until.is_some(), "clearance_check_missing"),
        (mentor.certified_until.is_some_and(|last| last >= day), "mentor_certification_ended"),
        (mentor.answers.match_consent == Some(true), "mentor_consent_missing"),
        (!sides.association_forbidden, "association_clearance_needed"),
        (mentor.supervisor.is_some_and(|signed| signed.by == pairing.psychologist), "supervisor_changed"),
        (supervisor.is_some(), "supervisor_missing"),
        (supervisor.is_none_or(|one| one.institutions.contains(&facts.institution)), "supervisor_not_there"),
        (mentor.institutions.contains(&facts.institution), "institution_not_cleared"),
        (!facts.same_gender || facts.gender == mentor.answers.gender, "same_gender_wanted"),
        (
            fit::heart_languages(mentor).iter().any(|code| facts.languages.contains(code)),
            "language_not_shared",
        ),
        // Two who know each other have found their hours.
        (resumes || common.count() >= fit::MIN_OVERLAP, "availability_too_short"),
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
