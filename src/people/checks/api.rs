//! Record checks over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{Check, CheckId, CheckKind, Sighting};
use crate::access::AccountId;
use crate::access::action::{RecordCheck, SeeChecks};
use crate::base::Page;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of record checks.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(record).service(list).service(withdraw);
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckBody {
    kind: CheckKind,
    seen_on: NaiveDate,
    /// The last day on which it counts; needed for a Sexual Conviction Record Check, at most 36 months on.
    valid_to: Option<NaiveDate>,
    /// The centre that works with the person from now on; needed when none does and the caller coordinates several.
    centre: Option<String>,
}

/// A check that a person has passed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    id: CheckId,
    kind: CheckKind,
    seen_on: NaiveDate,
    valid_to: Option<NaiveDate>,
    /// The preferred name of whoever saw it.
    seen_by: Option<String>,
    /// Since when it counts no longer, because it was recorded wrongly or is valid no more.
    withdrawn_on: Option<NaiveDate>,
}

impl From<Check> for CheckView {
    fn from(check: Check) -> Self {
        Self {
            id: check.id,
            kind: check.sighting.kind,
            seen_on: check.sighting.seen_on,
            valid_to: check.sighting.valid_to,
            seen_by: check.seen_by_name,
            withdrawn_on: check.withdrawn.map(|withdrawal| withdrawal.on),
        }
    }
}

/// Record that a person has passed a check.
#[utoipa::path(operation_id = "recordCheck", tag = "checks", request_body = CheckBody,
    responses(Guard<RecordCheck>, (status = 201, body = CheckView)))]
#[post("/people/{id}/checks")]
pub async fn record(
    guard: Guard<RecordCheck>,
    Path(id): Path<AccountId>,
    Body(body): Body<CheckBody>,
) -> Answer<HttpResponse> {
    let sighting = Sighting { kind: body.kind, seen_on: body.seen_on, valid_to: body.valid_to };
    guard.create::<Check, _>(move |tx| flow::record(tx, id, sighting, body.centre).map(CheckView::from)).await
}

/// Every check that a person has passed.
#[utoipa::path(operation_id = "listChecks", tag = "checks",
    responses(Guard<SeeChecks>, (status = 200, body = Page<CheckView>)))]
#[get("/people/{id}/checks")]
pub async fn list(guard: Guard<SeeChecks>, Path(id): Path<AccountId>) -> Answer<Json<Page<CheckView>>> {
    let checks = guard.read(move |tx| flow::list(tx, id)).await?;
    Ok(Json(Page::whole(checks).map(CheckView::from)))
}

/// Say that a check counts no longer: it was recorded wrongly, or is valid no more.
///
/// What rests on it is judged anew at once; bookings keep their places.
#[utoipa::path(operation_id = "withdrawCheck", tag = "checks",
    responses(Guard<RecordCheck>, (status = 200, body = CheckView)))]
#[post("/checks/{id}/withdrawal")]
pub async fn withdraw(guard: Guard<RecordCheck>, Path(id): Path<CheckId>) -> Answer<Json<CheckView>> {
    let check = guard.write(move |tx| flow::withdraw(tx, id)).await?;
    Ok(Json(check.into()))
}
