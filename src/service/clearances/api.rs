//! Clearances over HTTP; the decision on a booking is where bookings are.

use actix_web::web::Json;
use actix_web::{HttpResponse, delete, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{
    BookingId, ClearanceId, ClearanceMove, ClearanceState, Cover, Request, Standing, StandingId, StandingKind,
};
use super::{flow, rules};
use crate::access::HostId;
use crate::access::action::{GrantStanding, ListClearances, SeeStanding};
use crate::base::page::Ask;
use crate::base::{Error, FaultCode, Instant, May, Page, Result, Text3};
use crate::people::supervisees::model::SuperviseeId;
use crate::service::slots::model::Category;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of clearances.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(list_standing).service(grant).service(take_back);
}

/// Which of an officer's requests.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// Those that wait for a decision, the next to lapse first.
    #[default]
    Waiting,
    /// The others, latest first.
    Decided,
}

/// Which rows of the list of requests.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RequestRows {
    #[serde(default)]
    #[param(inline)]
    state: Asked,
    limit: Option<i64>,
    after: Option<String>,
}

/// Whom a request is about.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClearancePersonView {
    preferred_name: String,
    code: String,
}

/// What a request is about.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceOpeningView {
    title: Text3,
    category: Category,
    host_id: HostId,
    host_name: Text3,
}

/// A booking that waits, or waited, for its officer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceView {
    id: ClearanceId,
    booking_id: BookingId,
    supervisee: ClearancePersonView,
    opening: ClearanceOpeningView,
    starts_at: Instant,
    ends_at: Instant,
    asked_at: Instant,
    lapses_at: Instant,
    state: ClearanceState,
    may: Vec<May<ClearanceMove>>,
    version: i64,
}

impl ClearanceView {
    /// The question as it is at `now`.
    #[must_use]
    pub fn of(request: Request, now: Instant) -> Self {
        let clearance = request.clearance;
        let told = |what| May::told(what, rules::may(&clearance, what, now, false));
        Self {
            may: ClearanceMove::ALL.iter().copied().filter_map(told).collect(),
            id: clearance.id,
            booking_id: clearance.booking,
            supervisee: ClearancePersonView { preferred_name: request.preferred_name, code: request.code },
            opening: ClearanceOpeningView {
                title: request.title,
                category: clearance.category,
                host_id: clearance.host,
                host_name: request.host_name,
            },
            starts_at: request.time.start,
            ends_at: request.time.end,
            asked_at: clearance.asked_at,
            lapses_at: clearance.lapses_at,
            state: clearance.state,
            version: clearance.version,
        }
    }
}

/// Bookings that wait for the caller's clearance, or were decided.
#[utoipa::path(operation_id = "listClearances", tag = "clearances", params(RequestRows),
    responses(Guard<ListClearances>, (status = 200, body = Page<ClearanceView>)))]
#[get("/clearances")]
pub async fn list(
    guard: Guard<ListClearances>,
    Query(rows): Query<RequestRows>,
) -> Answer<Json<Page<ClearanceView>>> {
    let ask = Ask::parse(rows.limit, rows.after.as_deref())?;
    let (waiting, now) = (matches!(rows.state, Asked::Waiting), guard.now());
    let page = guard.read(move |tx| flow::requests(tx, waiting, ask)).await?;
    Ok(Json(page.map(|request| ClearanceView::of(request, now))))
}

/// A clearance for more than one booking.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StandingView {
    id: StandingId,
    kind: StandingKind,
    host_id: Option<HostId>,
    category: Option<Category>,
    /// The last day for which it counts.
    until: NaiveDate,
    granted_at: Instant,
}

impl From<Standing> for StandingView {
    fn from(standing: Standing) -> Self {
        Self {
            id: standing.id,
            kind: standing.cover.kind(),
            host_id: standing.cover.host(),
            category: standing.cover.category(),
            until: standing.until,
            granted_at: standing.granted_at,
        }
    }
}

/// What was cleared for a supervisee from now on.
#[utoipa::path(operation_id = "listStandingClearances", tag = "clearances",
    responses(Guard<SeeStanding>, (status = 200, body = Page<StandingView>)))]
#[get("/supervisees/{id}/standing-clearances")]
pub async fn list_standing(
    guard: Guard<SeeStanding>,
    Path(id): Path<SuperviseeId>,
) -> Answer<Json<Page<StandingView>>> {
    let standing = guard.read(move |tx| flow::standing(tx, id)).await?;
    Ok(Json(Page::whole(standing).map(StandingView::from)))
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
    guard
        .create::<Standing, _>(move |tx| flow::grant(tx, id, cover, body.until).map(StandingView::from))
        .await
}

/// Take a standing clearance back.
///
/// What was booked on it stays, a mentor's contact rests.
#[utoipa::path(operation_id = "revokeStandingClearance", tag = "clearances",
    responses(Guard<GrantStanding>, (status = 204)))]
#[delete("/standing-clearances/{id}")]
pub async fn take_back(guard: Guard<GrantStanding>, Path(id): Path<StandingId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::end(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
