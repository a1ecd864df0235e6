//! Openings over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::facts::{OpeningBody, OpeningFacts};
use super::flow::{self, Managed, SlotChange};
use super::model::{Opening, OpeningState};
use super::view::{Calendar, ManagedOpening, ManagedSlot, PublicOpening, SlotBody, SlotPatch};
use crate::access::action::{
    BrowseOpenings, ChangeSlots, DraftOpening, ListManagedOpenings, PublishOpening, ReadManagedOpening,
};
use crate::access::{HostId, Named};
use crate::base::page::Ask;
use crate::base::{Error, FaultCode, Page, Result};
use crate::service::slots::model::{OpeningId, Slot, SlotId};
use crate::service::slots::rules::NewSlot;
use crate::tx::Tx;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of openings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(public)
        .service(list)
        .service(calendar)
        .service(draft)
        .service(read)
        .service(submit)
        .service(send_back)
        .service(close)
        .service(add_slot)
        .service(change_slot)
        .service(cancel_slot);
}

/// One published opening with its slots to come: for everybody, without an account.
#[utoipa::path(operation_id = "readOpening", tag = "openings",
    responses(Guard<BrowseOpenings>, (status = 200, body = PublicOpening)))]
#[get("/openings/{id}")]
async fn public(guard: Guard<BrowseOpenings>, Path(id): Path<OpeningId>) -> Answer<HttpResponse> {
    let shown = move |tx: &mut Tx<'_>| {
        let (opening, cards) = flow::public(tx, id)?;
        Ok(PublicOpening::of(opening, cards))
    };
    guard.shared(shown).await
}

fn shown(tx: &Tx<'_>, managed: Managed) -> ManagedOpening {
    let publishes = flow::may_publish(tx, &managed.opening);
    ManagedOpening::of(managed, tx.now, publishes)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ManagedQuery {
    /// `draft`, `submitted`, `published`, `returned` or `closed`.
    state: Option<String>,
    limit: Option<i64>,
    after: Option<String>,
}

/// The openings of one's own host; for a coordinator those of hosts of the own centres and of none. The latest first.
///
/// Each comes with its slots to come.
#[utoipa::path(operation_id = "listManagedOpenings", tag = "openings", params(ManagedQuery),
    responses(Guard<ListManagedOpenings>, (status = 200, body = Page<ManagedOpening>)))]
#[get("/managed-openings")]
async fn list(
    guard: Guard<ListManagedOpenings>,
    Query(query): Query<ManagedQuery>,
) -> Answer<Json<Page<ManagedOpening>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let unknown = || Error::invalid("state", FaultCode::UnknownCode);
    let state = query.state.map(|word| OpeningState::parse(&word).ok_or_else(unknown)).transpose()?;
    let page = move |tx: &mut Tx<'_>| {
        let Page { items, next } = flow::page(tx, state, ask)?;
        let items = items.into_iter().map(|managed| shown(tx, managed)).collect();
        Ok(Page { items, next })
    };
    Ok(Json(guard.read(page).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CalendarQuery {
    /// The first day in Hong Kong.
    from: NaiveDate,
    /// The last day; at most five weeks in all.
    to: NaiveDate,
}

/// The slots of some days, by time: of one's own host; for a coordinator those of hosts of the own centres and of none.
///
/// Cancelled ones are left out.
#[utoipa::path(operation_id = "listManagedSlots", tag = "openings", params(CalendarQuery),
    responses(Guard<ListManagedOpenings>, (status = 200, body = Calendar)))]
#[get("/managed-slots")]
async fn calendar(
    guard: Guard<ListManagedOpenings>,
    Query(query): Query<CalendarQuery>,
) -> Answer<Json<Calendar>> {
    let shown = move |tx: &mut Tx<'_>| {
        let (slots, openings) = flow::calendar(tx, query.from, query.to)?;
        Ok(Calendar::of(slots, &openings, tx.now))
    };
    Ok(Json(guard.read(shown).await?))
}

/// One opening with all its slots.
#[utoipa::path(operation_id = "readManagedOpening", tag = "openings",
    responses(Guard<ReadManagedOpening>, (status = 200, body = ManagedOpening)))]
#[get("/managed-openings/{id}")]
async fn read(guard: Guard<ReadManagedOpening>, Path(id): Path<OpeningId>) -> Answer<Json<ManagedOpening>> {
    let found = move |tx: &mut Tx<'_>| {
        let managed = flow::managed(tx, id)?;
        Ok(shown(tx, managed))
    };
    Ok(Json(guard.read(found).await?))
}

/// Draft an opening.
#[utoipa::path(operation_id = "draftOpening", tag = "openings", request_body = OpeningBody,
    responses(Guard<DraftOpening>, (status = 201, body = ManagedOpening)))]
#[post("/managed-openings")]
async fn draft(guard: Guard<DraftOpening>, Body(body): Body<OpeningBody>) -> Answer<HttpResponse> {
    let host = body.host_id.or_else(|| only(&guard.actor().hosts()));
    let host = host.ok_or_else(|| Error::invalid("hostId", FaultCode::Required))?;
    let facts = OpeningFacts::from(body);
    let made = move |tx: &mut Tx<'_>| {
        let managed = flow::draft(tx, host, None, facts)?;
        Ok(shown(tx, managed))
    };
    guard.create::<Opening, _>(made).await
}

fn only(hosts: &[HostId]) -> Option<HostId> {
    match hosts {
        [host] => Some(*host),
        _ => None,
    }
}

/// Runs a step in the life of an opening and shows what came of it.
async fn step<A: Named>(
    guard: Guard<A>,
    step: impl FnOnce(&mut Tx<'_>) -> Result<Managed> + Send + 'static,
) -> Answer<Json<ManagedOpening>> {
    let done = move |tx: &mut Tx<'_>| {
        let managed = step(tx)?;
        Ok(shown(tx, managed))
    };
    Ok(Json(guard.write(done).await?))
}

/// Hand an opening to the coordinators.
#[utoipa::path(operation_id = "submitOpening", tag = "openings", request_body = AtVersion,
    responses(Guard<DraftOpening>, (status = 200, body = ManagedOpening)))]
#[post("/managed-openings/{id}/submission")]
async fn submit(
    guard: Guard<DraftOpening>,
    Path(id): Path<OpeningId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ManagedOpening>> {
    step(guard, move |tx| flow::submit(tx, id, body.version)).await
}

/// What a coordinator asks the host to change.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReturnBody {
    /// At most 500 characters.
    note: String,
    version: i64,
}

/// Send a submitted opening back to its host.
#[utoipa::path(operation_id = "returnOpening", tag = "openings", request_body = ReturnBody,
    responses(Guard<PublishOpening>, (status = 200, body = ManagedOpening)))]
#[post("/managed-openings/{id}/return")]
async fn send_back(
    guard: Guard<PublishOpening>,
    Path(id): Path<OpeningId>,
    Body(body): Body<ReturnBody>,
) -> Answer<Json<ManagedOpening>> {
    step(guard, move |tx| flow::send_back(tx, id, &body.note, body.version)).await
}

/// Take no more bookings; what is booked goes ahead.
#[utoipa::path(operation_id = "closeOpening", tag = "openings", request_body = AtVersion,
    responses(Guard<DraftOpening>, (status = 200, body = ManagedOpening)))]
#[post("/managed-openings/{id}/closing")]
async fn close(
    guard: Guard<DraftOpening>,
    Path(id): Path<OpeningId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ManagedOpening>> {
    step(guard, move |tx| flow::close(tx, id, body.version)).await
}

/// Add a slot to an opening.
#[utoipa::path(operation_id = "addSlot", tag = "openings", request_body = SlotBody,
    responses(Guard<ChangeSlots>, (status = 201, body = ManagedSlot)))]
#[post("/managed-openings/{id}/slots")]
async fn add_slot(
    guard: Guard<ChangeSlots>,
    Path(id): Path<OpeningId>,
    Body(body): Body<SlotBody>,
) -> Answer<HttpResponse> {
    let slot = NewSlot::from(body);
    let made = move |tx: &mut Tx<'_>| {
        let slot = flow::add_slot(tx, id, None, slot)?;
        Ok(ManagedSlot::of(slot, tx.now))
    };
    guard.create::<Slot, _>(made).await
}

/// Change a slot.
///
/// Its times change only while nobody has booked it.
#[utoipa::path(operation_id = "changeSlot", tag = "openings", request_body = SlotPatch,
    responses(Guard<ChangeSlots>, (status = 200, body = ManagedSlot)))]
#[patch("/slots/{id}")]
pub async fn change_slot(
    guard: Guard<ChangeSlots>,
    Path(id): Path<SlotId>,
    Body(body): Body<SlotPatch>,
) -> Answer<Json<ManagedSlot>> {
    let change = SlotChange::from(body);
    let done = move |tx: &mut Tx<'_>| {
        let slot = flow::change_slot(tx, id, change)?;
        Ok(ManagedSlot::of(slot, tx.now))
    };
    Ok(Json(guard.write(done).await?))
}

/// Cancel a slot that has not begun, and every booking of it.
#[utoipa::path(operation_id = "cancelSlot", tag = "openings", request_body = AtVersion,
    responses(Guard<ChangeSlots>, (status = 200, body = ManagedSlot)))]
#[post("/slots/{id}/cancellation")]
pub async fn cancel_slot(
    guard: Guard<ChangeSlots>,
    Path(id): Path<SlotId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ManagedSlot>> {
    let done = move |tx: &mut Tx<'_>| {
        let slot = flow::cancel_slot(tx, id, body.version)?;
        Ok(ManagedSlot::of(slot, tx.now))
    };
    Ok(Json(guard.write(done).await?))
}
