//! Requests as they are shown.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::flow::Dossier;
use super::model::{NotesDecision, Request, RequestId, RequestKind, RequestMove, RequestState, RequestWay};
use super::rules::{self, Found};
use crate::access::{AccountId, ReferralId};
use crate::base::{Instant, Language, May};
use crate::rights::copies::model::{CopyPart, Whose};

/// A request as whoever asked reads it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnRequestView {
    #[schema(value_type = String, format = Uuid)]
    id: RequestId,
    kind: RequestKind,
    way: RequestWay,
    asked_on: NaiveDate,
    /// The last day for an answer.
    due_on: NaiveDate,
    state: RequestState,
    /// What they said.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// The answer in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    /// Parts of the copy that are not handed over.
    held_back: Vec<CopyPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_at: Option<Instant>,
    /// Until when the copy can be fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    copy_until: Option<Instant>,
    may: Vec<May<RequestMove>>,
    version: i64,
}

impl OwnRequestView {
    /// As of now.
    #[must_use]
    pub fn of(request: Request, now: Instant) -> Self {
        const OWN: [RequestMove; 2] = [RequestMove::Withdraw, RequestMove::ReadCopy];
        let open = request.state == RequestState::Open;
        let told = |what: RequestMove| {
            let read_early = open && what == RequestMove::ReadCopy;
            May::told(what, rules::may(&request, what, None, &Found::default(), now)).filter(|_| !read_early)
        };
        Self {
            may: OWN.into_iter().filter_map(told).collect(),
            id: request.id,
            kind: request.kind,
            way: request.way,
            asked_on: request.asked_on,
            due_on: rules::due_on(request.asked_on),
            state: request.state,
            copy_until: rules::copy_until(&request),
            decided_at: request.decided.as_ref().map(|decided| decided.at),
            reply: request.decided.and_then(|decided| decided.reply),
            words: request.words,
            held_back: request.held_back,
            version: request.version,
        }
    }
}

/// A psychologist's word about notes.
#[derive(Serialize, ToSchema)]
pub struct NotesView {
    decision: NotesDecision,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    at: Instant,
}

/// A request as those who work on it see it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestView {
    #[schema(value_type = String, format = Uuid)]
    id: RequestId,
    /// A member's code, or the reference of a person in custody.
    code: String,
    /// The preferred name, or the alias of a person in custody.
    name: String,
    /// The file of the person in custody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    referral_id: Option<ReferralId>,
    kind: RequestKind,
    way: RequestWay,
    language: Language,
    asked_on: NaiveDate,
    due_on: NaiveDate,
    /// The day of the clock, of forty.
    day: i64,
    state: RequestState,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// What a psychologist has said of notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<NotesView>,
    /// Whether a psychologist is asked.
    asks_psychologist: bool,
    held_back: Vec<CopyPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided_at: Option<Instant>,
    version: i64,
}

impl RequestView {
    /// As of now.
    #[must_use]
    pub fn of(request: Request, now: Instant) -> Self {
        Self {
            id: request.id,
            code: request.code,
            name: request.name,
            referral_id: match request.whose {
                Whose::Referral(referral) => Some(referral),
                Whose::Account(_) => None,
            },
            kind: request.kind,
            way: request.way,
            language: request.language,
            asked_on: request.asked_on,
            due_on: rules::due_on(request.asked_on),
            day: rules::day(request.asked_on, now.day()),
            state: request.state,
            words: request.words,
            asks_psychologist: request.psychologist.is_some(),
            notes: request.notes.map(|notes| NotesView {
                decision: notes.decision,
                reason: notes.reason,
                at: notes.at,
            }),
            held_back: request.held_back,
            decided_at: request.decided.as_ref().map(|decided| decided.at),
            reply: request.decided.and_then(|decided| decided.reply),
            version: request.version,
        }
    }
}

/// How much was found in one part.
#[derive(Serialize, ToSchema)]
pub struct FoundView {
    part: CopyPart,
    rows: usize,
}

/// A request with what was found.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RequestDossier {
    #[serde(flatten)]
    request: RequestView,
    /// What a copy would hold, part by part.
    found: Vec<FoundView>,
    /// Who says whether notes are handed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    psychologist: Option<String>,
    may: Vec<May<RequestMove>>,
}

impl RequestDossier {
    /// As of now, for a reader.
    #[must_use]
    pub fn of(dossier: Dossier, reader: Option<AccountId>, now: Instant) -> Self {
        let found = &dossier.found;
        let told =
            |what: RequestMove| May::told(what, rules::may(&dossier.request, what, reader, found, now));
        Self {
            may: RequestMove::ALL
                .iter()
                .copied()
                .filter(|what| *what != RequestMove::Withdraw)
                .filter(|what| *what != RequestMove::ReadCopy || dossier.reads_copy)
                .filter_map(told)
                .collect(),
            found: dossier
                .parts
                .iter()
                .map(|one| FoundView { part: one.part, rows: one.rows.len() })
                .collect(),
            psychologist: dossier.psychologist,
            request: RequestView::of(dossier.request, now),
        }
    }
}

/// What somebody said is wrong, beside the file.
#[derive(Serialize, ToSchema)]
pub struct StatementView {
    on: NaiveDate,
    words: String,
}

impl StatementView {
    /// Of a correction that was refused; `None` where its words were erased.
    #[must_use]
    pub fn of(request: Request) -> Option<Self> {
        request.words.map(|words| Self { on: request.asked_on, words })
    }
}
