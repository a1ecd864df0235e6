//! Changing and publishing openings over HTTP.

use actix_web::web::Json;
use actix_web::{patch, put};
use serde::Deserialize;
use utoipa::ToSchema;

use super::flow;
use crate::access::action::{DraftOpening, PublishOpening};
use crate::base::Result;
use crate::service::openings::facts::OpeningPatch;
use crate::service::openings::flow::{self as openings, Managed, may_publish};
use crate::service::openings::view::ManagedOpening;
use crate::service::slots::model::OpeningId;
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of changes that reach bookings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(change).service(publish);
}

/// The opening after a step, and how many who have booked it lack what it asks for now, if that changed.
fn revised(
    tx: &mut Tx<'_>,
    id: OpeningId,
    step: impl FnOnce(&mut Tx<'_>) -> Result<Managed>,
) -> Result<ManagedOpening> {
    let (managed, unfit) = flow::revised(tx, id, step)?;
    let staff = may_publish(tx, &managed.opening);
    let shown = ManagedOpening::of(managed, tx.now, staff);
    Ok(if staff { shown.with_unfit(unfit) } else { shown })
}

/// Change an opening.
///
/// Its host may until it is submitted, a coordinator until it is closed.
#[utoipa::path(operation_id = "changeOpening", tag = "openings", request_body = OpeningPatch,
    responses(Guard<DraftOpening>, (status = 200, body = ManagedOpening)))]
#[patch("/managed-openings/{id}")]
pub async fn change(
    guard: Guard<DraftOpening>,
    Path(id): Path<OpeningId>,
    Body(body): Body<OpeningPatch>,
) -> Answer<Json<ManagedOpening>> {
    let done = move |tx: &mut Tx<'_>| revised(tx, id, |tx| openings::change(tx, id, body));
    Ok(Json(guard.write(done).await?))
}

/// What a coordinator decides on publishing.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublicationBody {
    /// Whether people with records are likely to meet there.
    association_sensitive: bool,
    /// The centre that works with the host from now on; needed when none does and the caller coordinates several.
    centre: Option<String>,
    version: i64,
}

/// Show an opening to everybody.
#[utoipa::path(operation_id = "publishOpening", tag = "openings", request_body = PublicationBody,
    responses(Guard<PublishOpening>, (status = 200, body = ManagedOpening)))]
#[put("/managed-openings/{id}/publication")]
pub async fn publish(
    guard: Guard<PublishOpening>,
    Path(id): Path<OpeningId>,
    Body(body): Body<PublicationBody>,
) -> Answer<Json<ManagedOpening>> {
    let PublicationBody { association_sensitive, centre, version } = body;
    let publish = move |tx: &mut Tx<'_>| openings::publish(tx, id, association_sensitive, centre, version);
    let done = move |tx: &mut Tx<'_>| revised(tx, id, publish);
    Ok(Json(guard.write(done).await?))
}
