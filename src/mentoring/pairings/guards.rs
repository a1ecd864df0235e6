//! What must still be true of mentor and person before a pairing takes its next step. Pure.

use chrono::NaiveDate;
use serde_json::json;

use super::fit;
use super::model::{Pairing, PairingState};
use crate::base::{About, Code, Reason};
use crate::mentoring::mentors::fitness::{self, Facts};
use crate::mentoring::mentors::model::{Mentor, MentorState};
use crate::mentoring::psychologists::model::Psychologist;
use crate::mentoring::referrals;
use crate::mentoring::referrals::model::{Referral, ReferralState};

/// What is known of the two at the moment.
#[derive(Clone, Debug)]
pub struct Sides {
    pub mentor: Mentor,
    pub referral: Referral,
    /// Who supervises the mentor, if they still serve.
    pub supervisor: Option<Psychologist>,
    /// Whether they must be kept apart, for whatever cause.
    pub apart: bool,
    /// What other books say of the mentor.
    pub facts: Facts,
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
    let unfit = fitness::unfit(mentor, &sides.facts, supervisor.is_some());
    let checks = [
        (mentor.supervisor.is_some_and(|signed| signed.by == pairing.psychologist), Code::SupervisorChanged),
        (
            supervisor.is_none_or(|one| one.institutions.contains(&facts.institution)),
            Code::SupervisorNotThere,
        ),
        (
            mentor.institutions.is_empty() || mentor.institutions.contains(&facts.institution),
            Code::InstitutionNotCleared,
        ),
        (!facts.same_gender || facts.gender == mentor.answers.gender, Code::SameGenderWanted),
        (
            fit::heart_languages(mentor).iter().any(|code| facts.languages.contains(code)),
            Code::LanguageNotShared,
        ),
        // Two who know each other have found their hours.
        (resumes || common.count() >= fit::MIN_OVERLAP, Code::AvailabilityTooShort),
        // Nobody is a mentor of whom they accompany as a psychologist.
        (mentor.account != referral.psychologist, Code::NotYourself),
        (!sides.apart, Code::AskStaff),
        (referral.state == expected, Code::ReferralNotEligible),
    ];
    let broken = checks.into_iter().filter(|(holds, _)| !holds).map(|(_, code)| match code {
        Code::AskStaff => hold(),
        other => Reason::new(other),
    });
    let mut reasons: Vec<Reason> = unfit.into_iter().map(Reason::from).chain(broken).collect();
    // What began well is not broken off because the release comes near.
    if next != PairingState::Active {
        reasons.extend(referrals::rules::obstacles(referral, day));
    }
    reasons
}

/// A hold whose cause nobody reads, said of a pairing: the same word holds a slot.
fn hold() -> Reason {
    Reason::with(Code::AskStaff, json!({ "of": "pairing" }))
}

/// What makes contact between the two impossible on `day`, whatever state their pairing is in: for one that is under way
/// everything that it rests on; for one that is not, only what keeps the mentor from any contact, because the rest stops
/// its next step by itself.
#[must_use]
pub fn against_contact(pairing: &Pairing, sides: &Sides, day: NaiveDate) -> Vec<Reason> {
    let under_way = matches!(pairing.state, PairingState::Active | PairingState::Paused);
    // A mentor who pauses rests by themselves, and their pairings as they like.
    let stands = matches!(sides.mentor.state, MentorState::Active | MentorState::Paused);
    let mut reasons = obstacles(pairing, sides, PairingState::Active, day);
    reasons.retain(|reason| match reason.code {
        Code::AssociationClearanceNeeded => true,
        Code::MentorNotActive => {
            if under_way {
                !stands
            } else {
                sides.mentor.state == MentorState::Suspended
            }
        }
        // What is under way has a consent of its own.
        Code::MentorConsentMissing => !under_way,
        Code::TrainingIncomplete
        | Code::ClearanceCheckMissing
        | Code::MentorCertificationEnded
        | Code::SupervisorChanged
        | Code::SupervisorMissing
        | Code::InstitutionNotCleared
        | Code::InstitutionsMissing => under_way,
        _ => false,
    });
    reasons
}

/// The same for the mentor's own eyes: what is about the mentor, and nothing of the person.
#[must_use]
pub fn for_mentor(reasons: Vec<Reason>) -> Vec<Reason> {
    let (mut own, others): (Vec<_>, Vec<_>) =
        reasons.into_iter().partition(|reason| mentor_may_read(reason.code.about()));
    if own.is_empty() && !others.is_empty() {
        own.push(hold());
    }
    own
}

const fn mentor_may_read(about: About) -> bool {
    match about {
        About::Mentor => true,
        About::Matter
        | About::Member
        | About::Vetting
        | About::Person
        | About::Pair
        | About::Staff
        | About::Apart => false,
    }
}
