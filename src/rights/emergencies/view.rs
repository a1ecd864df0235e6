//! Emergency accesses as JSON.

use serde::Serialize;
use utoipa::ToSchema;

use super::flow::{OneSide, Shown};
use super::model::{Cause, EmergencyMove, EmergencyState, Named, Verdict, Whom};
use super::rules;
use crate::access::{AccountId, EmergencyId, MentorId, ReferralId, Role, Seen};
use crate::base::{Instant, May};
use crate::mentoring::pairings::model::{PairingId, PairingState};

/// An emergency access: the file of one person, open for an hour.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmergencyView {
    #[schema(value_type = String, format = Uuid)]
    id: EmergencyId,
    /// The member's code or the referral's reference.
    code: String,
    cause: Cause,
    state: EmergencyState,
    opened_at: Instant,
    /// When it ended, or ends.
    ends_at: Instant,
    /// By when it is to be reviewed.
    review_by: Instant,
    /// Whether the caller opened it.
    own: bool,
    /// The preferred name of whoever opened it.
    reader: String,
    /// The code of the centre for which they work.
    centre: Option<String>,
    /// The referral of the person in custody whom the caller accompanies, to print who looked.
    #[schema(value_type = Option<String>, format = Uuid)]
    #[serde(skip_serializing_if = "Option::is_none")]
    accompanies: Option<ReferralId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
    may: Vec<May<EmergencyMove>>,
}

/// One emergency access, with what belongs to its reader or its reviewer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EmergencyFile {
    emergency: EmergencyView,
    /// Why it was opened: for whoever opened it, and for a privacy officer.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// What the privacy officer said of it: for the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// Where the file is that is open: for whoever opened it, until it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<FilesView>,
    /// What was read by it: for a privacy officer.
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<Vec<ReadView>>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct FilesView {
    mentor: Option<MentorId>,
    referral: Option<ReferralId>,
    pairings: Vec<OneSideView>,
    /// The address of the account; of a person in custody there is none.
    email: Option<String>,
}

/// A pairing by the side of the one person: of the other it tells nothing.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OneSideView {
    id: PairingId,
    state: PairingState,
    since: Instant,
    /// The preferred name of the psychologist who works with the mentor.
    psychologist: String,
    /// The preferred name of the one who accompanies the person in custody.
    referrer: String,
    /// What the person in custody wishes for it, where the access is for them.
    shared_goals: Option<String>,
}

impl From<OneSide> for OneSideView {
    fn from(OneSide { id, state, since, psychologist, referrer, shared_goals }: OneSide) -> Self {
        Self { id, state, since, psychologist, referrer, shared_goals }
    }
}

/// Something that was read, and when first.
#[derive(Serialize, ToSchema)]
struct ReadView {
    seen: Seen,
    at: Instant,
}

/// Who asks, as what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    pub account: Option<AccountId>,
    pub psychologist: bool,
    pub privacy: bool,
    pub now: Instant,
}

impl Asking {
    /// Whoever calls.
    #[must_use]
    pub fn of(actor: &crate::access::Actor, now: Instant) -> Self {
        Self {
            account: actor.account(),
            psychologist: actor.is(Role::Psychologist),
            privacy: actor.is(Role::Privacy),
            now,
        }
    }
}

impl EmergencyView {
    /// The access, as the caller may see it.
    #[must_use]
    pub fn of(named: Named, asking: Asking) -> Self {
        let Named { emergency, reader, code, accompanied_by } = named;
        let Asking { account, psychologist, privacy, now } = asking;
        let own = account == Some(emergency.reader);
        let theirs = |what: &EmergencyMove| match what {
            EmergencyMove::End => own && psychologist,
            EmergencyMove::Review => privacy,
        };
        let told = |what| May::told(what, rules::may(&emergency, what, account, now));
        let may = EmergencyMove::ALL.iter().copied().filter(theirs).filter_map(told).collect();
        let accompanies = match emergency.whom {
            Whom::InCustody(referral) if psychologist && account == accompanied_by => Some(referral),
            Whom::InCustody(_) | Whom::Mentor(_) => None,
        };
        Self {
            id: emergency.id,
            code,
            cause: emergency.cause,
            state: emergency.state(now),
            opened_at: emergency.opened_at,
            ends_at: emergency.over_at(),
            review_by: rules::due(emergency.opened_at),
            own,
            reader,
            centre: emergency.scope,
            accompanies,
            reviewed_at: emergency.review.as_ref().map(|review| review.at),
            verdict: emergency.review.map(|review| review.verdict),
            may,
        }
    }
}

impl EmergencyFile {
    /// The access with what belongs to the caller.
    #[must_use]
    pub fn of(Shown { named, files, read }: Shown, asking: Asking) -> Self {
        let told = asking.privacy || asking.account == Some(named.emergency.reader);
        let note = named.emergency.review.as_ref().and_then(|review| review.note.clone());
        Self {
            reason: told.then(|| named.emergency.reason.clone()),
            note: note.filter(|_| told),
            emergency: EmergencyView::of(named, asking),
            files: files.map(|files| FilesView {
                mentor: files.mentor,
                referral: files.referral,
                pairings: files.pairings.into_iter().map(OneSideView::from).collect(),
                email: files.email,
            }),
            read: read
                .map(|read| read.into_iter().map(|one| ReadView { seen: one.seen, at: one.at }).collect()),
        }
    }
}
