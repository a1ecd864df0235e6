//! Would-be meetings over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::flow::{self, Meeting};
use crate::access::action::{DecideMeeting, ListMeetings};
use crate::base::page::Ask;
use crate::base::{Instant, Page, Text3};
use crate::people::accounts::model::PersonCard;
use crate::service::confirmations::model::{ConfirmationId, Leaves};
use crate::service::slots::model::{OpeningId, SlotId};
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of would-be meetings.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(decide);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MeetingRows {
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// One of two who would meet.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingPerson {
    preferred_name: String,
    code: String,
}

impl From<PersonCard> for MeetingPerson {
    fn from(card: PersonCard) -> Self {
        Self { preferred_name: card.preferred_name, code: card.code }
    }
}

/// Two whom the caller's centre keeps apart and who would meet.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeetingView {
    #[schema(value_type = String, format = Uuid)]
    id: ConfirmationId,
    centre: String,
    #[schema(value_type = String, format = Uuid)]
    opening_id: OpeningId,
    #[schema(value_type = String, format = Uuid)]
    slot_id: SlotId,
    title: Text3,
    starts_at: Instant,
    ends_at: Instant,
    /// Whose place was there first.
    first: MeetingPerson,
    /// Who booked later, and waits to be confirmed.
    later: MeetingPerson,
    /// How often the later one has booked where the other held a place, this time included.
    times: i64,
    /// When the later one was told that we confirm.
    confirms_at: Option<Instant>,
    version: i64,
}

impl From<Meeting> for MeetingView {
    fn from(meeting: Meeting) -> Self {
        let Meeting { confirmation, later, times, first, slot, opening, confirms_at } = meeting;
        Self {
            id: confirmation.id,
            centre: confirmation.centre,
            opening_id: slot.opening,
            slot_id: slot.id,
            title: opening.facts.title,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            first: first.into(),
            later: later.into(),
            times,
            confirms_at,
            version: confirmation.version,
        }
    }
}

/// Where two whom the caller's centre keeps apart would meet, the next to be due first.
#[utoipa::path(operation_id = "listMeetings", tag = "keep-apart", params(MeetingRows),
    responses(Guard<ListMeetings>, (status = 200, body = Page<MeetingView>)))]
#[get("/meetings")]
async fn list(
    guard: Guard<ListMeetings>,
    Query(rows): Query<MeetingRows>,
) -> Answer<Json<Page<MeetingView>>> {
    let ask = Ask::parse(rows.limit, rows.after.as_deref())?;
    let page = guard.write(move |tx| flow::waiting(tx, ask)).await?;
    Ok(Json(page.map(MeetingView::from)))
}

/// For whom another place is found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingDecision {
    leaves: Leaves,
    version: i64,
}

/// Decide for whom of two who would meet another place is found.
///
/// They are asked to call staff. With `nobody`, both may come.
#[utoipa::path(operation_id = "decideMeeting", tag = "keep-apart", request_body = MeetingDecision,
    responses(Guard<DecideMeeting>, (status = 204)))]
#[put("/meetings/{id}/decision")]
async fn decide(
    guard: Guard<DecideMeeting>,
    Path(id): Path<ConfirmationId>,
    Body(body): Body<MeetingDecision>,
) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::decide(tx, id, body.leaves, body.version)).await?;
    Ok(HttpResponse::NoContent().finish())
}
