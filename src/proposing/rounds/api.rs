//! Rounds over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::instance::TIER_DAYS;
use super::model::{People, Qualifying, Round, RoundAct, RoundId, RoundState, RoundStep, Shown};
use crate::access::action::{ListRounds, RunRound};
use crate::base::page::Ask;
use crate::base::{Error, FaultCode, Instant, May, Page, Reason, Result};
use crate::mentoring::referrals::model::{Reference, ReferralId};
use crate::places;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of rounds.
pub fn routes(routes: &mut Routes<'_, '_>) {
    // The preview's fixed word must be asked before the ids.
    routes
        .service(preview_round)
        .service(start_round)
        .service(list_rounds)
        .service(read_round)
        .service(cancel_round);
}

/// Which round to look at before it is started.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct PreviewAsk {
    /// Code of the centre.
    centre: String,
    date: NaiveDate,
}

/// Who could take part in a round.
#[derive(Serialize, ToSchema)]
struct RoundPreview {
    mentors: Qualifying,
    referrals: Qualifying,
    psychologists: SupervisionPlaces,
}

/// Pairs that the supervisors can still accompany.
#[derive(Serialize, ToSchema)]
struct SupervisionPlaces {
    capacity: i64,
}

/// Who could take part in a round, and how many are held back by what.
#[utoipa::path(operation_id = "previewRound", tag = "rounds", params(PreviewAsk),
    responses(Guard<RunRound>, (status = 200, body = RoundPreview)))]
#[get("/rounds/preview")]
async fn preview_round(
    guard: Guard<RunRound>,
    Query(query): Query<PreviewAsk>,
) -> Answer<Json<RoundPreview>> {
    let PreviewAsk { centre, date } = query;
    known(&centre)?;
    let snapshot = guard.snapshot(move |tx| flow::preview(tx, &centre, date)).await?;
    Ok(Json(RoundPreview {
        mentors: snapshot.qualifying_mentors(),
        referrals: snapshot.qualifying_referrals(),
        psychologists: SupervisionPlaces { capacity: snapshot.supervision_places() },
    }))
}

fn known(centre: &str) -> Result<()> {
    match places::all().centre(centre) {
        Some(_) => Ok(()),
        None => Err(Error::invalid("centre", FaultCode::UnknownCode)),
    }
}

/// A round and what came of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundView {
    #[serde(flatten)]
    round: RoundLine,
    /// How many of its proposals wait to be looked at.
    proposals: i64,
    /// What the caller may do now.
    may: Vec<May<RoundAct>>,
    /// Who has no proposal, and why.
    unmatched: Vec<UnmatchedView>,
}

/// A round in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RoundLine {
    id: RoundId,
    centre: String,
    date: NaiveDate,
    state: RoundState,
    progress: RoundProgress,
    /// Whether somebody asked to give it up.
    cancel_asked: bool,
    started_at: Instant,
    finished_at: Option<Instant>,
    matched: u32,
    /// Matched by how long they waited, the shortest first.
    by_tier: [u32; 4],
    /// Days of waiting from which somebody counts in the next of those tiers.
    tier_days: [i32; 3],
    people: People,
    /// Whether the proof holds that no round is better.
    certified: bool,
    unmatched_count: usize,
}

#[derive(Serialize, ToSchema)]
struct RoundProgress {
    step: RoundStep,
    /// How much of the step is done, 0 to 1.
    fraction: f64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UnmatchedView {
    referral_id: ReferralId,
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
    institution: String,
    /// Languages in which the person can talk about feelings.
    languages: Vec<String>,
    waiting_days: i64,
    reason: Reason,
}

impl RoundLine {
    fn of(round: &Round) -> Self {
        let outcome = round.outcome.clone().unwrap_or_default();
        Self {
            id: round.id,
            centre: round.centre.clone(),
            date: round.day,
            state: round.state,
            progress: RoundProgress {
                step: round.step,
                fraction: f64::from(i32::try_from(round.permille).unwrap_or(0)) / 1000.0,
            },
            cancel_asked: round.cancel_asked,
            started_at: round.created_at,
            finished_at: round.finished_at,
            matched: outcome.matched,
            by_tier: outcome.by_tier,
            tier_days: TIER_DAYS,
            people: outcome.people,
            certified: round.state == RoundState::Done && outcome.primal == outcome.dual,
            unmatched_count: outcome.unmatched.len(),
        }
    }
}

impl From<Shown> for RoundView {
    fn from(Shown { round, proposals, may, unmatched }: Shown) -> Self {
        let unmatched = unmatched.into_iter().map(|(one, referral)| UnmatchedView {
            referral_id: referral.id,
            reference: referral.reference,
            alias: referral.alias,
            institution: referral.facts.institution,
            languages: referral.facts.languages,
            waiting_days: one.waiting_days,
            reason: one.reason,
        });
        Self { round: RoundLine::of(&round), proposals, may, unmatched: unmatched.collect() }
    }
}

/// Which round to start.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRound {
    /// Code of the centre.
    centre: String,
    /// The day on which certificates and waiting times are judged: today or up to a month ahead.
    date: NaiveDate,
}

/// Start a round.
///
/// It is worked on away from the request: ask for its progress.
#[utoipa::path(operation_id = "startRound", tag = "rounds", request_body = NewRound,
    responses(Guard<RunRound>, (status = 201, body = RoundView)))]
#[post("/rounds")]
async fn start_round(guard: Guard<RunRound>, Body(body): Body<NewRound>) -> Answer<HttpResponse> {
    let NewRound { centre, date } = body;
    known(&centre)?;
    guard
        .create::<Round, _>(move |tx| {
            let round = flow::start(tx, centre, date)?;
            flow::shown(tx, round).map(RoundView::from)
        })
        .await
}

/// Which rounds to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct RoundsAsk {
    /// Code of one of the caller's centres; all when absent.
    centre: Option<String>,
    limit: Option<i64>,
    after: Option<String>,
}

/// The rounds of the caller's centres, the newest first.
#[utoipa::path(operation_id = "listRounds", tag = "rounds", params(RoundsAsk),
    responses(Guard<ListRounds>, (status = 200, body = Page<RoundLine>)))]
#[get("/rounds")]
async fn list_rounds(
    guard: Guard<ListRounds>,
    Query(query): Query<RoundsAsk>,
) -> Answer<Json<Page<RoundLine>>> {
    let RoundsAsk { centre, limit, after } = query;
    let ask = Ask::parse(limit, after.as_deref())?;
    let page = guard.read(move |tx| flow::list(tx, centre.as_deref(), ask)).await?;
    Ok(Json(page.map(|round| RoundLine::of(&round))))
}

/// One round with its progress.
#[utoipa::path(operation_id = "readRound", tag = "rounds",
    responses(Guard<ListRounds>, (status = 200, body = RoundView)))]
#[get("/rounds/{id}")]
async fn read_round(guard: Guard<ListRounds>, Path(id): Path<RoundId>) -> Answer<Json<RoundView>> {
    let found = guard.read(move |tx| flow::read(tx, id).and_then(|round| flow::shown(tx, round))).await?;
    Ok(Json(found.into()))
}

/// Give a round up.
///
/// At once while it waits, before the next step while it runs.
#[utoipa::path(operation_id = "cancelRound", tag = "rounds",
    responses(Guard<RunRound>, (status = 200, body = RoundView)))]
#[post("/rounds/{id}/cancellation")]
async fn cancel_round(guard: Guard<RunRound>, Path(id): Path<RoundId>) -> Answer<Json<RoundView>> {
    let done = guard
        .write(move |tx| {
            let round = flow::cancel(tx, id)?;
            flow::shown(tx, round)
        })
        .await?;
    Ok(Json(done.into()))
}
