//! The log of breaches over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::flow;
use super::model::{Breach, BreachId, BreachStep, StepOutcome};
use super::view::{BreachView, TouchedPeople};
use crate::access::action::{RecordBreach, SeeBreach, TraceBreach};
use crate::base::page::Ask;
use crate::base::text::{Bounds, checked};
use crate::base::{Error, Fault, FaultCode, Instant, Page};
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of breaches.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(enter).service(read).service(note).service(touched);
}

/// What was found, or done, so that whoever reads it later understands it.
const NOTE: Bounds = Bounds::new(10, 4000);

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct BreachesAsk {
    limit: Option<i64>,
    after: Option<String>,
}

/// The log of breaches, the latest first.
#[utoipa::path(operation_id = "listBreaches", tag = "rights", params(BreachesAsk),
    responses(Guard<SeeBreach>, (status = 200, body = Page<BreachView>)))]
#[get("/breaches")]
async fn list(guard: Guard<SeeBreach>, Query(query): Query<BreachesAsk>) -> Answer<Json<Page<BreachView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    Ok(Json(guard.read(move |tx| flow::list(tx, ask)).await?.map(BreachView::of)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BreachBody {
    /// When it was found.
    found_at: Instant,
    /// What happened, without anybody's name.
    what: String,
}

/// Enter a breach: what happened, without anybody's name.
#[utoipa::path(operation_id = "enterBreach", tag = "rights", request_body = BreachBody,
    responses(Guard<RecordBreach>, (status = 201, body = BreachView)))]
#[post("/breaches")]
async fn enter(guard: Guard<RecordBreach>, Body(body): Body<BreachBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let what = checked(&body.what, "what", NOTE, &mut faults);
    let Some(what) = what else { return Err(Error::Invalid(faults).into()) };
    let made = guard.create::<Breach, _>(move |tx| {
        let breach = flow::enter(tx, body.found_at, what)?;
        Ok(BreachView::of(flow::named(tx, breach)?))
    });
    guard.naming(made).await
}

/// One breach with its steps.
#[utoipa::path(operation_id = "readBreach", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<SeeBreach>, (status = 200, body = BreachView)))]
#[get("/breaches/{id}")]
async fn read(guard: Guard<SeeBreach>, Path(id): Path<BreachId>) -> Answer<Json<BreachView>> {
    Ok(Json(BreachView::of(guard.read(move |tx| flow::read(tx, id)).await?)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StepBody {
    step: BreachStep,
    outcome: StepOutcome,
    /// What was done or found, or why it need not be, without anybody's name.
    note: String,
}

/// Note a step of a breach.
#[utoipa::path(operation_id = "noteBreachStep", tag = "rights", request_body = StepBody,
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<RecordBreach>, (status = 200, body = BreachView)))]
#[post("/breaches/{id}/steps")]
async fn note(
    guard: Guard<RecordBreach>,
    Path(id): Path<BreachId>,
    Body(body): Body<StepBody>,
) -> Answer<Json<BreachView>> {
    let mut faults = Vec::new();
    let text = checked(&body.note, "note", NOTE, &mut faults);
    let Some(text) = text else { return Err(Error::Invalid(faults).into()) };
    let step = (body.step, body.outcome);
    Ok(Json(BreachView::of(guard.write(move |tx| flow::note(tx, id, step, text)).await?)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TouchedBody {
    /// The address of the account whose looks are asked for.
    email: String,
    from: Instant,
    until: Instant,
}

/// Find whose data an account has seen in a time: who may have to be told.
#[utoipa::path(operation_id = "traceBreach", tag = "rights", request_body = TouchedBody,
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<TraceBreach>, (status = 200, body = TouchedPeople)))]
#[post("/breaches/{id}/touched")]
async fn touched(
    guard: Guard<TraceBreach>,
    Path(id): Path<BreachId>,
    Body(body): Body<TouchedBody>,
) -> Answer<Json<TouchedPeople>> {
    if body.until < body.from {
        return Err(Error::Invalid(vec![Fault::new("until", FaultCode::OutOfRange)]).into());
    }
    let during = (body.from, body.until);
    let found = guard.read(move |tx| flow::touched(tx, id, &body.email, during)).await?;
    Ok(Json(TouchedPeople::of(found)))
}
