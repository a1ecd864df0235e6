//! What each operation of the API may be refused for, beyond what every operation of its kind may.
//!
//! The stories hold it: an answer with a status or a code that the description does not name fails the story.

use crate::web::openapi::problems::Refused;

const ANOTHER_STATE: Refused = (409, &["wrong_state"]);
const NONE_YET: Refused = (404, &["not_found"]);
const DEAD_LINK: Refused = (410, &["link_expired"]);
const TOO_MANY: Refused = (429, &["too_many"]);

/// Why a member may not take a place of a slot.
const BOOKING: Refused = (
    409,
    &[
        "already_booked",
        "ask_staff",
        "birth_month_unknown",
        "check_expires",
        "check_missing",
        "clash",
        "full",
        "min_age",
        "not_open",
        "officer_clearance_needed",
        "officer_declined",
        "permission_unconfirmed",
        "supervision_unsettled",
        "too_late",
    ],
);

/// Why a slot cannot stand as it is given.
const SLOT: Refused = (
    409,
    &[
        "agreement_expired",
        "flag_day_hours",
        "flag_day_needs_sat_or_wed",
        "insurance_expired",
        "too_many_slots",
        "wrong_state",
    ],
);

/// Why an opening cannot be shown.
const OPENING: Refused = (
    409,
    &[
        "agreement_expired",
        "insurance_expired",
        "no_slots",
        "too_many_slots",
        "wrong_state",
        "youth_needs_check",
    ],
);

/// Why a mentor cannot go on to the next state.
const STEP: Refused = (
    409,
    &[
        "clearance_check_missing",
        "confirmation_missing",
        "desistance_too_short",
        "end_month_unknown",
        "hours_missing",
        "mentor_certification_ended",
        "must_pass_missing",
        "not_under_supervision",
        "pairings_open",
        "psychologist_endorsement_missing",
        "psychologist_missing",
        "references_missing",
        "shadowing_hours_missing",
        "sign_off_missing",
        "supervision_unsettled",
        "wrong_state",
    ],
);

/// Why two people cannot be paired, or a pairing cannot go on.
const PAIRING: Refused = (
    409,
    &[
        "already_endorsed",
        "ask_staff",
        "association_clearance_needed",
        "availability_too_short",
        "both_psychologists_needed",
        "clearance_check_missing",
        "consent_missing",
        "consent_renewal_due",
        "institution_not_cleared",
        "institutions_missing",
        "language_not_shared",
        "mentor_certification_ended",
        "mentor_consent_missing",
        "mentor_no_capacity",
        "mentor_not_active",
        "not_yourself",
        "profile_incomplete",
        "psychologist_no_capacity",
        "referral_not_eligible",
        "same_gender_wanted",
        "supervisor_changed",
        "supervisor_missing",
        "supervisor_not_there",
        "too_short_stay",
        "training_incomplete",
        "wrong_state",
    ],
);

/// Why a mentor cannot say yes, or come back; of the person nothing is told.
const OWN_PAIRING: Refused = (
    409,
    &[
        "ask_staff",
        "mentor_certification_ended",
        "mentor_consent_missing",
        "mentor_no_capacity",
        "mentor_not_active",
        "profile_incomplete",
        "paused_by_staff",
        "wrong_state",
    ],
);

/// The statuses and codes with which an operation is refused.
#[must_use]
pub fn refused(operation: &str) -> &'static [Refused] {
    match operation {
        // people
        "signUp" | "mailVerification" | "mailPasswordReset" => &[TOO_MANY],
        "verifyAddress" | "resetPassword" => &[DEAD_LINK, TOO_MANY],
        "acceptInvitation" => &[DEAD_LINK, TOO_MANY, (409, &["accepted_already", "address_taken"])],
        "signIn" => &[(401, &["address_unverified", "bad_credentials"]), TOO_MANY],
        "refreshSignIn" => &[(401, &["session_ended"]), (403, &["other_site"])],
        "inviteStaff" => &[(409, &["address_taken"])],
        "revokeInvitation" => &[(409, &["accepted_already"])],
        "confirmUnpaidWork" | "giveBirthMonth" => &[ANOTHER_STATE],
        "lookUpPerson" => &[NONE_YET, TOO_MANY],
        "registerSupervisee" => &[NONE_YET, (409, &["already_registered", "not_yourself", "wrong_state"])],
        "amendSupervisee" | "endSupervision" => &[ANOTHER_STATE],
        // Of two centres that begin with somebody at the same moment, one is told so.
        "settleSupervision" => &[(409, &["not_yourself", "stale_version", "wrong_state"])],
        "recordCheck" | "handOverMember" => &[(409, &["stale_version"])],
        // service
        "bookSlot" => &[BOOKING],
        "cancelBooking" => &[(409, &["too_late_to_cancel", "wrong_state"])],
        "recordAttendance" | "verifyHours" => &[(409, &["not_yet", "wrong_state"])],
        "addSlot" => &[SLOT],
        "changeSlot" => &[SLOT, (409, &["already_started", "capacity_below_taken", "slot_has_bookings"])],
        "cancelSlot" => &[(409, &["already_started", "wrong_state"])],
        "draftOpening" => &[NONE_YET],
        "changeOpening" | "submitOpening" | "publishOpening" => &[OPENING],
        "returnOpening" | "closeOpening" => &[ANOTHER_STATE],
        "decideClearance" | "decideMeeting" => &[(409, &["already_started", "wrong_state"])],
        "grantStandingClearance" | "revokeStandingClearance" => &[ANOTHER_STATE],
        // mentoring
        "startApplication" => &[(409, &["application_open"])],
        "readOwnMentor" | "readOwnPsychologist" => &[NONE_YET],
        "changeOwnPsychologist" => &[NONE_YET, (409, &["stale_version"])],
        "answerApplication" => &[NONE_YET, (409, &["answers_settled", "wrong_state"])],
        "submitApplication" => &[NONE_YET, (409, &["section_incomplete", "too_early", "wrong_state"])],
        "withdrawAsMentor" | "pauseAsMentor" | "resumeAsMentor" => &[NONE_YET, STEP],
        "moveMentor" => &[STEP],
        "endorseMentor" | "recordModule" | "recordShadowing" | "confirmOffers" | "confirmComfort" => {
            &[ANOTHER_STATE]
        }
        "signOffMentor" => &[(409, &["two_people_needed", "wrong_state"])],
        "clearInstitutions" => &[(409, &["held_there", "wrong_state"])],
        "handOverMentor" | "handOverReferral" => {
            &[(409, &["assigned_already", "profile_incomplete", "psychologist_no_capacity", "wrong_state"])]
        }
        "confirmSupervisor" => {
            &[(409, &["placing_changed", "profile_incomplete", "psychologist_no_capacity"])]
        }
        // Sent again with its key after somebody else took the person over, it finds nothing.
        "referPerson" => &[NONE_YET, (409, &["reference_taken", "wrong_state"])],
        "changeReferral" => &[(409, &["reference_taken", "wrong_state"])],
        "recordConsent" | "withdrawReferral" | "releaseReferral" => &[ANOTHER_STATE],
        "submitReferral" => &[(
            409,
            &[
                "consent_missing",
                "consent_renewal_due",
                "not_sentenced",
                "profile_incomplete",
                "psychologist_no_capacity",
                "section_incomplete",
                "too_short_stay",
                "wrong_state",
            ],
        )],
        "endorsePairing" | "approvePairing" | "requestConsents" | "recordPicConsent" | "resumePairing" => {
            &[PAIRING]
        }
        "undoPairingApproval" | "refusePairing" | "undoPairingRefusal" | "pausePairing" => {
            &[(409, &["not_due", "wrong_state"])]
        }
        "endPairing" => &[(409, &["not_due", "wrong_state"])],
        "answerOwnPairing" | "pauseOwnPairing" | "resumeOwnPairing" => &[OWN_PAIRING],
        // proposing
        "previewRound" | "readSupervisionRound" => &[NONE_YET],
        "startRound" => &[NONE_YET, (409, &["round_under_way"])],
        "cancelRound" | "readRoundUpdate" | "withdrawCheck" | "listAlternatives" => &[ANOTHER_STATE],
        "updateRound" | "chooseMentor" => {
            &[(409, &["stale_version", "wrong_state", "proposed_already"]), PAIRING]
        }
        "previewWeights" => &[TOO_MANY],
        _ => &[],
    }
}
