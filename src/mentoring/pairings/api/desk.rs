//! Pairings over HTTP, for staff, up to the approval.

use actix_web::web::Json;
use actix_web::{delete, get, put};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::action::{ApprovePairing, EndorsePairing, ListPairings, ReadPairing, RefusePairing};
use crate::access::{AccountId, Named};
use crate::base::page::Ask;
use crate::base::text::{self, Bounds};
use crate::base::{Error, FaultCode, Instant, Page, Result};
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::cards::Filter;
use crate::mentoring::pairings::model::{Card, Pairing, PairingId, PairingState, RoundId};
use crate::mentoring::pairings::view::PairingView;
use crate::mentoring::pairings::{flow, gather};
use crate::mentoring::referrals::model::Reference;
use crate::tx::Tx;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// Most characters of a reason.
const REASON: Bounds = Bounds::new(1, 500);

/// The routes of pairings for staff.
pub fn routes(routes: &mut Routes<'_, '_>) {
    // The fixed word must be asked before the ids.
    routes
        .service(list_pairings)
        .service(count_pairings)
        .service(read_pairing)
        .service(endorse_pairing)
        .service(approve_pairing)
        .service(undo_pairing_approval)
        .service(refuse_pairing)
        .service(undo_pairing_refusal);
}

/// A pairing in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PairingLine {
    id: PairingId,
    state: PairingState,
    mentor: LineMentor,
    pic: LinePic,
    psychologist: LinePsychologist,
    since: Instant,
    /// When it lapses if nobody moves it.
    lapses_at: Option<Instant>,
    waiting_days: Option<i64>,
    points: Option<i64>,
    round_id: Option<RoundId>,
    /// Whether it waits for the caller's word as a psychologist.
    awaits_you: bool,
    version: i64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LineMentor {
    id: MentorId,
    preferred_name: String,
}

#[derive(Serialize, ToSchema)]
struct LinePic {
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
}

#[derive(Serialize, ToSchema)]
struct LinePsychologist {
    id: AccountId,
    name: String,
}

impl PairingLine {
    fn of(card: Card, today: NaiveDate, reader: Option<AccountId>) -> Self {
        let waiting_days = card.eligible_since.map(|since| (today - since.day()).num_days().max(0));
        Self {
            id: card.pairing.id,
            state: card.pairing.state,
            mentor: LineMentor { id: card.pairing.mentor, preferred_name: card.mentor_name },
            pic: LinePic { reference: card.reference, alias: card.alias },
            psychologist: LinePsychologist { id: card.pairing.psychologist, name: card.psychologist_name },
            since: card.pairing.since,
            lapses_at: card.pairing.lapses_at,
            waiting_days,
            points: card.pairing.points,
            round_id: card.pairing.round,
            awaits_you: reader.is_some_and(|reader| card.pairing.awaits(reader)),
            version: card.pairing.version,
        }
    }
}

/// Which pairings to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct PairingsAsk {
    /// States, separated by commas; all when absent.
    state: Option<String>,
    /// Only those that this round proposed.
    round: Option<RoundId>,
    limit: Option<i64>,
    after: Option<String>,
}

/// The caller's pairings.
///
/// A psychologist sees their own, a coordinator those of the centre. Where only states are asked for in which somebody is
/// waited for, the next to lapse comes first; else the latest change.
#[utoipa::path(operation_id = "listPairings", tag = "pairings", params(PairingsAsk),
    responses(Guard<ListPairings>, (status = 200, body = Page<PairingLine>)))]
#[get("/pairings")]
async fn list_pairings(
    guard: Guard<ListPairings>,
    Query(query): Query<PairingsAsk>,
) -> Answer<Json<Page<PairingLine>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let word = |word| PairingState::parse(word).ok_or(Error::invalid("state", FaultCode::UnknownCode));
    let words = query.state.as_deref().into_iter().flat_map(|words| words.split(','));
    let states = words.map(word).collect::<Result<Vec<_>>>()?;
    let page = guard
        .read(move |tx| {
            let filter = Filter { states, round: query.round, ..Filter::of(tx) };
            let page = flow::list(tx, &filter, ask)?;
            let today = tx.today();
            let reader = tx.actor().account();
            Ok(page.map(|card| PairingLine::of(card, today, reader)))
        })
        .await?;
    Ok(Json(page))
}

/// How many proposals wait.
#[derive(Serialize, ToSchema)]
struct PairingCounts {
    /// For the caller's word: a coordinator's decision, a psychologist's endorsement.
    waiting: i64,
}

/// How many proposals wait for the caller, for the side of the desk.
#[utoipa::path(operation_id = "countPairings", tag = "pairings",
    responses(Guard<ListPairings>, (status = 200, body = PairingCounts)))]
#[get("/pairings/counts")]
async fn count_pairings(guard: Guard<ListPairings>) -> Answer<Json<PairingCounts>> {
    let waiting = guard.read(flow::waiting).await?;
    Ok(Json(PairingCounts { waiting }))
}

/// One pairing, mentor and person side by side.
///
/// Reading it is written to the audit log.
#[utoipa::path(operation_id = "readPairing", tag = "pairings",
    responses(Guard<ReadPairing>, (status = 200, body = PairingView)))]
#[get("/pairings/{id}")]
async fn read_pairing(guard: Guard<ReadPairing>, Path(id): Path<PairingId>) -> Answer<Json<PairingView>> {
    shown(guard, move |tx| gather::read(tx, id)).await
}

/// Runs a command and shows the pairing after it.
pub async fn shown<A: Named>(
    guard: Guard<A>,
    command: impl FnOnce(&mut Tx<'_>) -> Result<Pairing> + Send + 'static,
) -> Answer<Json<PairingView>> {
    let done = guard
        .write(move |tx| {
            let pairing = command(tx)?;
            gather::dossier(tx, pairing)
        })
        .await?;
    Ok(Json(done.into()))
}

fn reason(text: Option<&str>) -> Result<String> {
    let mut faults = Vec::new();
    match text::checked(text.unwrap_or_default(), "reason", REASON, &mut faults) {
        Some(text) => Ok(text),
        None => Err(faults.into()),
    }
}

/// A psychologist's word; a no needs its reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndorsementBody {
    endorse: bool,
    reason: Option<String>,
    version: i64,
}

/// Stand behind a pairing as its psychologist, or not.
#[utoipa::path(operation_id = "endorsePairing", tag = "pairings", request_body = EndorsementBody,
    responses(Guard<EndorsePairing>, (status = 200, body = PairingView)))]
#[put("/pairings/{id}/endorsement")]
async fn endorse_pairing(
    guard: Guard<EndorsePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<EndorsementBody>,
) -> Answer<Json<PairingView>> {
    let reason = match (body.endorse, &body.reason) {
        (true, None) => None,
        (_, text) => Some(reason(text.as_deref())?),
    };
    shown(guard, move |tx| {
        let by = tx.account()?;
        flow::endorse(tx, id, body.version, by, body.endorse, reason)
    })
    .await
}

/// Approve a pairing as a coordinator; nobody is told yet.
#[utoipa::path(operation_id = "approvePairing", tag = "pairings", request_body = AtVersion,
    responses(Guard<ApprovePairing>, (status = 200, body = PairingView)))]
#[put("/pairings/{id}/approval")]
async fn approve_pairing(
    guard: Guard<ApprovePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<PairingView>> {
    let version = body.version;
    shown(guard, move |tx| flow::approve(tx, id, version)).await
}

/// Take the approval back.
#[utoipa::path(operation_id = "undoPairingApproval", tag = "pairings", params(AtVersion),
    responses(Guard<ApprovePairing>, (status = 200, body = PairingView)))]
#[delete("/pairings/{id}/approval")]
async fn undo_pairing_approval(
    guard: Guard<ApprovePairing>,
    Path(id): Path<PairingId>,
    Query(query): Query<AtVersion>,
) -> Answer<Json<PairingView>> {
    let version = query.version;
    shown(guard, move |tx| flow::undo_approval(tx, id, version)).await
}

/// A coordinator's no, with its reason.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RefusalBody {
    reason: String,
    version: i64,
}

/// Refuse a proposal as a coordinator.
#[utoipa::path(operation_id = "refusePairing", tag = "pairings", request_body = RefusalBody,
    responses(Guard<RefusePairing>, (status = 200, body = PairingView)))]
#[put("/pairings/{id}/refusal")]
async fn refuse_pairing(
    guard: Guard<RefusePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<RefusalBody>,
) -> Answer<Json<PairingView>> {
    let (version, reason) = (body.version, reason(Some(&body.reason))?);
    shown(guard, move |tx| flow::refuse(tx, id, version, reason)).await
}

/// Take the refusal back.
#[utoipa::path(operation_id = "undoPairingRefusal", tag = "pairings", params(AtVersion),
    responses(Guard<RefusePairing>, (status = 200, body = PairingView)))]
#[delete("/pairings/{id}/refusal")]
async fn undo_pairing_refusal(
    guard: Guard<RefusePairing>,
    Path(id): Path<PairingId>,
    Query(query): Query<AtVersion>,
) -> Answer<Json<PairingView>> {
    let version = query.version;
    shown(guard, move |tx| flow::undo_refusal(tx, id, version)).await
}
