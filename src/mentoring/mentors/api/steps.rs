//! The steps of mentors over HTTP, and who supervises them.

use actix_web::put;
use actix_web::web::Json;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::changed;
use crate::access::AccountId;
use crate::access::action::{HandOver, MoveMentor};
use crate::base::text::{self, Bounds};
use crate::mentoring::mentors::flow;
use crate::mentoring::mentors::model::{MentorId, MentorState};
use crate::mentoring::mentors::rules::Move;
use crate::mentoring::mentors::view::StaffMentor;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of a mentor's steps.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(step).service(hand_over_mentor);
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StateBody {
    to: MentorState,
    version: i64,
    /// For staff only, at most 500 characters.
    note: Option<String>,
    /// When deferring: the day from which the person may apply again.
    again_from: Option<NaiveDate>,
    /// When shadowing begins: with whom.
    #[schema(value_type = Option<String>, format = Uuid)]
    psychologist_id: Option<AccountId>,
    /// When becoming a mentor: the last day of the certification, at most 24 months on.
    certified_until: Option<NaiveDate>,
}

/// Take a step in the life of a mentor; refused with every reason against it.
#[utoipa::path(operation_id = "moveMentor", tag = "mentors", request_body = StateBody,
    responses(Guard<MoveMentor>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/state")]
async fn step(
    guard: Guard<MoveMentor>,
    Path(id): Path<MentorId>,
    Body(body): Body<StateBody>,
) -> Answer<Json<StaffMentor>> {
    let mut faults = Vec::new();
    let note = body.note.filter(|note| !note.trim().is_empty());
    let note = note.and_then(|note| text::checked(&note, "note", Bounds::new(1, 500), &mut faults));
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let with = Move {
        again_from: body.again_from,
        psychologist: body.psychologist_id,
        certified_until: body.certified_until,
    };
    changed(guard, move |tx| flow::step(tx, id, body.to, with, body.version, note)).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandOverBody {
    /// A psychologist of the centre.
    #[schema(value_type = String, format = Uuid)]
    pub psychologist_id: AccountId,
    pub version: i64,
}

/// Name another psychologist who supervises a mentor; the pairings under way go along.
#[utoipa::path(operation_id = "handOverMentor", tag = "mentors", request_body = HandOverBody,
    responses(Guard<HandOver>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/supervisor")]
async fn hand_over_mentor(
    guard: Guard<HandOver>,
    Path(id): Path<MentorId>,
    Body(body): Body<HandOverBody>,
) -> Answer<Json<StaffMentor>> {
    changed(guard, move |tx| flow::hand_over(tx, id, body.psychologist_id, body.version)).await
}
