//! Rosters, attendance and hours over HTTP.

use actix_web::web::Json;
use actix_web::{get, put};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::flow;
use super::view::{HoursView, RosterEntry, RosterView, ServiceView};
use crate::access::action::{RecordAttendance, SeeOwnHours, SeeRoster, VerifyHours};
use crate::base::page::Ask;
use crate::base::{Error, FaultCode, Page, Result};
use crate::service::bookings::model::{BookingId, Hours};
use crate::service::bookings::rules::Outcome;
use crate::service::slots::model::SlotId;
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of rosters, attendance and hours.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(read_roster).service(report).service(to_verify).service(verify).service(own);
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
pub enum Seen {
    Attended,
    Absent,
    Excused,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttendanceBody {
    outcome: Seen,
    /// Only when attended; the whole shift when it is left out.
    hours: Option<Hours>,
    version: i64,
}

impl AttendanceBody {
    fn outcome(&self) -> Result<Outcome> {
        match (self.outcome, self.hours) {
            (Seen::Attended, hours) => Ok(Outcome::Attended(hours)),
            (Seen::Absent, None) => Ok(Outcome::Absent),
            (Seen::Excused, None) => Ok(Outcome::Excused),
            (_, Some(_)) => Err(Error::invalid("hours", FaultCode::Invalid)),
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
    let outcome = body.outcome()?;
    let done = move |tx: &mut Tx<'_>| {
        let entry = flow::report(tx, id, outcome, body.version)?;
        Ok(RosterEntry::of(tx, entry))
    };
    Ok(Json(guard.write(done).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ServiceQuery {
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// Hours that hosts reported and nobody has verified, longest ago first.
#[utoipa::path(operation_id = "listAttendance", tag = "attendance", params(ServiceQuery),
    responses(Guard<VerifyHours>, (status = 200, body = Page<ServiceView>)))]
#[get("/attendance")]
async fn to_verify(
    guard: Guard<VerifyHours>,
    Query(query): Query<ServiceQuery>,
) -> Answer<Json<Page<ServiceView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let page = guard.read(move |tx| flow::to_verify(tx, ask)).await?;
    Ok(Json(page.map(ServiceView::from)))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HoursBody {
    hours: Hours,
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
    let service = guard.write(move |tx| flow::verify(tx, id, body.hours, body.version)).await?;
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
