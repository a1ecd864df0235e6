//! Pairings over HTTP, for staff, from the question to the end.

use actix_web::web::Json;
use actix_web::{post, put};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::desk::shown;
use crate::access::action::{EndPairing, PausePairing, RecordPicConsent, RequestConsents};
use crate::base::text::{self, Bounds};
use crate::base::{Error, Fault};
use crate::mentoring::pairings::model::{Ending, PairingId, Whose};
use crate::mentoring::pairings::view::PairingView;
use crate::mentoring::pairings::{consents, flow};
use crate::mentoring::referrals;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Routes};

/// Most characters of the shared goals.
const GOALS: Bounds = Bounds::new(1, 500);

/// The routes of pairings under way.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(request_consents)
        .service(record_pic_consent)
        .service(pause_pairing)
        .service(resume_pairing)
        .service(ask_to_go_on)
        .service(record_pic_going_on)
        .service(end_pairing);
}

/// Ask mentor and person; from now on the mentor knows.
#[utoipa::path(operation_id = "requestConsents", tag = "pairings", request_body = AtVersion,
    responses(Guard<RequestConsents>, (status = 200, body = PairingView)))]
#[post("/pairings/{id}/consent-request")]
async fn request_consents(
    guard: Guard<RequestConsents>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<PairingView>> {
    let version = body.version;
    shown(guard, move |tx| flow::request_consents(tx, id, version)).await
}

/// The person's answer on paper, given before a witness.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PicConsentBody {
    given: bool,
    on: NaiveDate,
    /// Code of the language of the paper.
    language: String,
    witness: String,
    /// What the person wants the mentor to know they will work on.
    shared_goals: Option<String>,
    version: i64,
}

/// Record the person's answer, as a psychologist.
#[utoipa::path(operation_id = "recordPicConsent", tag = "pairings", request_body = PicConsentBody,
    responses(Guard<RecordPicConsent>, (status = 200, body = PairingView)))]
#[put("/pairings/{id}/pic-consent")]
async fn record_pic_consent(
    guard: Guard<RecordPicConsent>,
    Path(id): Path<PairingId>,
    Body(body): Body<PicConsentBody>,
) -> Answer<Json<PairingView>> {
    let mut faults: Vec<Fault> = Vec::new();
    let paper = match referrals::body::paper(body.on, body.language, &body.witness) {
        Err(Error::Invalid(found)) => {
            faults.extend(found);
            None
        }
        paper => Some(paper?),
    };
    let goals = body.shared_goals.and_then(|text| text::checked(&text, "sharedGoals", GOALS, &mut faults));
    let Some(paper) = paper.filter(|_| faults.is_empty()) else { return Err(faults.into()) };
    shown(guard, move |tx| consents::pic_answers(tx, id, body.version, body.given, paper, goals)).await
}

/// By whose wish a pairing rests.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PauseBody {
    /// Who asked staff that it rest; `staff` for their own judgement. Whoever it is says yes before it goes on.
    wished_by: Whose,
    version: i64,
}

/// Rest a pairing, as staff, for whoever wishes it.
#[utoipa::path(operation_id = "pausePairing", tag = "pairings", request_body = PauseBody,
    responses(Guard<PausePairing>, (status = 200, body = PairingView)))]
#[post("/pairings/{id}/pause")]
async fn pause_pairing(
    guard: Guard<PausePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<PauseBody>,
) -> Answer<Json<PairingView>> {
    let PauseBody { wished_by, version } = body;
    shown(guard, move |tx| {
        let by = tx.actor().account();
        consents::pause(tx, id, version, by, wished_by)
    })
    .await
}

/// Take up again, as staff, what rests by the word of staff alone.
#[utoipa::path(operation_id = "resumePairing", tag = "pairings", request_body = AtVersion,
    responses(Guard<PausePairing>, (status = 200, body = PairingView)))]
#[post("/pairings/{id}/resumption")]
async fn resume_pairing(
    guard: Guard<PausePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<PairingView>> {
    let version = body.version;
    shown(guard, move |tx| {
        let by = tx.actor().account();
        consents::resume(tx, id, version, by)
    })
    .await
}

/// Ask whoever wanted a pairing to rest whether it may go on; it rests until all of them have said yes.
#[utoipa::path(operation_id = "askPairingToGoOn", tag = "pairings", request_body = AtVersion,
    responses(Guard<PausePairing>, (status = 200, body = PairingView)))]
#[post("/pairings/{id}/resumption-request")]
async fn ask_to_go_on(
    guard: Guard<PausePairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<PairingView>> {
    let version = body.version;
    shown(guard, move |tx| consents::ask_to_go_on(tx, id, version)).await
}

/// What the person says, who wanted the pairing to rest.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PicGoingOnBody {
    /// Whether it may go on.
    goes_on: bool,
    version: i64,
}

/// Record, as a psychologist, whether the person in custody wants the pairing to go on.
#[utoipa::path(operation_id = "recordPicGoingOn", tag = "pairings", request_body = PicGoingOnBody,
    responses(Guard<RecordPicConsent>, (status = 200, body = PairingView)))]
#[put("/pairings/{id}/pic-going-on")]
async fn record_pic_going_on(
    guard: Guard<RecordPicConsent>,
    Path(id): Path<PairingId>,
    Body(body): Body<PicGoingOnBody>,
) -> Answer<Json<PairingView>> {
    let PicGoingOnBody { goes_on, version } = body;
    shown(guard, move |tx| consents::pic_goes_on(tx, id, version, goes_on)).await
}

/// How a pairing ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EndingBody {
    /// `other` when absent.
    reason: Option<Ending>,
    version: i64,
}

/// End a pairing, as staff; mentor and psychologist have their places back.
#[utoipa::path(operation_id = "endPairing", tag = "pairings", request_body = EndingBody,
    responses(Guard<EndPairing>, (status = 200, body = PairingView)))]
#[post("/pairings/{id}/ending")]
async fn end_pairing(
    guard: Guard<EndPairing>,
    Path(id): Path<PairingId>,
    Body(body): Body<EndingBody>,
) -> Answer<Json<PairingView>> {
    let (version, ending) = (body.version, body.reason.unwrap_or(Ending::Other));
    shown(guard, move |tx| flow::end(tx, id, version, ending)).await
}
