//! Whom a reason tells something about: the one place that decides who may read which code.

use super::Code;

/// Whom a reason tells something about. Whatever shows reasons to somebody asks this and never the word, so that a new
/// code reaches nobody for whom it was not meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The thing itself: its state, its times, its places. Whoever may act on it may know.
    Matter,
    /// Whoever books, as they may read it themself.
    Member,
    /// A mentor, as they may read it themself.
    Mentor,
    /// What was vetted of a mentor; staff tell the mentor.
    Vetting,
    /// A person in custody: for those who work with the referral.
    Person,
    /// How a mentor and a person in custody suit each other: for staff of their pairing.
    Pair,
    /// Staff and their offices: for staff.
    Staff,
    /// A hold whose cause nobody reads but the coordinators of a centre in the history of its pairings: in no other view
    /// before somebody tries, and in no count.
    Apart,
}

impl Code {
    /// Whom it tells something about.
    #[must_use]
    pub const fn about(self) -> About {
        use Code as C;
        match self {
            C::AcceptedAlready
            | C::AddressTaken
            | C::AgreementExpired
            | C::AlreadyStarted
            | C::CapacityBelowTaken
            | C::ChangedMeanwhile
            | C::AttemptOver
            | C::BookingsOpen
            | C::CodeWrong
            | C::CopyGone
            | C::CopyNotReady
            | C::DecideAlone
            | C::EmergencyUnreviewed
            | C::FactorMissing
            | C::FlagDayHours
            | C::FlagDayNeedsSatOrWed
            | C::Full
            | C::HeldForDispute
            | C::InsuranceExpired
            | C::LastFactor
            | C::NoEmergencyNeeded
            | C::NoSlots
            | C::NotDue
            | C::NothingDue
            | C::PurgeOpen
            | C::NotOpen
            | C::NotYet
            | C::MentorUnderWay
            | C::NotesUndecided
            | C::OfficeHeld
            | C::NumberOfCells
            | C::PauseOfAnother
            | C::PausedByStaff
            | C::PasskeysNotOffered
            | C::ReferenceTaken
            | C::PsychologistDecides
            | C::ReferralUnderWay
            | C::RequestOpen
            | C::StepsLeft
            | C::SupervisedStill
            | C::RoundUnderWay
            | C::SectionIncomplete
            | C::SlotHasBookings
            | C::TooLate
            | C::TooLateToCancel
            | C::TooManyFactors
            | C::TooManySlots
            | C::WrongState
            | C::YouthNeedsCheck
            | C::NoLongerSaid => About::Matter,
            C::AlreadyBooked
            | C::BirthMonthUnknown
            | C::CheckExpires
            | C::CheckMissing
            | C::Clash
            | C::ConfirmationNeeded
            | C::MinAge
            | C::OfficerClearanceNeeded
            | C::OfficerDeclined
            | C::PermissionUnconfirmed
            | C::SupervisionUnsettled
            | C::TooManyBookings
            | C::TooManyHours => About::Member,
            C::AnswersSettled
            | C::ApplicationOpen
            | C::ConfirmationMissing
            | C::DesistanceTooShort
            | C::EndMonthUnknown
            | C::HeldThere
            | C::HoursMissing
            | C::InstitutionsMissing
            | C::MentorCertificationEnded
            | C::MentorConsentMissing
            | C::MentorNoCapacity
            | C::MentorNotActive
            | C::MentorProposedAlready
            | C::MustPassMissing
            | C::NotUnderSupervision
            | C::PairingsOpen
            | C::ProfileIncomplete
            | C::PsychologistEndorsementMissing
            | C::PsychologistMissing
            | C::ReferencesMissing
            | C::ShadowingHoursMissing
            | C::SignOffMissing
            | C::TooEarly => About::Mentor,
            C::AssociationClearanceNeeded | C::ClearanceCheckMissing | C::TrainingIncomplete => {
                About::Vetting
            }
            C::Consent
            | C::ConsentMissing
            | C::ConsentRenewalDue
            | C::CrowdedOut
            | C::NoCandidate
            | C::NotSentenced
            | C::ProposedAlready
            | C::ReferralNotEligible
            | C::TooShortStay => About::Person,
            C::AvailabilityTooShort
            | C::InstitutionNotCleared
            | C::LanguageNotShared
            | C::NotSuitableNow
            | C::SameGenderWanted => About::Pair,
            C::AlreadyEndorsed
            | C::AlreadyRegistered
            | C::AssignedAlready
            | C::BothPsychologistsNeeded
            | C::NoPsychologistThere
            | C::NotYourself
            | C::PlacingChanged
            | C::PsychologistNoCapacity
            | C::PsychologistsFull
            | C::SupervisorChanged
            | C::SupervisorMissing
            | C::SupervisorNotThere
            | C::TwoPeopleNeeded => About::Staff,
            C::AskStaff | C::KeptApart => About::Apart,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_words_alone_are_of_people_who_must_not_meet() {
        let hidden: Vec<_> = Code::ALL.iter().filter(|code| code.about() == About::Apart).collect();
        assert_eq!(hidden, [&Code::AskStaff, &Code::KeptApart]);
    }
}
