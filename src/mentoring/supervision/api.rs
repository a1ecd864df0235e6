//! What officers say of supervision and clearances, over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, delete, patch, post, put};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::flow;
use crate::access::HostId;
use crate::access::action::{ChangeSupervisee, DecideClearance, GrantStanding, RegisterSupervisee};
use crate::base::{Error, FaultCode, Result};
use crate::people::supervisees::api::SuperviseeView;
use crate::people::supervisees::model::{Amendment, Registration, SuperviseeId};
use crate::service::clearances::api::{ClearanceView, StandingView};
use crate::service::clearances::model::{ClearanceId, Cover, Decision, Reach, StandingId, StandingKind};
use crate::service::slots::model::Category;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Routes};

/// The routes of what officers say.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(register).service(amend).service(end).service(grant).service(take_back).service(decide);
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuperviseeBody {
    code: String,
    /// The last day under supervision.
    ends_on: NaiveDate,
    /// Whether the order forbids associating with people with records.
    association_condition: bool,
}

/// Register a member whom the caller supervises.
#[utoipa::path(operation_id = "registerSupervisee", tag = "supervision", request_body = SuperviseeBody,
    responses(Guard<RegisterSupervisee>, (status = 201, body = SuperviseeView)))]
#[post("/supervisees")]
pub async fn register(
    guard: Guard<RegisterSupervisee>,
    Body(body): Body<SuperviseeBody>,
) -> Answer<HttpResponse> {
    let registration =
        Registration { ends_on: body.ends_on, association_condition: body.association_condition };
    guard
        .create(move |tx| {
            let officer = tx.account()?;
            flow::register(tx, officer, &body.code, registration).map(SuperviseeView::from)
        })
        .await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentBody {
    ends_on: Option<NaiveDate>,
    association_condition: Option<bool>,
    version: i64,
}

/// Change the last day or the condition.
#[utoipa::path(operation_id = "amendSupervisee", tag = "supervision", request_body = AmendmentBody,
    responses(Guard<ChangeSupervisee>, (status = 200, body = SuperviseeView)))]
#[patch("/supervisees/{id}")]
pub async fn amend(
    guard: Guard<ChangeSupervisee>,
    Path(id): Path<SuperviseeId>,
    Body(body): Body<AmendmentBody>,
) -> Answer<Json<SuperviseeView>> {
    let amendment = Amendment {
        ends_on: body.ends_on,
        association_condition: body.association_condition,
        version: body.version,
    };
    let card = guard.write(move |tx| flow::amend(tx, id, amendment)).await?;
    Ok(Json(card.into()))
}

/// End a supervision.
#[utoipa::path(operation_id = "endSupervision", tag = "supervision", request_body = AtVersion,
    responses(Guard<ChangeSupervisee>, (status = 200, body = SuperviseeView)))]
#[post("/supervisees/{id}/ending")]
pub async fn end(
    guard: Guard<ChangeSupervisee>,
    Path(id): Path<SuperviseeId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<SuperviseeView>> {
    let card = guard.write(move |tx| flow::end(tx, id, body.version)).await?;
    Ok(Json(card.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandingBody {
    kind: StandingKind,
    /// Needed for a host.
    host_id: Option<HostId>,
    /// Needed for a category.
    category: Option<Category>,
    /// The last day for which it counts, at most a year ahead.
    until: NaiveDate,
}

impl StandingBody {
    fn cover(&self) -> Result<Cover> {
        match (self.kind, self.host_id, self.category) {
            (StandingKind::Host, Some(host), None) => Ok(Cover::Host(host)),
            (StandingKind::Host, None, _) => Err(Error::invalid("hostId", FaultCode::Required)),
            (StandingKind::Category, None, Some(category)) => Ok(Cover::Category(category)),
            (StandingKind::Category, _, None) => Err(Error::invalid("category", FaultCode::Required)),
            (StandingKind::Mentoring, None, None) => Ok(Cover::Mentoring),
            (_, Some(_), _) => Err(Error::invalid("hostId", FaultCode::UnknownField)),
            (_, None, Some(_)) => Err(Error::invalid("category", FaultCode::UnknownField)),
        }
    }
}

/// Clear a host, a category of openings, or mentoring for a supervisee until a day.
#[utoipa::path(operation_id = "grantStandingClearance", tag = "clearances", request_body = StandingBody,
    responses(Guard<GrantStanding>, (status = 201, body = StandingView)))]
#[post("/supervisees/{id}/standing-clearances")]
pub async fn grant(
    guard: Guard<GrantStanding>,
    Path(id): Path<SuperviseeId>,
    Body(body): Body<StandingBody>,
) -> Answer<HttpResponse> {
    let cover = body.cover()?;
    guard.create(move |tx| flow::grant(tx, id, cover, body.until).map(StandingView::from)).await
}

/// Take a standing clearance back.
///
/// What was booked on it stays, a mentor's contact rests.
#[utoipa::path(operation_id = "revokeStandingClearance", tag = "clearances",
    responses(Guard<GrantStanding>, (status = 204)))]
#[delete("/standing-clearances/{id}")]
pub async fn take_back(guard: Guard<GrantStanding>, Path(id): Path<StandingId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::take_back(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionBody {
    cleared: bool,
    /// A no covers the booking alone.
    cover: Reach,
    /// The last day for which a host or a category is cleared, at most a year ahead.
    until: Option<NaiveDate>,
    version: i64,
}

/// Clear or decline a booking; a yes may cover its host or its category from now on.
#[utoipa::path(operation_id = "decideClearance", tag = "clearances", request_body = DecisionBody,
    responses(Guard<DecideClearance>, (status = 200, body = ClearanceView)))]
#[put("/clearances/{id}/decision")]
pub async fn decide(
    guard: Guard<DecideClearance>,
    Path(id): Path<ClearanceId>,
    Body(body): Body<DecisionBody>,
) -> Answer<Json<ClearanceView>> {
    let decision =
        Decision { cleared: body.cleared, reach: body.cover, until: body.until, version: body.version };
    let request = guard.write(move |tx| flow::decide(tx, id, decision)).await?;
    Ok(Json(request.into()))
}
