//! Leave to try something: what the policy says of whoever asks, and what their sign-in has shown of them.

use crate::access::{Action, Actor, Proof, Role, Tie, policy};
use crate::base::{Error, Instant, ProblemCode, Result};

/// What an action asks of a sign-in beyond its password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Nothing,
    /// The second factor of whoever has one; an office counts with one alone.
    Proof,
    /// That it was given in the last minutes: what reaches furthest, and what guards the rest.
    FreshProof,
}

/// What an action asks.
#[must_use]
pub const fn asks(action: Action) -> Asks {
    use Action as A;
    match action {
        A::SignUp
        | A::VerifyAddress
        | A::AskForMail
        | A::ResetPassword
        | A::OpenSignIn
        | A::RefreshSignIn
        | A::AcceptInvitation
        | A::SeePlaces
        | A::BrowseOpenings
        | A::SignOut
        | A::ProveFactor => Asks::Nothing,

        A::Invite
        | A::DecideInvitation
        | A::EndGrant
        | A::AnswerRequest
        | A::ReadCopy
        | A::ChangeRetention
        | A::ApprovePurge
        | A::PlaceHold
        | A::TraceBreach
        | A::ManageFactors
        | A::ReopenFactors
        | A::ConfirmReopening
        | A::OpenEmergency
        | A::ReviewEmergency => Asks::FreshProof,

        A::SeeMe
        | A::ChangeMe
        | A::ManageSignIns
        | A::SeeSignIn
        | A::SeeAccount
        | A::SeePerson
        | A::SeeInvitation
        | A::SeeStaff
        | A::SeeFactors
        | A::SeeReopening
        | A::SeeCourse
        | A::ApplyAsMentor
        | A::SeeMentor
        | A::SeeOwnMentor
        | A::ChangeOwnMentor
        | A::ListMentors
        | A::ReadMentor
        | A::MoveMentor
        | A::EndorseMentor
        | A::RecordTraining
        | A::RecordShadowing
        | A::SignOffMentor
        | A::ConfirmOffers
        | A::ConfirmComfort
        | A::ClearInstitutions
        | A::HandOver
        | A::SeePsychologists
        | A::SeePsychologist
        | A::ChangeOwnPsychologist
        | A::ChangePsychologist
        | A::LookUpPerson
        | A::RegisterSupervisee
        | A::SeeSupervisee
        | A::ChangeSupervisee
        | A::ListSupervisees
        | A::SeeClearance
        | A::ListClearances
        | A::DecideClearance
        | A::GrantStanding
        | A::SeeStanding
        | A::SeeMember
        | A::ListSettlements
        | A::SettleSupervision
        | A::RecordCheck
        | A::SeeChecks
        | A::HandOverMember
        | A::KeepApart
        | A::ListMeetings
        | A::DecideMeeting
        | A::SeeOpening
        | A::SeeSlot
        | A::ListSlots
        | A::ListManagedOpenings
        | A::ReadManagedOpening
        | A::DraftOpening
        | A::PublishOpening
        | A::ChangeSlots
        | A::SeeHost
        | A::ListHosts
        | A::ListHostNames
        | A::ChangeHosts
        | A::BookSlot
        | A::SeeBooking
        | A::ListOwnBookings
        | A::SeeNotice
        | A::CancelBooking
        | A::SeeRoster
        | A::RecordAttendance
        | A::VerifyHours
        | A::SeeOwnHours
        | A::SeeCommitment
        | A::ReferPerson
        | A::SeeReferral
        | A::ListReferrals
        | A::ReadReferral
        | A::ChangeReferral
        | A::SeeWeights
        | A::ChangeWeights
        | A::RunRound
        | A::SeeRound
        | A::ListRounds
        | A::SeePairing
        | A::ListPairings
        | A::ReadPairing
        | A::EndorsePairing
        | A::ApprovePairing
        | A::RefusePairing
        | A::ChooseMentor
        | A::RequestConsents
        | A::RecordPicConsent
        | A::ConsentToPairing
        | A::ListOwnPairings
        | A::PausePairing
        | A::EndPairing
        | A::SeeToday
        | A::SeeFigures
        | A::SeeHealth
        | A::SeeOwnLooks
        | A::PrintLooks
        | A::AskForData
        | A::SeeOwnRequests
        | A::WithdrawRequest
        | A::SeeRequest
        | A::ListRequests
        | A::EnterRequest
        | A::DecideNotes
        | A::ReadStatements
        | A::SeeRetention
        | A::SeeHold
        | A::SeeConsent
        | A::SayConsent
        | A::ReadConsents
        | A::SeeRegisters
        | A::SeeBreach
        | A::RecordBreach
        | A::SeeEmergency
        | A::ListEmergencies
        | A::EndEmergency
        | A::DeliverMail
        | A::KeepHouse
        | A::Import
        | A::Operate => Asks::Proof,
    }
}

/// Asks whether the actor may try the action at all.
///
/// # Errors
/// `Unauthenticated` when signing in might help, `Unproven` when a second factor might, else `Forbidden`.
pub fn leave(actor: &Actor, action: Action, now: Instant) -> Result<()> {
    let unproven = |code| Err(Error::Unproven(code));
    let asked = asks(action);
    if let (Actor::Person { proof, .. }, Asks::Proof | Asks::FreshProof) = (actor, asked) {
        if *proof == Proof::Half {
            return unproven(ProblemCode::FactorRequired);
        }
        if actor.withheld().any(|role| tries(role, action)) {
            return unproven(ProblemCode::FactorEnrolmentRequired);
        }
        if policy::may_try(actor, action) && asked == Asks::FreshProof && !proof.is_fresh(now) {
            return unproven(ProblemCode::StepUpRequired);
        }
    }
    match actor {
        _ if policy::may_try(actor, action) => Ok(()),
        Actor::Anonymous => Err(Error::Unauthenticated(ProblemCode::CredentialsMissing)),
        _ => Err(Error::Forbidden),
    }
}

fn tries(role: Role, action: Action) -> bool {
    Tie::ALL.into_iter().any(|tie| policy::allows(action, role, tie))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::access::{Grant, Scope};
    use crate::base::Id;

    fn admin(proof: Proof) -> Actor {
        let now = Instant::default();
        let grants = vec![Grant { role: Role::Admin, scope: Scope::Everywhere }];
        let emergencies = Vec::new();
        Actor::Person { account: Id::fresh(now), sign_in: Id::fresh(now), grants, proof, emergencies }
    }

    fn outcome(proof: Proof, action: Action, minutes: i64) -> Option<&'static str> {
        match leave(&admin(proof), action, Instant::default().plus(TimeDelta::minutes(minutes))) {
            Ok(()) => None,
            Err(Error::Unproven(code)) => Some(code.as_str()),
            Err(error) => panic!("{error:?}"),
        }
    }

    #[test]
    fn an_office_counts_with_a_second_factor_alone() {
        let then = Instant::default();
        let (password, factor) = (Proof::Password(then), Proof::Factor(then));
        assert_eq!(outcome(Proof::Half, Action::SeeStaff, 0), Some("factor_required"));
        assert_eq!(outcome(Proof::Half, Action::SeeMe, 0), Some("factor_required"));
        assert_eq!(outcome(Proof::Half, Action::ProveFactor, 0), None);
        assert_eq!(outcome(password, Action::SeeStaff, 0), Some("factor_enrolment_required"));
        assert_eq!(outcome(password, Action::SeeMe, 0), None);
        assert_eq!(outcome(factor, Action::SeeStaff, 700), None);
    }

    #[test]
    fn what_reaches_furthest_asks_for_a_proof_of_the_last_minutes() {
        let then = Instant::default();
        assert_eq!(outcome(Proof::Factor(then), Action::Invite, 4), None);
        assert_eq!(outcome(Proof::Factor(then), Action::Invite, 5), Some("step_up_required"));
        assert_eq!(outcome(Proof::Password(then), Action::ManageFactors, 9), None);
        assert_eq!(outcome(Proof::Password(then), Action::ManageFactors, 10), Some("step_up_required"));
    }
}
