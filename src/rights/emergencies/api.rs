//! Emergency accesses over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{Cause, Named, Verdict};
use super::rules::{self, Asked};
use super::view::{Asking, EmergencyFile, EmergencyView};
use crate::access::EmergencyId;
use crate::access::action::{EndEmergency, ListEmergencies, OpenEmergency, ReviewEmergency, SeeEmergency};
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of emergency accesses.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(open).service(list).service(one).service(end).service(review);
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EmergencyBody {
    /// The code of a member who has a mentor's file, or the reference of a person in custody.
    code: String,
    cause: Cause,
    /// 20 to 1000 characters, for whoever reviews it.
    reason: String,
}

/// Open the file of one person in an emergency, for 60 minutes.
///
/// It counts at once. Whoever it is about is told, and so are those who work with a person in custody, and the privacy
/// officers, who review it.
#[utoipa::path(operation_id = "openEmergency", tag = "rights", request_body = EmergencyBody,
    responses(Guard<OpenEmergency>, (status = 201, body = EmergencyView)))]
#[post("/emergencies")]
async fn open(guard: Guard<OpenEmergency>, Body(body): Body<EmergencyBody>) -> Answer<HttpResponse> {
    let asked = Asked::checked(body.code, body.cause, &body.reason)?;
    let asking = Asking::of(guard.actor(), guard.now());
    let opened = guard.create::<Named, _>(move |tx| {
        let named = flow::open(tx, asked)?;
        Ok(EmergencyView::of(named, Asking { now: tx.now, ..asking }))
    });
    guard.naming(opened).await
}

/// Emergency accesses.
#[derive(Serialize, ToSchema)]
struct EmergencyList {
    items: Vec<EmergencyView>,
}

/// The emergency accesses that the caller may know of: those that wait for their review, the oldest first; then the others,
/// the latest review first.
///
/// A psychologist sees their own and those for people whom they accompany, a privacy officer all.
#[utoipa::path(operation_id = "listEmergencies", tag = "rights",
    responses(Guard<ListEmergencies>, (status = 200, body = EmergencyList)))]
#[get("/emergencies")]
async fn list(guard: Guard<ListEmergencies>) -> Answer<Json<EmergencyList>> {
    let asking = Asking::of(guard.actor(), guard.now());
    let rows = guard.read(flow::list).await?;
    Ok(Json(EmergencyList { items: rows.into_iter().map(|row| EmergencyView::of(row, asking)).collect() }))
}

/// One emergency access: for its reader with where the file is, for a privacy officer with what was read.
#[utoipa::path(operation_id = "readEmergency", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<SeeEmergency>, (status = 200, body = EmergencyFile)))]
#[get("/emergencies/{id}")]
async fn one(guard: Guard<SeeEmergency>, Path(id): Path<EmergencyId>) -> Answer<Json<EmergencyFile>> {
    let asking = Asking::of(guard.actor(), guard.now());
    let shown = guard.read(move |tx| flow::one(tx, id)).await?;
    Ok(Json(EmergencyFile::of(shown, asking)))
}

/// End an emergency access before its time: nothing more is read by it.
#[utoipa::path(operation_id = "endEmergency", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<EndEmergency>, (status = 204)))]
#[post("/emergencies/{id}/end")]
async fn end(guard: Guard<EndEmergency>, Path(id): Path<EmergencyId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::end(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviewBody {
    verdict: Verdict,
    /// 20 to 1000 characters where it was not justified; else nothing needs to be said.
    note: Option<String>,
}

/// Say, as somebody else than its reader, whether an emergency access was justified.
#[utoipa::path(operation_id = "reviewEmergency", tag = "rights", request_body = ReviewBody,
    params(("id" = String, Path, format = Uuid)), responses(Guard<ReviewEmergency>, (status = 204)))]
#[post("/emergencies/{id}/review")]
async fn review(
    guard: Guard<ReviewEmergency>,
    Path(id): Path<EmergencyId>,
    Body(body): Body<ReviewBody>,
) -> Answer<HttpResponse> {
    let note = rules::note(body.verdict, body.note.as_deref())?;
    guard.write(move |tx| flow::review(tx, id, body.verdict, note)).await?;
    Ok(HttpResponse::NoContent().finish())
}
