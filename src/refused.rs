//! What each operation of the API may be refused for, beyond what every operation of its kind may.
//!
//! The stories hold it: an answer with a status or a code that the description does not name fails the story.

use crate::base::{Code as C, ProblemCode as P};
use crate::web::openapi::problems::Refused::{self, Because, Whole};

const ANOTHER_STATE: Refused = Because(&[C::WrongState]);
const STALE: Refused = Whole(409, &[P::StaleVersion]);
const NONE_YET: Refused = Whole(404, &[P::NotFound]);
const DEAD_LINK: Refused = Whole(410, &[P::LinkExpired]);
const TOO_MANY: Refused = Whole(429, &[P::TooMany]);

/// Why a member may not take a place of a slot.
const BOOKING: Refused = Because(&[
    C::AlreadyBooked,
    C::AskStaff,
    C::BirthMonthUnknown,
    C::CheckExpires,
    C::CheckMissing,
    C::Clash,
    C::Full,
    C::MinAge,
    C::NotOpen,
    C::OfficerClearanceNeeded,
    C::OfficerDeclined,
    C::PermissionUnconfirmed,
    C::SupervisionUnsettled,
    C::TooLate,
    C::TooManyBookings,
]);

/// Why a slot cannot stand as it is given.
const SLOT: Refused = Because(&[
    C::AgreementExpired,
    C::FlagDayHours,
    C::FlagDayNeedsSatOrWed,
    C::InsuranceExpired,
    C::TooManySlots,
    C::WrongState,
]);

/// Why an opening cannot be shown.
const OPENING: Refused = Because(&[
    C::AgreementExpired,
    C::InsuranceExpired,
    C::NoSlots,
    C::TooManySlots,
    C::WrongState,
    C::YouthNeedsCheck,
]);

/// Why a mentor cannot go on to the next state.
const STEP: Refused = Because(&[
    C::ClearanceCheckMissing,
    C::ConfirmationMissing,
    C::DesistanceTooShort,
    C::EndMonthUnknown,
    C::HoursMissing,
    C::MentorCertificationEnded,
    C::MustPassMissing,
    C::NotUnderSupervision,
    C::PairingsOpen,
    C::PsychologistEndorsementMissing,
    C::PsychologistMissing,
    C::ReferencesMissing,
    C::ShadowingHoursMissing,
    C::SignOffMissing,
    C::SupervisionUnsettled,
    C::WrongState,
]);

/// Why two people cannot be paired, or a pairing cannot go on.
const PAIRING: Refused = Because(&[
    C::AlreadyEndorsed,
    C::AskStaff,
    C::AssociationClearanceNeeded,
    C::AvailabilityTooShort,
    C::BothPsychologistsNeeded,
    C::ClearanceCheckMissing,
    C::ConsentMissing,
    C::ConsentRenewalDue,
    C::InstitutionNotCleared,
    C::InstitutionsMissing,
    C::LanguageNotShared,
    C::MentorCertificationEnded,
    C::MentorConsentMissing,
    C::MentorNoCapacity,
    C::MentorNotActive,
    C::NotYourself,
    C::PauseOfAnother,
    C::ProfileIncomplete,
    C::PsychologistNoCapacity,
    C::ReferralNotEligible,
    C::SameGenderWanted,
    C::SupervisorChanged,
    C::SupervisorMissing,
    C::SupervisorNotThere,
    C::TooShortStay,
    C::TrainingIncomplete,
    C::WrongState,
]);

/// Why a mentor cannot say yes, or come back; of the person nothing is told.
const OWN_PAIRING: Refused = Because(&[
    C::AskStaff,
    C::MentorCertificationEnded,
    C::MentorConsentMissing,
    C::MentorNoCapacity,
    C::MentorNotActive,
    C::ProfileIncomplete,
    C::PausedByStaff,
    C::WrongState,
]);

/// The statuses and codes with which an operation is refused.
#[must_use]
pub fn refused(operation: &str) -> &'static [Refused] {
    match operation {
        // people
        "signUp" | "mailVerification" | "mailPasswordReset" => &[TOO_MANY],
        "verifyAddress" | "resetPassword" => &[DEAD_LINK, TOO_MANY],
        "readOffer" => &[DEAD_LINK, TOO_MANY],
        "acceptInvitation" => &[DEAD_LINK, TOO_MANY, Because(&[C::AcceptedAlready, C::AddressTaken])],
        "signIn" => &[Whole(401, &[P::AddressUnverified, P::BadCredentials]), TOO_MANY],
        "refreshSignIn" => &[Whole(401, &[P::SessionEnded]), Whole(403, &[P::OtherSite])],
        "beginPasskey" => &[Because(&[C::PasskeysNotOffered, C::TooManyFactors])],
        "addPasskey" => &[Because(&[C::AttemptOver, C::PasskeysNotOffered, C::TooManyFactors])],
        "beginApp" => &[Because(&[C::TooManyFactors])],
        "addApp" => &[Because(&[C::AttemptOver, C::CodeWrong, C::TooManyFactors])],
        "renewRecoveryCodes" => &[Because(&[C::FactorMissing])],
        "removeFactor" => &[Because(&[C::LastFactor])],
        "beginProof" => &[Because(&[C::FactorMissing, C::PasskeysNotOffered])],
        "proveFactor" => &[Whole(403, &[P::BadProof]), TOO_MANY, Because(&[C::PasskeysNotOffered])],
        "beginPasskeySignIn" => &[TOO_MANY, Because(&[C::PasskeysNotOffered])],
        "signInWithPasskey" => {
            &[Whole(401, &[P::BadCredentials]), TOO_MANY, Because(&[C::PasskeysNotOffered])]
        }
        "openEmergency" => {
            &[TOO_MANY, Because(&[C::EmergencyUnreviewed, C::NoEmergencyNeeded, C::NotYourself])]
        }
        "endEmergency" => &[ANOTHER_STATE],
        "reviewEmergency" => &[Because(&[C::TwoPeopleNeeded, C::WrongState])],
        "askReopening" => &[TOO_MANY, Because(&[C::FactorMissing])],
        "confirmReopening" => &[Because(&[C::TwoPeopleNeeded, C::WrongState])],
        "withdrawReopening" => &[ANOTHER_STATE],
        "readDemoCode" => &[NONE_YET],
        "inviteStaff" => &[Because(&[C::AddressTaken])],
        "approveInvitation" => &[Because(&[C::TwoPeopleNeeded, C::WrongState])],
        "revokeInvitation" => &[Because(&[C::AcceptedAlready, C::WrongState])],
        "confirmUnpaidWork" | "giveBirthMonth" => &[ANOTHER_STATE],
        "lookUpPerson" => &[NONE_YET, TOO_MANY],
        "keepApart" | "removeKeepApart" => &[TOO_MANY],
        "registerSupervisee" => {
            &[NONE_YET, TOO_MANY, Because(&[C::AlreadyRegistered, C::NotYourself, C::WrongState])]
        }
        "amendSupervisee" | "endSupervision" => &[ANOTHER_STATE],
        // Of two centres that begin with somebody at the same moment, one is told so.
        "settleSupervision" => &[STALE, Because(&[C::NotYourself, C::WrongState])],
        "recordCheck" | "handOverMember" => &[STALE],
        "askForData" => &[Because(&[C::RequestOpen])],
        "enterRequest" => &[TOO_MANY, Because(&[C::RequestOpen])],
        "withdrawRequest" => &[ANOTHER_STATE],
        "decideNotes" => &[Because(&[C::PsychologistDecides, C::WrongState])],
        "answerRequest" => &[Because(&[
            C::BookingsOpen,
            C::HeldForDispute,
            C::MentorUnderWay,
            C::NotesUndecided,
            C::OfficeHeld,
            C::ReferralUnderWay,
            C::SupervisedStill,
            C::WrongState,
        ])],
        "changeRetention" => &[NONE_YET, STALE],
        "proposePurge" => &[Because(&[C::NothingDue, C::PurgeOpen])],
        "approvePurge" => &[Because(&[C::TwoPeopleNeeded, C::WrongState])],
        "withdrawPurge" => &[ANOTHER_STATE],
        "placeHold" => &[Because(&[C::HeldForDispute])],
        "endHold" => &[ANOTHER_STATE],
        "noteBreachStep" => &[Because(&[C::StepsLeft, C::WrongState])],
        "giveConsent" | "withdrawConsent" => &[NONE_YET, STALE, Because(&[C::WrongState])],
        "readCopy" => &[Because(&[C::CopyGone, C::CopyNotReady])],
        // service
        "bookSlot" => &[BOOKING],
        "seeNotice" | "seeOwnPairingNotice" => &[ANOTHER_STATE],
        "cancelBooking" => &[Because(&[C::TooLateToCancel, C::WrongState])],
        "recordAttendance" => &[Because(&[C::NotYet, C::TooManyHours, C::WrongState])],
        "verifyHours" => &[Because(&[C::TooManyHours, C::WrongState])],
        "recordEverybodyCame" => &[STALE, Because(&[C::NotYet])],
        "verifyManyHours" => &[NONE_YET, STALE],
        "takeBackHours" => &[ANOTHER_STATE],
        "addSlot" => &[SLOT],
        "changeSlot" => &[SLOT, Because(&[C::AlreadyStarted, C::CapacityBelowTaken, C::SlotHasBookings])],
        "cancelSlot" => &[Because(&[C::AlreadyStarted, C::WrongState])],
        "draftOpening" => &[NONE_YET],
        "changeOpening" | "submitOpening" | "publishOpening" => &[OPENING],
        "returnOpening" | "closeOpening" => &[ANOTHER_STATE],
        "decideClearance" | "decideMeeting" => &[Because(&[C::AlreadyStarted, C::WrongState])],
        "grantStandingClearance" | "revokeStandingClearance" => &[ANOTHER_STATE],
        // mentoring
        "startApplication" => &[Because(&[C::ApplicationOpen])],
        "readOwnMentor" | "readOwnPsychologist" => &[NONE_YET],
        "changeOwnPsychologist" => &[NONE_YET, STALE],
        "answerApplication" => &[NONE_YET, Because(&[C::AnswersSettled, C::WrongState])],
        "submitApplication" => &[NONE_YET, Because(&[C::SectionIncomplete, C::TooEarly, C::WrongState])],
        "withdrawAsMentor" | "pauseAsMentor" | "resumeAsMentor" => &[NONE_YET, STEP],
        "moveMentor" => &[STEP],
        // It names mentors in its body: one that nobody here knows, one that was changed meanwhile.
        "recordResults" => &[NONE_YET, STALE, ANOTHER_STATE],
        "endorseMentor" | "recordModule" | "recordShadowing" | "confirmOffers" | "confirmComfort" => {
            &[ANOTHER_STATE]
        }
        "signOffMentor" => &[Because(&[C::TwoPeopleNeeded, C::WrongState])],
        "clearInstitutions" => &[Because(&[C::HeldThere, C::WrongState])],
        "handOverMentor" | "handOverReferral" => {
            &[Because(&[C::AssignedAlready, C::ProfileIncomplete, C::PsychologistNoCapacity, C::WrongState])]
        }
        "confirmSupervisor" => {
            &[Because(&[C::PlacingChanged, C::ProfileIncomplete, C::PsychologistNoCapacity])]
        }
        // Sent again with its key after somebody else took the person over, it finds nothing.
        "referPerson" => &[NONE_YET, TOO_MANY, Because(&[C::ReferenceTaken, C::WrongState])],
        "changeReferral" => &[TOO_MANY, Because(&[C::ReferenceTaken, C::WrongState])],
        "recordConsent" | "withdrawReferral" | "releaseReferral" => &[ANOTHER_STATE],
        "submitReferral" => &[Because(&[
            C::ConsentMissing,
            C::ConsentRenewalDue,
            C::NotSentenced,
            C::ProfileIncomplete,
            C::PsychologistNoCapacity,
            C::SectionIncomplete,
            C::TooShortStay,
            C::WrongState,
        ])],
        "endorsePairing" | "approvePairing" | "requestConsents" | "recordPicConsent" | "resumePairing"
        | "askPairingToGoOn" | "recordPicGoingOn" => &[PAIRING],
        "undoPairingApproval" | "refusePairing" | "undoPairingRefusal" | "pausePairing" => {
            &[Because(&[C::NotDue, C::WrongState])]
        }
        "endPairing" => &[Because(&[C::NotDue, C::WrongState])],
        "answerOwnPairing"
        | "takeOwnYesBack"
        | "pauseOwnPairing"
        | "resumeOwnPairing"
        | "keepOwnPairingPaused" => &[OWN_PAIRING],
        // proposing
        "previewRound" | "readSupervisionRound" | "readMentoringFigures" | "readShiftFigures" => &[NONE_YET],
        "startRound" => &[NONE_YET, Because(&[C::RoundUnderWay])],
        "cancelRound" | "readRoundUpdate" | "withdrawCheck" | "listAlternatives" => &[ANOTHER_STATE],
        "updateRound" | "chooseMentor" => &[STALE, Because(&[C::WrongState, C::ProposedAlready]), PAIRING],
        "previewWeights" => &[TOO_MANY],
        _ => &[],
    }
}
