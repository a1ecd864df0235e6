//! Reopenings over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{Reopening, ReopeningId, ReopeningMove, ReopeningState};
use super::rules;
use crate::access::AccountId;
use crate::access::action::{ConfirmReopening, ReopenFactors, SeeReopening};
use crate::base::{Instant, May};
use crate::people::accounts::rules as account_rules;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of reopenings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(ask).service(confirm).service(withdraw);
}

/// Somebody who has lost every second factor, and for whom an admin has spoken.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReopeningView {
    #[schema(value_type = String, format = Uuid)]
    id: ReopeningId,
    preferred_name: String,
    state: ReopeningState,
    asked_at: Instant,
    /// Until when it waits for the second word.
    ends_at: Instant,
    may: Vec<May<ReopeningMove>>,
}

fn view(reopening: Reopening, reader: Option<AccountId>, now: Instant) -> ReopeningView {
    let told = |what| May::told(what, rules::may(&reopening, what, reader, now));
    ReopeningView {
        may: ReopeningMove::ALL.iter().copied().filter_map(told).collect(),
        id: reopening.id,
        state: reopening.state(now),
        preferred_name: reopening.preferred_name,
        asked_at: reopening.asked_at,
        ends_at: reopening.ends_at,
    }
}

/// What waits for a second word.
#[derive(Serialize, ToSchema)]
pub struct ReopeningList {
    items: Vec<ReopeningView>,
}

/// People for whom a second word is asked, as far as the caller works with them: colleagues, members of their centre.
#[utoipa::path(operation_id = "listReopenings", tag = "factors",
    responses(Guard<SeeReopening>, (status = 200, body = ReopeningList)))]
#[get("/factor-reopenings")]
pub async fn list(guard: Guard<SeeReopening>) -> Answer<Json<ReopeningList>> {
    let rows = guard.read(flow::open).await?;
    let (reader, now) = (guard.actor().account(), guard.now());
    Ok(Json(ReopeningList { items: rows.into_iter().map(|row| view(row, reader, now)).collect() }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReopeningBody {
    /// The address of their account.
    email: String,
}

/// Ask for somebody's enrolment to be reopened, who has lost every second factor.
///
/// Nothing happens before somebody else who knows the person has confirmed it, within 24 hours.
#[utoipa::path(operation_id = "askReopening", tag = "factors", request_body = ReopeningBody,
    responses(Guard<ReopenFactors>, (status = 201, body = ReopeningView)))]
#[post("/factor-reopenings")]
pub async fn ask(guard: Guard<ReopenFactors>, Body(body): Body<ReopeningBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let email = account_rules::check_email(&body.email, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let reader = guard.actor().account();
    let asked = guard.create::<Reopening, _>(move |tx| {
        let reopening = flow::ask(tx, &email)?;
        Ok(view(reopening, reader, tx.now))
    });
    guard.naming(asked).await
}

/// Say the second word: the person's second factors are gone, their sign-ins end, and all admins are told.
#[utoipa::path(operation_id = "confirmReopening", tag = "factors", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ConfirmReopening>, (status = 204)))]
#[post("/factor-reopenings/{id}/confirmation")]
pub async fn confirm(guard: Guard<ConfirmReopening>, Path(id): Path<ReopeningId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::confirm(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a reopening back.
#[utoipa::path(operation_id = "withdrawReopening", tag = "factors", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ReopenFactors>, (status = 204)))]
#[delete("/factor-reopenings/{id}")]
pub async fn withdraw(guard: Guard<ReopenFactors>, Path(id): Path<ReopeningId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::withdraw(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
