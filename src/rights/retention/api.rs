//! Retention over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post, put};
use serde::Deserialize;
use utoipa::ToSchema;

use super::flow;
use super::model::{Purge, PurgeId, RowKind};
use super::view::{PurgeView, RetentionView};
use crate::access::action::{ApprovePurge, ChangeRetention, SeeRetention};
use crate::base::Error;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of retention.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(read).service(change).service(propose).service(approve).service(withdraw);
}

/// For how long rows of each kind are kept, what is over that, and what was erased.
#[utoipa::path(operation_id = "readRetention", tag = "rights",
    responses(Guard<SeeRetention>, (status = 200, body = RetentionView)))]
#[get("/retention")]
async fn read(guard: Guard<SeeRetention>) -> Answer<Json<RetentionView>> {
    let overview = guard.read(flow::overview).await?;
    Ok(Json(RetentionView::of(overview, guard.actor().account())))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PeriodBody {
    /// For how many months rows of this kind are kept.
    months: i64,
    version: i64,
}

/// Change for how long rows of a kind are kept.
#[utoipa::path(operation_id = "changeRetention", tag = "rights", request_body = PeriodBody,
    params(("kind" = RowKind, Path)),
    responses(Guard<ChangeRetention>, (status = 200, body = RetentionView)))]
#[put("/retention/{kind}")]
async fn change(
    guard: Guard<ChangeRetention>,
    Path(kind): Path<String>,
    Body(body): Body<PeriodBody>,
) -> Answer<Json<RetentionView>> {
    let kind = RowKind::parse(&kind).ok_or(Error::NotFound)?;
    let overview = guard.write(move |tx| {
        flow::change(tx, kind, body.months, body.version)?;
        flow::overview(tx)
    });
    Ok(Json(RetentionView::of(overview.await?, guard.actor().account())))
}

/// Propose to erase what is over its age today: it waits for the word of somebody else.
#[utoipa::path(operation_id = "proposePurge", tag = "rights",
    responses(Guard<ChangeRetention>, (status = 201, body = PurgeView)))]
#[post("/purges")]
async fn propose(guard: Guard<ChangeRetention>) -> Answer<HttpResponse> {
    let made = guard.create::<Purge, _>(move |tx| {
        let purge = flow::propose(tx)?;
        let reader = tx.actor().account();
        Ok(PurgeView::of(flow::named(tx, purge)?, reader))
    });
    guard.naming(made).await
}

/// Say the second word: what was found is erased, row by row.
#[utoipa::path(operation_id = "approvePurge", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ApprovePurge>, (status = 200, body = RetentionView)))]
#[post("/purges/{id}/approval")]
async fn approve(guard: Guard<ApprovePurge>, Path(id): Path<PurgeId>) -> Answer<Json<RetentionView>> {
    let overview = guard.write(move |tx| {
        flow::approve(tx, id)?;
        flow::overview(tx)
    });
    Ok(Json(RetentionView::of(overview.await?, guard.actor().account())))
}

/// Take the proposal back, or say no to it.
#[utoipa::path(operation_id = "withdrawPurge", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ApprovePurge>, (status = 200, body = RetentionView)))]
#[post("/purges/{id}/withdrawal")]
async fn withdraw(guard: Guard<ApprovePurge>, Path(id): Path<PurgeId>) -> Answer<Json<RetentionView>> {
    let overview = guard.write(move |tx| {
        flow::withdraw(tx, id)?;
        flow::overview(tx)
    });
    Ok(Json(RetentionView::of(overview.await?, guard.actor().account())))
}
