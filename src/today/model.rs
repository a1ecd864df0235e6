//! What can wait for somebody, and what is told of it.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::access::Role;
use crate::base::{Instant, Text3, text_enum};

text_enum! {
    /// Something that waits for staff. A row goes when its act is done, by whomever.
    pub enum Wait {
        /// A psychologist says whether they would work with an applicant.
        EndorseApplicant = "endorse_applicant",
        /// Shadowing goes on until its hours are complete.
        RecordShadowing = "record_shadowing",
        /// The psychologist signs under the competency review.
        SignOffMentor = "sign_off_mentor",
        EndorsePairing = "endorse_pairing",
        /// The person's answer on paper.
        RecordPicConsent = "record_pic_consent",
        /// A referral is still a draft: facts or the consent on paper are missing.
        FinishReferral = "finish_referral",
        /// Staff paused it, so staff take it up again or end it.
        ResumePairing = "resume_pairing",
        /// Somebody asked for a copy: whether notes are handed over is a psychologist's word.
        DecideNotes = "decide_notes",
        DecideClearance = "decide_clearance",
        /// A standing clearance runs out within thirty days.
        RenewStanding = "renew_standing",
        RecordAttendance = "record_attendance",
        /// The coordinator sent it back with a note.
        ReturnedOpening = "returned_opening",
        ApprovePairing = "approve_pairing",
        RequestConsents = "request_consents",
        /// A round whose proposals wait for psychologists.
        FollowRound = "follow_round",
        ScreenApplication = "screen_application",
        /// The psychologist has spoken after the interview.
        DecideApplication = "decide_application",
        /// Results in modules of the course are missing.
        RecordTraining = "record_training",
        /// Everything is there for the next stage.
        NextStage = "next_stage",
        /// The psychologist has signed, the coordinator has not.
        CountersignMentor = "countersign_mentor",
        /// A certification runs out within thirty days, or has.
        RenewCertification = "renew_certification",
        /// A mentor's record check runs out within thirty days, or has.
        RenewCheck = "renew_check",
        DecideMeeting = "decide_meeting",
        SettleSupervision = "settle_supervision",
        ReviewOpening = "review_opening",
        VerifyHours = "verify_hours",
        /// A shift of the next seven days with less than half of its places taken.
        FillSlot = "fill_slot",
        /// A host's insurance runs out within thirty days, or has, while it is on show.
        RenewInsurance = "renew_insurance",
        /// A host's agreement does.
        RenewAgreement = "renew_agreement",
        /// Somebody asked about what is kept of them, and nobody has answered.
        AnswerRequest = "answer_request",
        /// The second word for an office that a colleague has proposed.
        ApproveInvitation = "approve_invitation",
        /// The second word for erasing what is over its age.
        ApprovePurge = "approve_purge",
        /// Rows are over their age, and nobody has proposed to erase them.
        ProposePurge = "propose_purge",
        /// A breach is not closed; who must be told is decided within days.
        HandleBreach = "handle_breach",
        /// An emergency access is over, and nobody has said whether it was justified.
        ReviewEmergency = "review_emergency",
        /// An invitation runs out, or has, and nobody has taken it.
        InvitationEnds = "invitation_ends",
        /// Somebody of the staff holds no office.
        AccountWithoutOffice = "account_without_office",
    }
}

impl Wait {
    /// In which offices it is done.
    #[must_use]
    pub const fn offices(self) -> &'static [Role] {
        match self {
            Self::EndorseApplicant
            | Self::RecordShadowing
            | Self::SignOffMentor
            | Self::EndorsePairing
            | Self::RecordPicConsent
            | Self::FinishReferral
            | Self::ResumePairing
            | Self::DecideNotes => &[Role::Psychologist],
            Self::DecideClearance | Self::RenewStanding => &[Role::Officer],
            Self::RecordAttendance | Self::ReturnedOpening => &[Role::Host],
            Self::ApprovePairing
            | Self::RequestConsents
            | Self::FollowRound
            | Self::ScreenApplication
            | Self::DecideApplication
            | Self::RecordTraining
            | Self::NextStage
            | Self::CountersignMentor
            | Self::RenewCertification
            | Self::RenewCheck
            | Self::DecideMeeting
            | Self::SettleSupervision
            | Self::ReviewOpening
            | Self::VerifyHours
            | Self::FillSlot
            | Self::RenewInsurance
            | Self::RenewAgreement => &[Role::Coordinator],
            Self::AnswerRequest => &[Role::Privacy],
            Self::ApproveInvitation | Self::ApprovePurge => &[Role::Admin, Role::Privacy],
            Self::ProposePurge | Self::HandleBreach | Self::ReviewEmergency => &[Role::Privacy],
            Self::InvitationEnds | Self::AccountWithoutOffice => &[Role::Admin],
        }
    }
}

text_enum! {
    /// How soon, in the order of the page.
    pub enum Soon {
        Overdue = "overdue",
        Today = "today",
        /// Today is over, and it is at most seven days on.
        Week = "week",
        /// No day is set; who waits longest comes first.
        Open = "open",
        Later = "later",
    }
}

/// By when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    At(Instant),
    /// Until the end of a day.
    On(NaiveDate),
    /// None is set; it waits since then, where somebody knows.
    Since(Option<Instant>),
}

/// What is told of something that waits: as much as its list tells.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The preferred name of whom it is about.
    pub name: Option<String>,
    /// By what name staff know the person in custody.
    pub alias: Option<String>,
    /// The opening's or the organisation's name.
    pub title: Option<Text3>,
    pub starts_at: Option<Instant>,
    /// Places taken, and all.
    pub places: Option<(i64, i64)>,
}

/// One thing that waits.
#[derive(Clone, Debug)]
pub struct Item {
    /// What its page is found by.
    pub id: Uuid,
    /// What that lies within: a shift's opening.
    pub within: Option<Uuid>,
    pub deadline: Deadline,
    pub about: About,
}

/// Everything of one kind that is equally soon.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub wait: Wait,
    pub soon: Soon,
    pub count: i64,
    /// The first few, the earliest first.
    pub items: Vec<Item>,
}
