//! What staff see of whom a row is about, and why: what the log of looks keeps, and what its subject reads of it.

use super::Action;
use crate::base::text_enum;

text_enum! {
    /// What was seen.
    pub enum Seen {
        /// Name, code, address, offices.
        Account = "account",
        /// Whether somebody is under supervision, and what was cleared.
        Supervision = "supervision",
        Checks = "checks",
        /// Shifts, attendance and hours.
        Bookings = "bookings",
        /// The file of a mentor.
        Mentor = "mentor",
        /// The file of a person in custody.
        Referral = "referral",
        Pairing = "pairing",
        /// What they asked about what is kept of them, and everything that a copy of it holds.
        Request = "request",
        /// Who must not meet whom: kept, and told to nobody.
        Apart = "apart",
    }
}

impl Seen {
    /// What its subject may know to have been seen; of the rest their page says the same to everybody.
    pub const TOLD: [Self; 8] = [
        Self::Account,
        Self::Supervision,
        Self::Checks,
        Self::Bookings,
        Self::Mentor,
        Self::Referral,
        Self::Pairing,
        Self::Request,
    ];
}

impl Purpose {
    /// Kept, and told to nobody: whoever is kept apart from somebody is looked at less in the search for a match. What was
    /// seen of them so is said to everybody in one sentence.
    pub const UNTOLD: Self = Self::Match;
}

text_enum! {
    /// Because of what.
    pub enum Purpose {
        /// The first page of a desk: what waits.
        Today = "today",
        /// Somebody told their code and was found by it.
        Find = "find",
        Offices = "offices",
        Settle = "settle",
        Supervise = "supervise",
        Clear = "clear",
        Check = "check",
        HandOver = "hand_over",
        Roster = "roster",
        Hours = "hours",
        Bookings = "bookings",
        Shifts = "shifts",
        Screen = "screen",
        /// What they have agreed to.
        Agreed = "agreed",
        Train = "train",
        Institutions = "institutions",
        Refer = "refer",
        Match = "match",
        Pair = "pair",
        Figures = "figures",
        /// The list of looks, printed for somebody who cannot sign in.
        Print = "print",
        /// They asked about what is kept of them.
        Request = "request",
        /// An emergency: by whoever opened it, or by whoever reviews it.
        Emergency = "emergency",
        Apart = "apart",
    }
}

/// What reading a row shows of whom it is about, by the action of knowing of it; `None` where that is nothing to hide.
#[must_use]
pub const fn seen(see: Action, during: Action) -> Option<Seen> {
    use Action as A;
    if matches!(purpose(during), Purpose::Apart) {
        return Some(Seen::Apart);
    }
    match see {
        A::SeeAccount | A::SeePerson | A::SeeMember | A::SeeStaff | A::SeeEmergency => Some(Seen::Account),
        A::SeeSupervisee | A::ListSettlements | A::SeeClearance | A::SeeStanding => Some(Seen::Supervision),
        A::SeeChecks => Some(Seen::Checks),
        A::SeeBooking | A::SeeCommitment => Some(Seen::Bookings),
        A::SeeMentor | A::SeeOwnMentor => Some(Seen::Mentor),
        A::SeeReferral => Some(Seen::Referral),
        A::SeePairing => Some(Seen::Pairing),
        A::SeeRequest | A::ReadCopy | A::SeeHold | A::TraceBreach => Some(Seen::Request),
        A::KeepApart | A::ListMeetings => Some(Seen::Apart),
        A::SignUp
        | A::VerifyAddress
        | A::AskForMail
        | A::ResetPassword
        | A::OpenSignIn
        | A::RefreshSignIn
        | A::AcceptInvitation
        | A::SeeMe
        | A::ChangeMe
        | A::ManageSignIns
        | A::SeeSignIn
        | A::SignOut
        | A::Invite
        | A::SeeInvitation
        | A::DecideInvitation
        | A::EndGrant
        | A::ProveFactor
        | A::SeeFactors
        | A::ManageFactors
        | A::ReopenFactors
        | A::SeeReopening
        | A::ConfirmReopening
        | A::SeePlaces
        | A::SeeCourse
        | A::ApplyAsMentor
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
        | A::ChangeSupervisee
        | A::ListSupervisees
        | A::ListClearances
        | A::DecideClearance
        | A::GrantStanding
        | A::SettleSupervision
        | A::RecordCheck
        | A::HandOverMember
        | A::DecideMeeting
        | A::BrowseOpenings
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
        | A::ListOwnBookings
        | A::SeeNotice
        | A::CancelBooking
        | A::SeeRoster
        | A::RecordAttendance
        | A::VerifyHours
        | A::SeeOwnHours
        | A::ReferPerson
        | A::ListReferrals
        | A::ReadReferral
        | A::ChangeReferral
        | A::SeeWeights
        | A::ChangeWeights
        | A::RunRound
        | A::SeeRound
        | A::ListRounds
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
        | A::ListRequests
        | A::EnterRequest
        | A::DecideNotes
        | A::AnswerRequest
        | A::ReadStatements
        | A::SeeConsent
        | A::SayConsent
        | A::ReadConsents
        | A::SeeRetention
        | A::ChangeRetention
        | A::ApprovePurge
        | A::PlaceHold
        | A::SeeRegisters
        | A::SeeBreach
        | A::RecordBreach
        | A::OpenEmergency
        | A::ListEmergencies
        | A::EndEmergency
        | A::ReviewEmergency
        | A::DeliverMail
        | A::KeepHouse
        | A::Import
        | A::Operate => None,
    }
}

/// Because of what somebody of the staff looks who does this.
#[must_use]
pub const fn purpose(action: Action) -> Purpose {
    use Action as A;
    match action {
        A::SeeToday => Purpose::Today,
        A::LookUpPerson | A::SeePerson | A::SeeMember => Purpose::Find,
        A::SignUp
        | A::VerifyAddress
        | A::AskForMail
        | A::ResetPassword
        | A::OpenSignIn
        | A::RefreshSignIn
        | A::AcceptInvitation
        | A::SeeMe
        | A::ChangeMe
        | A::ManageSignIns
        | A::SeeSignIn
        | A::SignOut
        | A::SeeAccount
        | A::Invite
        | A::SeeInvitation
        | A::DecideInvitation
        | A::SeeStaff
        | A::EndGrant
        | A::ProveFactor
        | A::SeeFactors
        | A::ManageFactors
        | A::ReopenFactors
        | A::SeeReopening
        | A::ConfirmReopening
        | A::SeeOwnLooks
        | A::DeliverMail
        | A::KeepHouse
        | A::SeeHealth
        | A::Import
        | A::Operate => Purpose::Offices,
        A::ListSettlements | A::SettleSupervision => Purpose::Settle,
        A::RegisterSupervisee | A::SeeSupervisee | A::ChangeSupervisee | A::ListSupervisees => {
            Purpose::Supervise
        }
        A::SeeClearance | A::ListClearances | A::DecideClearance | A::GrantStanding | A::SeeStanding => {
            Purpose::Clear
        }
        A::RecordCheck | A::SeeChecks => Purpose::Check,
        A::HandOver | A::HandOverMember => Purpose::HandOver,
        A::KeepApart | A::ListMeetings | A::DecideMeeting => Purpose::Apart,
        A::SeeRoster | A::RecordAttendance => Purpose::Roster,
        A::VerifyHours | A::SeeOwnHours => Purpose::Hours,
        A::BookSlot
        | A::SeeBooking
        | A::ListOwnBookings
        | A::SeeNotice
        | A::CancelBooking
        | A::SeeCommitment => Purpose::Bookings,
        A::SeePlaces
        | A::BrowseOpenings
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
        | A::ChangeHosts => Purpose::Shifts,
        A::SeeConsent | A::SayConsent | A::ReadConsents => Purpose::Agreed,
        A::ApplyAsMentor
        | A::SeeMentor
        | A::SeeOwnMentor
        | A::ChangeOwnMentor
        | A::ListMentors
        | A::ReadMentor
        | A::MoveMentor
        | A::EndorseMentor
        | A::SignOffMentor
        | A::ConfirmOffers
        | A::ConfirmComfort
        | A::SeePsychologists
        | A::SeePsychologist
        | A::ChangeOwnPsychologist
        | A::ChangePsychologist => Purpose::Screen,
        A::SeeCourse | A::RecordTraining | A::RecordShadowing => Purpose::Train,
        A::ClearInstitutions => Purpose::Institutions,
        A::ReferPerson | A::SeeReferral | A::ListReferrals | A::ReadReferral | A::ChangeReferral => {
            Purpose::Refer
        }
        A::SeeWeights | A::ChangeWeights | A::RunRound | A::SeeRound | A::ListRounds | A::ChooseMentor => {
            Purpose::Match
        }
        A::SeePairing
        | A::ListPairings
        | A::ReadPairing
        | A::EndorsePairing
        | A::ApprovePairing
        | A::RefusePairing
        | A::RequestConsents
        | A::RecordPicConsent
        | A::ConsentToPairing
        | A::ListOwnPairings
        | A::PausePairing
        | A::EndPairing => Purpose::Pair,
        A::SeeFigures => Purpose::Figures,
        A::PrintLooks => Purpose::Print,
        A::AskForData
        | A::SeeOwnRequests
        | A::WithdrawRequest
        | A::SeeRequest
        | A::ListRequests
        | A::EnterRequest
        | A::DecideNotes
        | A::AnswerRequest
        | A::SeeRetention
        | A::ChangeRetention
        | A::ApprovePurge
        | A::SeeHold
        | A::PlaceHold
        | A::SeeRegisters
        | A::SeeBreach
        | A::RecordBreach
        | A::TraceBreach
        | A::ReadCopy
        | A::ReadStatements => Purpose::Request,
        A::OpenEmergency | A::SeeEmergency | A::ListEmergencies | A::EndEmergency | A::ReviewEmergency => {
            Purpose::Emergency
        }
    }
}
