//! The policy: one exhaustive match over actions. What is not said here is denied.

use crate::access::{Action, Actor, Owners, Role, Scope, Tie};

/// Whether `role`, tied to a row by `tie`, may try `action`.
///
/// The lines follow the role and resource matrix of the product: sign-in notes are nobody's here, a host sees
/// only its own openings and rosters, an officer only their own supervisees, an admin no case content.
#[must_use]
pub const fn allows(action: Action, role: Role, tie: Tie) -> bool {
    use Action as A;
    use Role as R;
    use Tie as T;
    // The server's loops and its command line act on everything and are named in the audit.
    if matches!(role, R::System | R::Operator) {
        return true;
    }
    // Nobody decides about themselves, nor reads as staff what is kept of them: of a row about its holder an office
    // reaches only what is said here.
    if role.is_staff() && matches!(tie, T::Own) {
        return match action {
            A::SeePsychologists | A::SeePsychologist | A::ChangeOwnPsychologist => {
                matches!(role, R::Psychologist)
            }
            A::SeeInvitation => matches!(role, R::Admin | R::Privacy),
            A::SeeStaff => matches!(role, R::Admin),
            _ => false,
        };
    }
    match action {
        A::SignUp
        | A::VerifyAddress
        | A::AskForMail
        | A::ResetPassword
        | A::OpenSignIn
        | A::RefreshSignIn
        | A::AcceptInvitation
        | A::SeePlaces
        | A::BrowseOpenings => true,

        A::SeeMe
        | A::ChangeMe
        | A::ManageSignIns
        | A::SeeSignIn
        | A::SignOut
        | A::ProveFactor
        | A::SeeFactors
        | A::ManageFactors => {
            matches!((role, tie), (R::Account, T::Own))
        }
        A::SeeAccount => {
            matches!((role, tie), (R::Account, T::Own) | (R::Coordinator | R::Admin, _))
        }
        A::SeePerson => {
            matches!(
                (role, tie),
                (R::Account, T::Own) | (R::Coordinator | R::Psychologist | R::Officer | R::Admin, _)
            )
        }
        A::Invite | A::SeeStaff | A::EndGrant | A::SeeHealth => matches!(role, R::Admin),
        // The second word for an office: another admin's, or theirs who watch over privacy and reach no case either.
        A::SeeInvitation | A::DecideInvitation => matches!(role, R::Admin | R::Privacy),

        // Two others say that somebody is who they say to be: an admin, and one who works with them.
        A::ReopenFactors => matches!(role, R::Admin),
        A::ConfirmReopening => {
            matches!((role, tie), (R::Coordinator, T::Scope | T::Unclaimed))
                || (role.is_staff() && matches!(tie, T::Public))
        }
        A::SeeReopening => {
            matches!((role, tie), (R::Coordinator, T::Scope | T::Unclaimed) | (R::Admin, _))
                || (role.is_staff() && matches!(tie, T::Public))
        }

        A::SeeCourse => matches!(role, R::Account),
        A::ApplyAsMentor => matches!(role, R::Member),
        A::SeeOwnMentor | A::ChangeOwnMentor => matches!((role, tie), (R::Member, T::Own)),
        A::SeeMentor => matches!(
            (role, tie),
            (R::Member, T::Own)
                | (R::Coordinator, T::Scope)
                | (R::Psychologist, T::Assigned | T::Asked | T::Emergency)
                | (R::Liaison, T::Stranger)
        ),
        A::ListMentors => {
            matches!((role, tie), (R::Coordinator, T::Scope) | (R::Psychologist, T::Assigned | T::Asked))
        }
        // In an emergency a file is read; nothing is listed, and nothing changed.
        A::ReadMentor => matches!(
            (role, tie),
            (R::Coordinator, T::Scope) | (R::Psychologist, T::Assigned | T::Asked | T::Emergency)
        ),
        A::MoveMentor | A::RecordTraining | A::ConfirmOffers | A::HandOver => {
            matches!((role, tie), (R::Coordinator, T::Scope))
        }
        A::ConfirmComfort => matches!((role, tie), (R::Psychologist, T::Assigned)),
        A::EndorseMentor => matches!((role, tie), (R::Psychologist, T::Assigned | T::Asked)),
        A::RecordShadowing => {
            matches!((role, tie), (R::Coordinator, T::Scope) | (R::Psychologist, T::Assigned))
        }
        A::SignOffMentor => {
            matches!((role, tie), (R::Coordinator, T::Scope) | (R::Psychologist, T::Assigned))
        }
        A::ClearInstitutions => matches!((role, tie), (R::Coordinator, T::Scope) | (R::Liaison, T::Stranger)),
        A::SeePsychologists => matches!(role, R::Coordinator | R::Psychologist),
        A::SeePsychologist => matches!((role, tie), (R::Psychologist, T::Own) | (R::Coordinator, _)),
        A::ChangePsychologist => matches!((role, tie), (R::Coordinator, T::Scope)),
        A::ChangeOwnPsychologist => matches!((role, tie), (R::Psychologist, T::Own)),

        A::LookUpPerson => matches!(role, R::Officer | R::Coordinator),
        A::RegisterSupervisee | A::ListSupervisees | A::ListClearances => matches!(role, R::Officer),
        A::SeeSupervisee
        | A::ChangeSupervisee
        | A::SeeClearance
        | A::DecideClearance
        | A::GrantStanding
        | A::SeeStanding => {
            matches!((role, tie), (R::Officer, T::Assigned))
        }
        A::SeeMember => {
            matches!((role, tie), (R::Account, T::Own) | (R::Coordinator, T::Scope | T::Unclaimed))
        }
        A::ListSettlements | A::SettleSupervision | A::RecordCheck | A::SeeChecks => {
            matches!((role, tie), (R::Coordinator, T::Scope | T::Unclaimed))
        }
        A::HandOverMember => matches!((role, tie), (R::Coordinator, T::Scope)),
        // Whom a centre keeps apart is nobody else's to enter, to end or to know of.
        A::KeepApart | A::ListMeetings | A::DecideMeeting => {
            matches!((role, tie), (R::Coordinator, T::Scope))
        }

        A::SeeOpening => matches!(
            (role, tie),
            (R::Anyone, T::Public) | (R::Host, T::Scope) | (R::Coordinator, T::Scope | T::Unclaimed)
        ),
        A::SeeSlot => matches!(
            (role, tie),
            (R::Account, T::Public) | (R::Host, T::Scope) | (R::Coordinator, T::Scope | T::Unclaimed)
        ),
        A::ListSlots => matches!(role, R::Member),
        A::ListManagedOpenings | A::ReadManagedOpening | A::DraftOpening | A::ChangeSlots => {
            matches!((role, tie), (R::Host, T::Scope) | (R::Coordinator, T::Scope | T::Unclaimed))
        }
        A::PublishOpening | A::ChangeHosts => {
            matches!((role, tie), (R::Coordinator, T::Scope | T::Unclaimed))
        }
        A::SeeHost => matches!(
            (role, tie),
            (R::Host, T::Scope) | (R::Coordinator, T::Scope | T::Unclaimed) | (R::Admin, _)
        ),
        A::ListHosts => {
            matches!((role, tie), (R::Coordinator, T::Scope | T::Unclaimed) | (R::Admin, _))
        }
        // Officers clear a host beforehand, and who says the second word reads for which host an invitation is; of hosts
        // they learn no more than the names.
        A::ListHostNames => matches!(role, R::Officer | R::Coordinator | R::Admin | R::Privacy),

        A::BookSlot => matches!(role, R::Member),
        A::SeeBooking => {
            matches!(
                (role, tie),
                (R::Member, T::Own) | (R::Host, T::Scope) | (R::Coordinator, T::Scope | T::Unclaimed)
            )
        }
        A::ListOwnBookings | A::SeeNotice | A::SeeOwnHours => matches!((role, tie), (R::Member, T::Own)),
        // Whoever telephones when it is too late to cancel here, or must not come, is taken off by a coordinator.
        A::CancelBooking => {
            matches!((role, tie), (R::Member, T::Own) | (R::Coordinator, T::Scope | T::Unclaimed))
        }
        A::SeeRoster | A::RecordAttendance => {
            matches!((role, tie), (R::Host, T::Scope) | (R::Coordinator, T::Scope | T::Unclaimed))
        }
        A::VerifyHours => matches!((role, tie), (R::Coordinator, T::Scope | T::Unclaimed)),
        A::SeeCommitment => matches!((role, tie), (R::Account, T::Own)),

        A::ReferPerson => matches!(role, R::Psychologist),
        A::SeeReferral | A::ReadReferral => {
            matches!((role, tie), (R::Psychologist, T::Assigned | T::Emergency) | (R::Coordinator, T::Scope))
        }
        A::ListReferrals => {
            matches!((role, tie), (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope))
        }
        A::ChangeReferral => matches!((role, tie), (R::Psychologist, T::Assigned)),

        A::SeeWeights | A::ChangeWeights | A::RunRound | A::SeeRound | A::ListRounds => {
            matches!((role, tie), (R::Coordinator, T::Scope))
        }
        A::SeePairing => matches!(
            (role, tie),
            (R::Psychologist, T::Assigned | T::Emergency) | (R::Coordinator, T::Scope) | (R::Member, T::Own)
        ),
        // A pairing shows both of its sides: in an emergency, which is for one, no more is read than that it is.
        A::ListPairings | A::ReadPairing => {
            matches!((role, tie), (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope))
        }
        A::EndorsePairing | A::RecordPicConsent => matches!((role, tie), (R::Psychologist, T::Assigned)),
        A::ApprovePairing | A::RefusePairing | A::ChooseMentor | A::RequestConsents => {
            matches!((role, tie), (R::Coordinator, T::Scope))
        }
        A::ConsentToPairing | A::ListOwnPairings => matches!((role, tie), (R::Member, T::Own)),
        A::PausePairing => matches!(
            (role, tie),
            (R::Member, T::Own) | (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope)
        ),
        A::EndPairing => matches!((role, tie), (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope)),

        // What each office may know of is the row's own; here is only whose list there is.
        A::SeeToday => matches!(
            (role, tie),
            (R::Psychologist, T::Assigned | T::Asked)
                | (R::Coordinator, T::Scope | T::Unclaimed)
                | (R::Officer, T::Assigned)
                | (R::Host, T::Scope)
                | (R::Admin | R::Privacy, _)
        ),

        A::SeeFigures => {
            matches!((role, tie), (R::Coordinator, T::Scope) | (R::Psychologist, T::Assigned))
        }

        A::SeeOwnLooks => matches!((role, tie), (R::Account, T::Own)),
        // For whoever cannot sign in, those who work with them print it.
        A::PrintLooks => {
            matches!((role, tie), (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope))
        }

        A::AskForData | A::SeeOwnRequests | A::WithdrawRequest | A::SeeConsent => {
            matches!((role, tie), (R::Account, T::Own))
        }
        A::SayConsent => matches!((role, tie), (R::Member, T::Own)),
        A::ReadConsents => {
            matches!(
                (role, tie),
                (R::Psychologist, T::Assigned | T::Asked) | (R::Coordinator, T::Scope | T::Unclaimed)
            )
        }
        A::SeeRequest => matches!(
            (role, tie),
            (R::Account, T::Own)
                | (R::Privacy, _)
                | (R::Psychologist, T::Assigned)
                | (R::Coordinator, T::Scope)
        ),
        A::ListRequests => {
            matches!(
                (role, tie),
                (R::Privacy, _) | (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope)
            )
        }
        // What comes on paper goes to whoever works with the person, or to those who answer.
        A::EnterRequest => matches!(
            (role, tie),
            (R::Privacy, _) | (R::Psychologist, T::Assigned) | (R::Coordinator, T::Scope | T::Unclaimed)
        ),
        A::DecideNotes => matches!((role, tie), (R::Privacy, _) | (R::Psychologist, T::Assigned)),
        A::AnswerRequest => matches!(role, R::Privacy),
        // What a person in custody wrote for psychologists alone is in their copy.
        A::ReadCopy => {
            matches!((role, tie), (R::Account, T::Own) | (R::Privacy, _) | (R::Psychologist, T::Assigned))
        }
        // For how long rows are kept and how many are over that are numbers of nobody; the second word for erasing them may
        // be an admin's.
        A::SeeRetention | A::ApprovePurge | A::SeeRegisters => matches!(role, R::Privacy | R::Admin),
        A::ChangeRetention | A::SeeHold | A::PlaceHold | A::SeeBreach | A::RecordBreach | A::TraceBreach => {
            matches!(role, R::Privacy)
        }
        A::ReadStatements => matches!(
            (role, tie),
            (R::Psychologist, T::Assigned | T::Asked) | (R::Coordinator, T::Scope | T::Unclaimed)
        ),

        A::OpenEmergency => matches!(role, R::Psychologist),
        // Whoever opened it, whoever works with the person, and whoever watches over privacy.
        A::SeeEmergency | A::ListEmergencies => {
            matches!((role, tie), (R::Psychologist, T::Assigned) | (R::Privacy, _))
        }
        A::EndEmergency => matches!((role, tie), (R::Psychologist, T::Assigned)),
        A::ReviewEmergency => matches!(role, R::Privacy),

        A::DeliverMail | A::KeepHouse | A::Import | A::Operate => false,
    }
}

/// Whether the actor may try `action` on some row or other.
#[must_use]
pub fn may_try(actor: &Actor, action: Action) -> bool {
    actor.roles().any(|(role, _)| Tie::ALL.into_iter().any(|tie| allows(action, role, tie)))
}

/// Whether the actor may do `action` to a row with these owners.
#[must_use]
pub fn may(actor: &Actor, action: Action, owners: &Owners) -> bool {
    by(actor, action, owners).is_some()
}

/// In which of their roles, where, and by which tie the actor may do `action` to a row with these owners: by an emergency
/// only where nothing else lets them.
#[must_use]
pub fn by<'a>(actor: &'a Actor, action: Action, owners: &Owners) -> Option<(Role, &'a Scope, Tie)> {
    let found = |emergency| {
        actor.roles().find_map(|(role, scope)| {
            let lets = |tie: &Tie| (*tie == Tie::Emergency) == emergency && allows(action, role, *tie);
            owners.ties(actor, role, scope).find(lets).map(|tie| (role, scope, tie))
        })
    };
    found(false).or_else(|| found(true))
}

/// Whether the actor may do `action` to every row that is not about them.
#[must_use]
pub fn may_everywhere(actor: &Actor, action: Action) -> bool {
    actor.roles().any(|(role, _)| allows(action, role, Tie::Stranger))
}

/// Whether everybody may try every action of a list.
const fn are_everybodys(mut actions: &[Action]) -> bool {
    while let [first, rest @ ..] = actions {
        if !allows(*first, Role::Anyone, Tie::Stranger) {
            return false;
        }
        actions = rest;
    }
    true
}

// What is said to need no account is anybody's, or it does not compile.
const _: () = assert!(are_everybodys(Action::PUBLIC));
