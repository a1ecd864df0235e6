//! Slots for members over HTTP.

use actix_web::get;
use actix_web::web::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::flow::{self, Detail, Shift};
use crate::access::action::ListSlots;
use crate::base::page::Ask;
use crate::base::{Instant, Page, Reason, Text3};
use crate::service::bookings::eligibility::Verdict;
use crate::service::bookings::model::BookingId;
use crate::service::bookings::rules::cancel_until;
use crate::service::openings::view::PublicOpening;
use crate::service::slots::model::SlotId;
use crate::service::slots::view::{self, SlotCard};
use crate::web::{Answer, Guard, Path, Query, Routes};

/// The routes of slots for members.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(read);
}

/// Whether the reader may take a slot, and why not.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerdictView {
    bookable: bool,
    /// Every reason against it; when it is bookable, only that the booking waits for the officer.
    reasons: Vec<Reason>,
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        Self { bookable: verdict.bookable, reasons: verdict.reasons }
    }
}

/// A slot in a member's list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShiftView {
    #[serde(flatten)]
    slot: SlotCard,
    verdict: VerdictView,
    /// The reader's own booking of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    booking_id: Option<BookingId>,
}

impl From<Shift> for ShiftView {
    fn from(shift: Shift) -> Self {
        Self { slot: shift.card.into(), verdict: shift.verdict.into(), booking_id: shift.booking }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ShiftQuery {
    /// The code of a district.
    district: Option<String>,
    /// `elderly`, `flag_day`, `youth`, `environment` or `other`.
    category: Option<String>,
    /// The first day, such as `2026-11-28`.
    from: Option<String>,
    /// The last day.
    to: Option<String>,
    /// Only what the reader may take.
    #[serde(default)]
    mine: bool,
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// Coming slots, by time, each with whether and why not the caller may take it.
#[utoipa::path(operation_id = "listSlots", tag = "bookings", params(ShiftQuery),
    responses(Guard<ListSlots>, (status = 200, body = Page<ShiftView>)))]
#[get("/slots")]
async fn list(guard: Guard<ListSlots>, Query(query): Query<ShiftQuery>) -> Answer<Json<Page<ShiftView>>> {
    let ShiftQuery { district, category, from, to, mine, limit, after } = query;
    let filter = view::filter(district, category.as_deref(), from.as_deref(), to.as_deref())?;
    let ask = Ask::parse(limit, after.as_deref())?;
    let page = guard.read(move |tx| flow::page(tx, &filter, mine, ask)).await?;
    Ok(Json(page.map(ShiftView::from)))
}

/// What a host is told of somebody who books.
const HOST_WILL_KNOW: [&str; 2] = ["preferred_name", "times"];

/// One slot with all a member needs to decide.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShiftDetail {
    #[schema(value_type = String, format = Uuid)]
    slot_id: SlotId,
    starts_at: Instant,
    ends_at: Instant,
    capacity: i64,
    places_left: i64,
    opening: PublicOpening,
    meeting_point: Text3,
    /// Until when a booking may be cancelled, without penalty.
    cancel_until: Instant,
    verdict: VerdictView,
    /// The reader's own booking of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Uuid)]
    booking_id: Option<BookingId>,
    /// All that the host is told of somebody who books.
    host_will_know: [&'static str; 2],
}

impl From<Detail> for ShiftDetail {
    fn from(detail: Detail) -> Self {
        let Detail { shift, opening, others, meeting_point } = detail;
        let card = shift.card;
        Self {
            slot_id: card.slot,
            starts_at: card.starts_at,
            ends_at: card.ends_at,
            capacity: card.capacity,
            places_left: card.capacity - card.taken,
            opening: PublicOpening::of(opening, others),
            meeting_point,
            cancel_until: cancel_until(card.starts_at),
            verdict: shift.verdict.into(),
            booking_id: shift.booking,
            host_will_know: HOST_WILL_KNOW,
        }
    }
}

/// One slot with all a member needs to decide.
#[utoipa::path(operation_id = "readSlot", tag = "bookings",
    responses(Guard<ListSlots>, (status = 200, body = ShiftDetail)))]
#[get("/slots/{id}")]
async fn read(guard: Guard<ListSlots>, Path(id): Path<SlotId>) -> Answer<Json<ShiftDetail>> {
    let detail = guard.read(move |tx| flow::detail(tx, id)).await?;
    Ok(Json(detail.into()))
}
