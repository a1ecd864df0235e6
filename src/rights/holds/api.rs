//! Holds over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{Hold, HoldId, HoldMove};
use super::rules;
use crate::access::action::{PlaceHold, SeeHold};
use crate::base::page::Ask;
use crate::base::text::{Bounds, checked};
use crate::base::{Error, Instant, May, Page};
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of holds.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(place).service(end);
}

/// Why nothing may be erased, so that whoever ends it later knows what it was about.
const REASON: Bounds = Bounds::new(10, 2000);

/// A hold as those who watch over privacy read it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HoldView {
    #[schema(value_type = String, format = Uuid)]
    id: HoldId,
    /// The member's code, or the reference of the person in custody.
    code: String,
    reason: String,
    placed_at: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<Instant>,
    may: Vec<May<HoldMove>>,
}

impl HoldView {
    fn of(hold: Hold) -> Self {
        Self {
            may: HoldMove::ALL.iter().filter_map(|what| May::told(*what, rules::may(&hold, *what))).collect(),
            id: hold.id,
            code: hold.code,
            reason: hold.reason,
            placed_at: hold.placed_at,
            ended_at: hold.ended.map(|(_, at)| at),
        }
    }
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct HoldsAsk {
    limit: Option<i64>,
    after: Option<String>,
}

/// What is held because of a dispute, the latest first.
#[utoipa::path(operation_id = "listHolds", tag = "rights", params(HoldsAsk),
    responses(Guard<SeeHold>, (status = 200, body = Page<HoldView>)))]
#[get("/holds")]
async fn list(guard: Guard<SeeHold>, Query(query): Query<HoldsAsk>) -> Answer<Json<Page<HoldView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let page = guard.read(move |tx| flow::list(tx, ask)).await?;
    Ok(Json(page.map(HoldView::of)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HoldBody {
    /// The code that the member told, or the reference of the person in custody.
    code: String,
    /// What the dispute is about.
    reason: String,
}

/// Hold what is kept of somebody: nothing of it is erased while there is a dispute.
#[utoipa::path(operation_id = "placeHold", tag = "rights", request_body = HoldBody,
    responses(Guard<PlaceHold>, (status = 201, body = HoldView)))]
#[post("/holds")]
async fn place(guard: Guard<PlaceHold>, Body(body): Body<HoldBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let reason = checked(&body.reason, "reason", REASON, &mut faults);
    let Some(reason) = reason else { return Err(Error::Invalid(faults).into()) };
    let code = body.code;
    let made = guard.create::<Hold, _>(move |tx| Ok(HoldView::of(flow::place(tx, &code, reason)?)));
    guard.naming(made).await
}

/// End a hold: the dispute is over.
#[utoipa::path(operation_id = "endHold", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<PlaceHold>, (status = 200, body = HoldView)))]
#[post("/holds/{id}/end")]
async fn end(guard: Guard<PlaceHold>, Path(id): Path<HoldId>) -> Answer<Json<HoldView>> {
    Ok(Json(HoldView::of(guard.write(move |tx| flow::end(tx, id)).await?)))
}
