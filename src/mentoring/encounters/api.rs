//! Keeping two people apart over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::flow::{self, Shared, SharedSlot};
use crate::access::action::KeepApart;
use crate::base::{Instant, Text3};
use crate::mentoring::pairings::model::{Pairing, PairingId, PairingState};
use crate::people::keep_apart::api::PairBody;
use crate::service::slots::model::{OpeningId, SlotId};
use crate::web::{Answer, Body, Guard, Routes};

/// The routes of the keep-apart list.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(add).service(remove);
}

/// A shift to come for which both hold a place.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SharedSlotView {
    #[schema(value_type = String, format = Uuid)]
    slot_id: SlotId,
    #[schema(value_type = String, format = Uuid)]
    opening_id: OpeningId,
    title: Text3,
    starts_at: Instant,
    ends_at: Instant,
}

impl From<SharedSlot> for SharedSlotView {
    fn from(SharedSlot { slot, title }: SharedSlot) -> Self {
        Self {
            slot_id: slot.id,
            opening_id: slot.opening,
            title,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
        }
    }
}

/// A pairing of the two; only coordinators of its centre may open it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SharedPairingView {
    #[schema(value_type = String, format = Uuid)]
    id: PairingId,
    centre: String,
    state: PairingState,
}

impl From<Pairing> for SharedPairingView {
    fn from(pairing: Pairing) -> Self {
        Self { id: pairing.id, centre: pairing.centre, state: pairing.state }
    }
}

/// What two people share although they are kept apart from now on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SharedView {
    slots: Vec<SharedSlotView>,
    pairings: Vec<SharedPairingView>,
}

impl From<Shared> for SharedView {
    fn from(shared: Shared) -> Self {
        Self {
            slots: shared.slots.into_iter().map(SharedSlotView::from).collect(),
            pairings: shared.pairings.into_iter().map(SharedPairingView::from).collect(),
        }
    }
}

/// Keep two people apart, and read what they still share.
///
/// A pairing of theirs in the pair's centre rests from now on, what is proposed of them there lapses, and for a shift to
/// come for which both hold a place the centre is asked. The answer is the same when they are kept apart already.
#[utoipa::path(operation_id = "keepApart", tag = "keep-apart", request_body = PairBody,
    responses(Guard<KeepApart>, (status = 200, body = SharedView)))]
#[post("/keep-apart")]
pub async fn add(guard: Guard<KeepApart>, Body(body): Body<PairBody>) -> Answer<Json<SharedView>> {
    let shared = guard.naming(guard.write(move |tx| flow::add(tx, &body.a, &body.b, body.centre))).await?;
    Ok(Json(shared.into()))
}

/// Say that two people need no longer be kept apart.
///
/// It counts once another coordinator of the centre has said the same within seven days. The answer is always the
/// same, also when the centre keeps no such pair.
#[utoipa::path(operation_id = "removeKeepApart", tag = "keep-apart", request_body = PairBody,
    responses(Guard<KeepApart>, (status = 204)))]
#[post("/keep-apart/removal")]
pub async fn remove(guard: Guard<KeepApart>, Body(body): Body<PairBody>) -> Answer<HttpResponse> {
    guard.naming(guard.write(move |tx| flow::remove(tx, &body.a, &body.b, body.centre))).await?;
    Ok(HttpResponse::NoContent().finish())
}
