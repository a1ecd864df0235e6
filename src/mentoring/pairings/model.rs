//! A pairing, what it was proposed for, and who agreed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::AccountId;
use crate::base::{Id, Instant, Reason, text_enum};
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::referrals::model::{PaperConsent, ReferralId};

/// Marks ids of pairings.
pub enum PairingMark {}
/// The id of a pairing.
pub type PairingId = Id<PairingMark>;

/// Marks ids of rounds, which propose pairings.
pub enum RoundMark {}
/// The id of a round.
pub type RoundId = Id<RoundMark>;

text_enum! {
    /// Where a pairing stands.
    pub enum PairingState {
        Proposed = "proposed",
        /// All psychologists concerned stand behind it.
        Endorsed = "endorsed",
        /// A coordinator agreed; nobody was told.
        Approved = "approved",
        /// Mentor and person were asked.
        Consenting = "consenting",
        Active = "active",
        Paused = "paused",
        /// It was, and has ended.
        Closed = "closed",
        /// A psychologist, the mentor or the person said no.
        Declined = "declined",
        /// A coordinator said no.
        Refused = "refused",
        /// Nobody moved it in time, or the person left before it began.
        Lapsed = "lapsed",
    }
}

impl Step {
    /// Whether a pairing begins with it.
    #[must_use]
    pub const fn begins(self) -> bool {
        matches!(self, Self::Proposed | Self::Chosen | Self::Shifted)
    }
}

impl PairingState {
    /// Whether it takes a place with the mentor and with the psychologist.
    #[must_use]
    pub const fn holds_place(self) -> bool {
        matches!(self, Self::Approved | Self::Consenting | Self::Active | Self::Paused)
    }
}

text_enum! {
    /// How one side answered.
    pub enum Consent {
        None = "none",
        Asked = "asked",
        Given = "given",
        Declined = "declined",
    }
}

/// Who wants a pairing to rest while it is paused, and what they say when they are asked whether it may go on. It goes
/// on when nobody wants it to rest any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    pub mentor: bool,
    pub pic: bool,
    /// By the word of staff, or because its two may have no contact.
    pub staff: bool,
    /// Whether the mentor, who wants it to rest, was asked.
    pub mentor_goes_on: Consent,
    /// Whether the person, who wants it to rest, was asked.
    pub pic_goes_on: Consent,
}

impl Rest {
    /// Nobody wants it to rest.
    pub const NONE: Self = Self {
        mentor: false,
        pic: false,
        staff: false,
        mentor_goes_on: Consent::None,
        pic_goes_on: Consent::None,
    };

    /// Whether this one wants it to rest.
    #[must_use]
    pub const fn is_wanted_by(&self, whom: Whose) -> bool {
        match whom {
            Whose::Mentor => self.mentor,
            Whose::Pic => self.pic,
            Whose::Staff => self.staff,
        }
    }
}

text_enum! {
    /// Whose wish it is that a pairing rests.
    pub enum Whose {
        Mentor = "mentor",
        /// The person in custody.
        Pic = "pic",
        Staff = "staff",
    }
}

text_enum! {
    /// Why a pairing ended.
    pub enum Ending {
        GoalsReached = "goals_reached",
        /// The person went to another institution.
        Transferred = "transferred",
        /// The person left custody.
        Released = "released",
        /// The person wished it; no reason is asked.
        ByWish = "by_wish",
        /// The mentor wished it; no reason is asked.
        ByMentor = "by_mentor",
        Other = "other",
    }
}

text_enum! {
    /// What others changed of a pairing, as its mentor may know it: whose wish a rest or an end was is told to nobody but
    /// whoever wished it.
    pub enum PairingNotice {
        /// Both have said yes.
        Begun = "begun",
        /// It ended before it began: called off, nobody moved it in time, or the person said no.
        DoesNotBegin = "does_not_begin",
        Rests = "rests",
        GoesOn = "goes_on",
        GoalsReached = "goals_reached",
        /// The person left custody.
        Released = "released",
        /// The mentor wished it.
        EndedAsWished = "ended_as_wished",
        /// It ended for a cause that is not the mentor's to know.
        Ended = "ended",
    }
}

/// The latest that others changed of a pairing, and when its mentor has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    pub notice: PairingNotice,
    pub seen_at: Option<Instant>,
}

text_enum! {
    /// A step in the life of a pairing.
    pub enum Step {
        Proposed = "proposed",
        /// A coordinator chose this mentor instead of another.
        Chosen = "chosen",
        /// Proposed because a choice for somebody else needed the mentor whom the person would have had.
        Shifted = "shifted",
        /// A coordinator chose another mentor.
        Replaced = "replaced",
        /// A choice for somebody else needed the mentor.
        GaveWay = "gave_way",
        Endorsed = "endorsed",
        EndorsementDeclined = "endorsement_declined",
        Approved = "approved",
        ApprovalUndone = "approval_undone",
        Refused = "refused",
        RefusalUndone = "refusal_undone",
        ConsentsAsked = "consents_asked",
        MentorConsented = "mentor_consented",
        MentorDeclined = "mentor_declined",
        /// The mentor took their yes back, and is asked again.
        MentorTookBack = "mentor_took_back",
        PicConsented = "pic_consented",
        PicDeclined = "pic_declined",
        Paused = "paused",
        /// The mentor asked staff that it rest.
        PausedForMentor = "paused_for_mentor",
        /// The person in custody asked staff that it rest.
        PausedForPic = "paused_for_pic",
        /// There may be no contact now: mentor, person or psychologist lack what it needs, or an order forbids it.
        Held = "held",
        Resumed = "resumed",
        /// Whoever wanted it to rest was asked whether it may go on.
        GoingOnAsked = "going_on_asked",
        MentorGoesOn = "mentor_goes_on",
        MentorNotYet = "mentor_not_yet",
        PicGoesOn = "pic_goes_on",
        PicNotYet = "pic_not_yet",
        Ended = "ended",
        /// The person withdrew or was released.
        PersonLeft = "person_left",
        Lapsed = "lapsed",
    }
}

text_enum! {
    /// What people do with a pairing, each at its time.
    pub enum PairingMove {
        Endorse = "endorse",
        /// A psychologist does not stand behind it.
        Decline = "decline",
        Approve = "approve",
        UndoApproval = "undo_approval",
        /// A coordinator says no.
        Refuse = "refuse",
        /// A coordinator chooses another mentor.
        ChooseOther = "choose_other",
        UndoRefusal = "undo_refusal",
        RequestConsents = "request_consents",
        /// The mentor says yes or no.
        Answer = "answer",
        /// The mentor takes a yes back, before it is under way.
        TakeYesBack = "take_yes_back",
        /// The mentor has seen what others changed.
        See = "see",
        RecordPicConsent = "record_pic_consent",
        Pause = "pause",
        Resume = "resume",
        /// Staff ask whoever wanted it to rest whether it may go on.
        AskToGoOn = "ask_to_go_on",
        /// The mentor, who was asked, wants it to rest for longer.
        NotYet = "not_yet",
        /// What the person says, who wanted it to rest.
        RecordPicGoingOn = "record_pic_going_on",
        End = "end",
    }
}

/// A psychologist stands behind the pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    pub by: AccountId,
    pub at: Instant,
}

/// One of the ten reasons for a pair: points of at most `max`, and the facts behind them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FactorLine {
    /// The factor's name, such as `interests`.
    pub code: String,
    pub points: u32,
    pub max: u32,
    /// What the words need: shared codes, half hours, kilometres.
    #[schema(value_type = Object)]
    pub evidence: Value,
}

/// A mentor, a psychologist and a person in custody.
#[derive(Clone, Debug)]
pub struct Pairing {
    pub id: PairingId,
    /// Code of the centre.
    pub centre: String,
    pub mentor: MentorId,
    pub mentor_account: AccountId,
    pub referral: ReferralId,
    /// The mentor's supervisor.
    pub psychologist: AccountId,
    /// Who referred the person.
    pub referrer: AccountId,
    /// The psychologist who works with the mentor now.
    pub supervised_by: Option<AccountId>,
    /// The psychologist who accompanies the person now.
    pub accompanied_by: AccountId,
    pub round: Option<RoundId>,
    pub state: PairingState,
    pub since: Instant,
    /// 0 to 10000, for staff; none when no round proposed it.
    pub points: Option<i64>,
    pub factors: Vec<FactorLine>,
    pub endorsements: Vec<Endorsement>,
    pub approved_by: Option<AccountId>,
    pub mentor_consent: Consent,
    pub pic_consent: Consent,
    /// The person's consent to this pairing.
    pub paper: Option<PaperConsent>,
    /// What the person wants the mentor to know they will work on.
    pub shared_goals: Option<String>,
    /// Who wants it to rest, while it is paused.
    pub rest: Rest,
    pub ending: Option<Ending>,
    /// What its mentor is told of it.
    pub told: Option<Told>,
    /// When it lapses if nobody moves it.
    pub lapses_at: Option<Instant>,
    pub created_at: Instant,
    pub version: i64,
}

impl Pairing {
    /// Whether the mentor may know of it: from the moment they were asked.
    #[must_use]
    pub fn is_known_to_mentor(&self) -> bool {
        self.mentor_consent != Consent::None
    }

    /// The psychologists who still work with it: whoever handed mentor or person over has left what ended too.
    #[must_use]
    pub fn psychologists(&self) -> [Option<AccountId>; 3] {
        let supervises = self.supervised_by == Some(self.psychologist);
        let accompanies = self.accompanied_by == self.referrer;
        [supervises.then_some(self.psychologist), accompanies.then_some(self.referrer), None]
    }

    /// Whether it waits for the word of this psychologist.
    #[must_use]
    pub fn awaits(&self, by: AccountId) -> bool {
        self.state == PairingState::Proposed
            && self.psychologists().contains(&Some(by))
            && self.endorsements.iter().all(|given| given.by != by)
    }

    /// Whether everybody who must endorse has.
    #[must_use]
    pub fn is_endorsed(&self) -> bool {
        [self.psychologist, self.referrer]
            .iter()
            .all(|needed| self.endorsements.iter().any(|given| given.by == *needed))
    }
}

/// A new proposal.
#[derive(Clone, Debug)]
pub struct Propose {
    pub mentor: MentorId,
    pub referral: ReferralId,
    pub round: Option<RoundId>,
    pub points: Option<i64>,
    pub factors: Vec<FactorLine>,
}

/// A line of a pairing's history, for staff.
#[derive(Clone, Debug)]
pub struct HistoryLine {
    pub at: Instant,
    pub step: Step,
    /// Who, by preferred name; none for the server itself.
    pub by: Option<String>,
    pub note: Option<String>,
    /// Why contact had to rest.
    pub reasons: Vec<Reason>,
}

/// A pairing as lists show it.
#[derive(Clone, Debug)]
pub struct Card {
    pub pairing: Pairing,
    pub mentor_name: String,
    pub psychologist_name: String,
    pub reference: crate::mentoring::referrals::model::Reference,
    pub alias: String,
    pub eligible_since: Option<Instant>,
}
