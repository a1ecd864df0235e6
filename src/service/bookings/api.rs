//! Bookings over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post, put};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::flow;
use super::model::{Booking, BookingId};
use super::view::BookingView;
use crate::access::action::{
    BookSlot, CancelBooking, DecideClearance, ListOwnBookings, SeeBooking, SeeNotice,
};
use crate::base::Page;
use crate::base::page::Ask;
use crate::service::clearances::api::ClearanceView;
use crate::service::clearances::model::{ClearanceId, Decision, Reach};
use crate::service::slots::model::SlotId;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of bookings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(book).service(own).service(unseen).service(read).service(see).service(cancel);
    routes.service(decide);
}

/// Nothing more to say than which slot.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingBody {}

/// Take a place of a slot.
///
/// A booking that needs the officer's clearance waits for it, holding its place. A refusal names every
/// reason.
#[utoipa::path(operation_id = "bookSlot", tag = "bookings", request_body = BookingBody,
    responses(Guard<BookSlot>, (status = 201, body = BookingView)))]
#[post("/slots/{id}/bookings")]
pub async fn book(
    guard: Guard<BookSlot>,
    Path(id): Path<SlotId>,
    Body(body): Body<BookingBody>,
) -> Answer<HttpResponse> {
    let BookingBody {} = body;
    guard
        .create::<Booking, _>(move |tx| {
            let person = tx.account()?;
            let booking = flow::book(tx, person, id)?;
            Ok(BookingView::of(flow::shown(tx, booking.id)?))
        })
        .await
}

/// Which of the member's bookings.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Those still to come, soonest first; with what others took from the member, until it would be over.
    #[default]
    Upcoming,
    /// All others, latest first.
    Past,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OwnQuery {
    #[serde(default)]
    #[param(inline)]
    when: When,
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// The caller's bookings.
#[utoipa::path(operation_id = "listOwnBookings", tag = "bookings", params(OwnQuery),
    responses(Guard<ListOwnBookings>, (status = 200, body = Page<BookingView>)))]
#[get("/me/bookings")]
async fn own(
    guard: Guard<ListOwnBookings>,
    Query(query): Query<OwnQuery>,
) -> Answer<Json<Page<BookingView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let upcoming = matches!(query.when, When::Upcoming);
    let page = guard.read(move |tx| flow::own(tx, upcoming, ask)).await?;
    Ok(Json(page.map(BookingView::of)))
}

/// The caller's bookings that others changed, of which they have not said that they saw it; at most 20, soonest first.
///
/// A week after its shift nothing is told any more.
#[utoipa::path(operation_id = "listOwnNotices", tag = "bookings",
    responses(Guard<ListOwnBookings>, (status = 200, body = Page<BookingView>)))]
#[get("/me/notices")]
async fn unseen(guard: Guard<ListOwnBookings>) -> Answer<Json<Page<BookingView>>> {
    let bookings = guard.read(flow::unseen).await?;
    Ok(Json(Page::whole(bookings).map(BookingView::of)))
}

/// Say that the caller has seen what others changed of a booking of theirs.
#[utoipa::path(operation_id = "seeNotice", tag = "bookings", request_body = AtVersion,
    responses(Guard<SeeNotice>, (status = 200, body = BookingView)))]
#[put("/bookings/{id}/notice")]
pub async fn see(
    guard: Guard<SeeNotice>,
    Path(id): Path<BookingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<BookingView>> {
    let appointment = guard
        .write(move |tx| {
            flow::see(tx, id, body.version)?;
            flow::shown(tx, id)
        })
        .await?;
    Ok(Json(BookingView::of(appointment)))
}

/// One booking.
#[utoipa::path(operation_id = "readBooking", tag = "bookings",
    responses(Guard<SeeBooking>, (status = 200, body = BookingView)))]
#[get("/bookings/{id}")]
pub async fn read(guard: Guard<SeeBooking>, Path(id): Path<BookingId>) -> Answer<Json<BookingView>> {
    let appointment = guard.read(move |tx| flow::read(tx, id)).await?;
    Ok(Json(BookingView::of(appointment)))
}

/// Cancel a booking.
///
/// Its member may until 24 hours before it begins, a coordinator for them until it begins.
#[utoipa::path(operation_id = "cancelBooking", tag = "bookings", request_body = AtVersion,
    responses(Guard<CancelBooking>, (status = 200, body = BookingView)))]
#[post("/bookings/{id}/cancellation")]
pub async fn cancel(
    guard: Guard<CancelBooking>,
    Path(id): Path<BookingId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<BookingView>> {
    let appointment = guard
        .write(move |tx| {
            flow::cancel(tx, id, body.version)?;
            flow::shown(tx, id)
        })
        .await?;
    Ok(Json(BookingView::of(appointment)))
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
    let now = guard.now();
    let request = guard.write(move |tx| flow::decide(tx, id, decision)).await?;
    Ok(Json(ClearanceView::of(request, now)))
}
