//! Rosters, attendance and hours over HTTP.

use actix_web::web::Json;
use actix_web::{get, post, put};
use serde::Deserialize;
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::flow;
use super::model::{Entered, Seen};
use super::view::{EverybodyView, HoursView, RosterEntry, RosterView, ServiceView, VerifiedView};
use crate::access::action::{RecordAttendance, SeeOwnHours, SeeRoster, VerifyHours};
use crate::base::page::Ask;
use crate::base::{Error, Fault, FaultCode, Page, Result};
use crate::service::bookings::model::{BookingId, Hours};
use crate::service::slots::model::SlotId;
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of rosters, attendance and hours.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(read_roster).service(report).service(everybody_came).service(list).service(verify);
    routes.service(verify_many).service(take_back).service(own);
}

/// Everybody who is expected at a slot or came.
///
/// A host reads the names from 24 hours before the start.
#[utoipa::path(operation_id = "readRoster", tag = "attendance",
    responses(Guard<SeeRoster>, (status = 200, body = RosterView)))]
#[get("/slots/{id}/roster")]
pub async fn read_roster(guard: Guard<SeeRoster>, Path(id): Path<SlotId>) -> Answer<Json<RosterView>> {
    let shown = move |tx: &mut Tx<'_>| {
        let roster = flow::roster(tx, id)?;
        Ok(RosterView::of(tx, roster))
    };
    Ok(Json(guard.read(shown).await?))
}

/// What a host saw.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SeenBody {
    Attended,
    Absent,
    Excused,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttendanceBody {
    outcome: SeenBody,
    /// Only when attended; the whole shift when it is left out.
    hours: Option<Hours>,
    /// Only when attended: why the hours are as they are, which more than the shift lasts must say.
    reason: Option<String>,
    version: i64,
}

impl AttendanceBody {
    fn seen(self) -> Result<Seen> {
        match self.outcome {
            SeenBody::Attended => Ok(Seen::Attended(Entered { hours: self.hours, reason: self.reason })),
            _ if self.hours.is_some() => Err(Error::invalid("hours", FaultCode::Invalid)),
            _ if self.reason.is_some() => Err(Error::invalid("reason", FaultCode::Invalid)),
            SeenBody::Absent => Ok(Seen::Absent),
            SeenBody::Excused => Ok(Seen::Excused),
        }
    }
}

/// Record whether somebody came.
///
/// It may be corrected until a coordinator has verified the hours.
#[utoipa::path(operation_id = "recordAttendance", tag = "attendance", request_body = AttendanceBody,
    responses(Guard<RecordAttendance>, (status = 200, body = RosterEntry)))]
#[put("/bookings/{id}/attendance")]
pub async fn report(
    guard: Guard<RecordAttendance>,
    Path(id): Path<BookingId>,
    Body(body): Body<AttendanceBody>,
) -> Answer<Json<RosterEntry>> {
    let version = body.version;
    let seen = body.seen()?;
    let done = move |tx: &mut Tx<'_>| {
        let entry = flow::report(tx, id, seen, version)?;
        Ok(RosterEntry::of(tx, entry))
    };
    Ok(Json(guard.write(done).await?))
}

/// Which hours.
#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhichHours {
    /// Those that nobody has verified, longest ago first.
    #[default]
    Waiting,
    /// Those that count, latest first.
    Verified,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EverybodyBody {
    /// Whom the caller saw unmarked on the roster, at most 500.
    bookings: Vec<BookingId>,
}

/// Record that everybody came whom the caller saw unmarked, for the whole shift.
///
/// Sent again it changes nothing. Who was marked meanwhile stays as they are; of whom it could not be recorded is
/// answered with the reasons.
#[utoipa::path(operation_id = "recordEverybodyCame", tag = "attendance", request_body = EverybodyBody,
    responses(Guard<RecordAttendance>, (status = 200, body = EverybodyView)))]
#[put("/slots/{id}/attendance")]
pub async fn everybody_came(
    guard: Guard<RecordAttendance>,
    Path(id): Path<SlotId>,
    Body(body): Body<EverybodyBody>,
) -> Answer<Json<EverybodyView>> {
    at_most(500, &body.bookings, "bookings")?;
    let done = move |tx: &mut Tx<'_>| {
        let done = flow::everybody_came(tx, id, &body.bookings)?;
        Ok(EverybodyView::of(tx, done))
    };
    Ok(Json(guard.write(done).await?))
}

fn at_most<T>(max: usize, rows: &[T], field: &'static str) -> Result<()> {
    if rows.len() <= max {
        return Ok(());
    }
    Err(vec![Fault::with(field, FaultCode::TooMany, json!({ "max": max }))].into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ServiceQuery {
    #[serde(default)]
    #[param(inline)]
    which: WhichHours,
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// Hours that hosts reported: those that nobody has verified, or those that count.
#[utoipa::path(operation_id = "listAttendance", tag = "attendance", params(ServiceQuery),
    responses(Guard<VerifyHours>, (status = 200, body = Page<ServiceView>)))]
#[get("/attendance")]
async fn list(
    guard: Guard<VerifyHours>,
    Query(query): Query<ServiceQuery>,
) -> Answer<Json<Page<ServiceView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let verified = matches!(query.which, WhichHours::Verified);
    let page = guard.read(move |tx| flow::page(tx, verified, ask)).await?;
    Ok(Json(page.map(ServiceView::from)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HoursBody {
    hours: Hours,
    /// Why the hours are as they are, which more than the shift lasts must say. What stands of hours that stay the same
    /// is kept.
    reason: Option<String>,
    version: i64,
}

/// Verify hours, or correct what was verified.
#[utoipa::path(operation_id = "verifyHours", tag = "attendance", request_body = HoursBody,
    responses(Guard<VerifyHours>, (status = 200, body = ServiceView)))]
#[put("/bookings/{id}/hours")]
pub async fn verify(
    guard: Guard<VerifyHours>,
    Path(id): Path<BookingId>,
    Body(body): Body<HoursBody>,
) -> Answer<Json<ServiceView>> {
    let entered = Entered { hours: Some(body.hours), reason: body.reason };
    let service = guard.write(move |tx| flow::verify(tx, id, entered, body.version)).await?;
    Ok(Json(service.into()))
}

/// Hours as the caller saw them.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeenHours {
    #[schema(value_type = String, format = Uuid)]
    booking_id: BookingId,
    version: i64,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ManyHoursBody {
    /// At most 100.
    rows: Vec<SeenHours>,
}

/// Verify hours of several bookings that are those of their shifts.
///
/// Sent again it changes nothing. Hours that take a decision of their own, or were changed meanwhile, are answered with
/// the reasons.
#[utoipa::path(operation_id = "verifyManyHours", tag = "attendance", request_body = ManyHoursBody,
    responses(Guard<VerifyHours>, (status = 200, body = VerifiedView)))]
#[put("/attendance/verification")]
pub async fn verify_many(
    guard: Guard<VerifyHours>,
    Body(body): Body<ManyHoursBody>,
) -> Answer<Json<VerifiedView>> {
    at_most(100, &body.rows, "rows")?;
    let rows: Vec<_> = body.rows.iter().map(|row| (row.booking_id, row.version)).collect();
    let done = guard.write(move |tx| flow::verify_many(tx, &rows)).await?;
    Ok(Json(done.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeBackBody {
    /// The member reads it.
    reason: String,
    version: i64,
}

/// Take verified hours back: they wait again, and the ledger keeps both lines.
#[utoipa::path(operation_id = "takeBackHours", tag = "attendance", request_body = TakeBackBody,
    responses(Guard<VerifyHours>, (status = 200, body = ServiceView)))]
#[post("/bookings/{id}/hours/withdrawal")]
pub async fn take_back(
    guard: Guard<VerifyHours>,
    Path(id): Path<BookingId>,
    Body(body): Body<TakeBackBody>,
) -> Answer<Json<ServiceView>> {
    let service = guard.write(move |tx| flow::take_back(tx, id, &body.reason, body.version)).await?;
    Ok(Json(service.into()))
}

/// The caller's hours: what is verified, what waits, and where they come from.
#[utoipa::path(operation_id = "readOwnHours", tag = "attendance",
    responses(Guard<SeeOwnHours>, (status = 200, body = HoursView)))]
#[get("/me/hours")]
pub async fn own(guard: Guard<SeeOwnHours>) -> Answer<Json<HoursView>> {
    let tally = guard.read(flow::tally).await?;
    Ok(Json(tally.into()))
}
