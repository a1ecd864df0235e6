//! Bringing a round up to date over HTTP.

use actix_web::web::Json;
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Change, Market, Update};
use super::{flow, gather, weighing};
use crate::access::action::RunRound;
use crate::base::{Error, Result};
use crate::mentoring::referrals::model::{Reference, ReferralId};
use crate::places;
use crate::proposing::choices::api::ChoiceMentor;
use crate::proposing::rounds;
use crate::proposing::rounds::api::RoundView;
use crate::proposing::rounds::flow::shown;
use crate::proposing::rounds::model::RoundId;
use crate::web::{Answer, Body, Guard, Path, Routes, away};

/// The routes of updates.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(read_update).service(make_update);
}

/// What a round would be as things stand now.
#[derive(Serialize, ToSchema)]
struct RoundUpdate {
    /// Who would have another proposal than now, the longest waiting first; empty when the round is up to date.
    changes: Vec<RoundChange>,
    /// Sent back to make it so, so that what happens is what was shown.
    mark: Uuid,
}

/// Somebody who would have another proposal than now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RoundChange {
    referral_id: ReferralId,
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
    waiting_days: i64,
    /// None when nobody is proposed for the person now.
    from: Option<ChoiceMentor>,
    /// None when the person would go without.
    to: Option<ChoiceMentor>,
    /// 0 to 10000, for staff.
    points: Option<i64>,
    /// Who gets the mentor whom the person has now.
    #[schema(value_type = Vec<String>)]
    because: Vec<Reference>,
}

impl From<Change> for RoundChange {
    fn from(change: Change) -> Self {
        Self {
            referral_id: change.referral,
            reference: change.reference,
            alias: change.alias,
            waiting_days: change.waiting_days,
            from: change.from.map(|(_, _, mentor)| mentor.into()),
            points: change.to.as_ref().map(|to| to.points),
            to: change.to.map(|to| to.mentor.into()),
            because: change.because,
        }
    }
}

/// What would change if a round that is done were solved again now.
#[utoipa::path(operation_id = "readRoundUpdate", tag = "rounds",
    responses(Guard<RunRound>, (status = 200, body = RoundUpdate)))]
#[get("/rounds/{id}/update")]
async fn read_update(guard: Guard<RunRound>, Path(id): Path<RoundId>) -> Answer<Json<RoundUpdate>> {
    let update = weighed(guard.snapshot(move |tx| gather::market(tx, id)).await?).await?;
    let mark = update.mark();
    let (mentors, referrals) = (update.mentors(), update.referrals());
    guard.read(move |tx| rounds::gather::shown(tx, mentors, referrals)).await?;
    Ok(Json(RoundUpdate { changes: update.changes.into_iter().map(RoundChange::from).collect(), mark }))
}

/// Weighs on a thread of its own.
async fn weighed(market: Market) -> Result<Update> {
    away(move || weighing::weigh(market, places::all())).await
}

/// What was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateBody {
    /// The mark of the changes, as they were shown.
    mark: Uuid,
}

/// Propose what was shown.
///
/// Proposals that move give way; everybody concerned on the staff is told.
#[utoipa::path(operation_id = "updateRound", tag = "rounds", request_body = UpdateBody,
    responses(Guard<RunRound>, (status = 200, body = RoundView)))]
#[post("/rounds/{id}/update")]
async fn make_update(
    guard: Guard<RunRound>,
    Path(id): Path<RoundId>,
    Body(body): Body<UpdateBody>,
) -> Answer<Json<RoundView>> {
    let UpdateBody { mark } = body;
    let update = weighed(guard.snapshot(move |tx| gather::market(tx, id)).await?).await?;
    if update.mark() != mark {
        return Err(Error::Stale.into());
    }
    let made = guard.write(move |tx| flow::make(tx, update).and_then(|round| shown(tx, round))).await?;
    Ok(Json(made.into()))
}
