//! Pairings over HTTP, for the mentor: nothing before consents are asked for, alias and goals once it is active.

use actix_web::web::Json;
use actix_web::{delete, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access::action::{ConsentToPairing, ListOwnPairings, PausePairing, SeeNotice};
use crate::access::{AccountId, Named};
use crate::base::{Instant, May, Page, Result};
use crate::mentoring::pairings::gather::Own;
use crate::mentoring::pairings::model::{
    Consent, Pairing, PairingId, PairingMove, PairingNotice, PairingState, Whose,
};
use crate::mentoring::pairings::{consents, gather};
use crate::mentoring::referrals::model::Focus;
use crate::tx::Tx;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of a mentor's own pairings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(own_pairings)
        .service(own_consent)
        .service(own_yes_back)
        .service(own_pause)
        .service(own_resumption)
        .service(own_longer_pause)
        .service(own_notice_seen);
}

/// A pairing as its mentor sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OwnPairing {
    id: PairingId,
    state: PairingState,
    since: Instant,
    psychologist_name: String,
    /// What the person wants it to be about.
    focus: Option<Focus>,
    /// The mentor's own answer.
    consent: Consent,
    /// Once it is active; not while staff have paused it.
    alias: Option<String>,
    /// Once it is active; not while staff have paused it.
    shared_goals: Option<String>,
    /// The latest that others changed of it; `see` among what the mentor may do tells that they have not seen it.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<PairingNotice>,
    may: Vec<May<PairingMove>>,
    version: i64,
}

impl From<Own> for OwnPairing {
    fn from(Own { pairing, referral, psychologist, may }: Own) -> Self {
        use PairingState as S;
        // While staff have stopped the contact, nothing of the person is shown.
        let shown = matches!(pairing.state, S::Active | S::Closed)
            || (pairing.state == S::Paused && !pairing.rest.pic && !pairing.rest.staff);
        let met = shown && pairing.mentor_consent == Consent::Given && pairing.pic_consent == Consent::Given;
        Self {
            id: pairing.id,
            state: pairing.state,
            since: pairing.since,
            psychologist_name: psychologist,
            focus: referral.facts.focus,
            consent: pairing.mentor_consent,
            alias: met.then_some(referral.alias),
            shared_goals: pairing.shared_goals.filter(|_| met),
            notice: pairing.told.map(|told| told.notice),
            may,
            version: pairing.version,
        }
    }
}

/// Runs a command of the mentor's and shows the pairing after it.
async fn changed<A: Named>(
    guard: Guard<A>,
    command: impl FnOnce(&mut Tx<'_>, AccountId) -> Result<Pairing> + Send + 'static,
) -> Answer<Json<OwnPairing>> {
    let done = guard
        .write(move |tx| {
            let mentor = tx.account()?;
            let pairing = command(tx, mentor)?;
            gather::own(tx, pairing)
        })
        .await?;
    Ok(Json(done.into()))
}

/// The pairings that the caller, a mentor, was asked for or is in; the latest first.
#[utoipa::path(operation_id = "listOwnPairings", tag = "pairings",
    responses(Guard<ListOwnPairings>, (status = 200, body = Page<OwnPairing>)))]
#[get("/me/pairings")]
async fn own_pairings(guard: Guard<ListOwnPairings>) -> Answer<Json<Page<OwnPairing>>> {
    let items = guard.read(gather::all_own).await?;
    Ok(Json(Page::whole(items.into_iter().map(OwnPairing::from).collect())))
}

/// The mentor's answer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnConsentBody {
    given: bool,
    version: i64,
}

/// Say yes or no to a pairing as its mentor; nobody asks why.
#[utoipa::path(operation_id = "answerOwnPairing", tag = "pairings", request_body = OwnConsentBody,
    responses(Guard<ConsentToPairing>, (status = 200, body = OwnPairing)))]
#[put("/me/pairings/{id}/consent")]
async fn own_consent(
    guard: Guard<ConsentToPairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<OwnConsentBody>,
) -> Answer<Json<OwnPairing>> {
    let OwnConsentBody { given, version } = body;
    changed(guard, move |tx, mentor| consents::mentor_answers(tx, id, version, mentor, given)).await
}

/// Take back a yes, until the pairing is under way; nobody asks why.
#[utoipa::path(operation_id = "takeOwnYesBack", tag = "pairings", params(AtVersion),
    responses(Guard<ConsentToPairing>, (status = 200, body = OwnPairing)))]
#[delete("/me/pairings/{id}/consent")]
async fn own_yes_back(
    guard: Guard<ConsentToPairing>,
    Path(id): Path<PairingId>,
    Query(query): Query<AtVersion>,
) -> Answer<Json<OwnPairing>> {
    let version = query.version;
    changed(guard, move |tx, mentor| consents::take_yes_back(tx, id, version, mentor)).await
}

/// Rest a pairing as its mentor; no reason is needed.
#[utoipa::path(operation_id = "pauseOwnPairing", tag = "pairings", request_body = AtVersion,
    responses(Guard<PausePairing>, (status = 200, body = OwnPairing)))]
#[post("/me/pairings/{id}/pause")]
async fn own_pause(
    guard: Guard<PausePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<OwnPairing>> {
    let version = body.version;
    changed(guard, move |tx, mentor| consents::pause(tx, id, version, Some(mentor), Whose::Mentor)).await
}

/// Take up again what one paused as a mentor, asked or by oneself.
#[utoipa::path(operation_id = "resumeOwnPairing", tag = "pairings", request_body = AtVersion,
    responses(Guard<PausePairing>, (status = 200, body = OwnPairing)))]
#[post("/me/pairings/{id}/resumption")]
async fn own_resumption(
    guard: Guard<PausePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<OwnPairing>> {
    let version = body.version;
    changed(guard, move |tx, mentor| consents::resume(tx, id, version, Some(mentor))).await
}

/// Say "not yet" when staff ask whether a pairing may go on; nobody asks why.
#[utoipa::path(operation_id = "keepOwnPairingPaused", tag = "pairings", request_body = AtVersion,
    responses(Guard<PausePairing>, (status = 200, body = OwnPairing)))]
#[post("/me/pairings/{id}/longer-pause")]
async fn own_longer_pause(
    guard: Guard<PausePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<OwnPairing>> {
    let version = body.version;
    changed(guard, move |tx, mentor| consents::not_yet(tx, id, version, mentor)).await
}

/// Say that the caller has seen what others changed of a pairing that they are the mentor of.
#[utoipa::path(operation_id = "seeOwnPairingNotice", tag = "pairings", request_body = AtVersion,
    responses(Guard<SeeNotice>, (status = 200, body = OwnPairing)))]
#[put("/me/pairings/{id}/notice")]
async fn own_notice_seen(
    guard: Guard<SeeNotice>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<OwnPairing>> {
    let version = body.version;
    changed(guard, move |tx, _| consents::see(tx, id, version)).await
}
