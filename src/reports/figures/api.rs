//! Figures over HTTP.

use actix_web::get;
use actix_web::web::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::gather;
use super::model::{Band, Day, Mentoring};
use crate::access::action::SeeFigures;
use crate::mentoring::mentors::model::MentorState;
use crate::proposing::rounds::model::RoundId;
use crate::web::{Answer, Guard, Query, Routes};

/// The routes of figures.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(mentoring).service(own).service(shifts);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FiguresAsked {
    /// Code of a centre for which the caller works.
    centre: String,
}

/// Figures about mentoring in a centre, as they are now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MentoringFigures {
    /// The day on which waiting is counted.
    date: NaiveDate,
    /// The shortest waiting first.
    waiting: Vec<WaitingBand>,
    /// The round that said for whom there are suitable mentors.
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<RoundOfFigures>,
    /// In the order of their way.
    mentors: Vec<StageFigure>,
    /// Those first that most want.
    languages: Vec<LanguageFigure>,
}

/// How many have waited for about as long.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct WaitingBand {
    from_days: i64,
    /// The last day that counts; absent: no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_days: Option<i64>,
    waiting: i64,
    /// How many of them have a suitable mentor; absent while no round has said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    suitable: Option<i64>,
    /// How many of them have none; of the rest nothing is known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    none: Option<i64>,
}

#[derive(Serialize, ToSchema)]
struct RoundOfFigures {
    id: RoundId,
    date: NaiveDate,
}

#[derive(Serialize, ToSchema)]
struct StageFigure {
    state: MentorState,
    count: i64,
}

#[derive(Serialize, ToSchema)]
struct LanguageFigure {
    /// Code of the language.
    code: String,
    /// How many of those who wait would rather speak it than any other.
    wanted: i64,
    /// How many active mentors can talk about feelings in it.
    spoken: i64,
}

/// The places of all shifts of one day.
#[derive(Serialize, ToSchema)]
struct DayFigure {
    date: NaiveDate,
    slots: i64,
    taken: i64,
    capacity: i64,
}

/// How full the coming days are, today first.
#[derive(Serialize, ToSchema)]
struct ShiftFigures {
    days: Vec<DayFigure>,
}

/// How long those wait whom a psychologist has referred.
#[derive(Serialize, ToSchema)]
struct OwnFigures {
    /// The shortest waiting first.
    waiting: Vec<WaitingBand>,
}

impl From<Band> for WaitingBand {
    fn from(band: Band) -> Self {
        Self {
            from_days: band.from_days,
            to_days: band.to_days,
            waiting: band.waiting,
            suitable: band.found.map(|found| found.suitable),
            none: band.found.map(|found| found.none),
        }
    }
}

impl From<Mentoring> for MentoringFigures {
    fn from(figures: Mentoring) -> Self {
        let stage = |(state, count)| StageFigure { state, count };
        let language = |one: super::model::Language| LanguageFigure {
            code: one.code,
            wanted: one.wanted,
            spoken: one.spoken,
        };
        Self {
            date: figures.day,
            waiting: figures.waiting.into_iter().map(WaitingBand::from).collect(),
            round: figures.round.map(|(id, date)| RoundOfFigures { id, date }),
            mentors: figures.mentors.into_iter().map(stage).collect(),
            languages: figures.languages.into_iter().map(language).collect(),
        }
    }
}

impl From<Day> for DayFigure {
    fn from(day: Day) -> Self {
        let Day { date, slots, taken, capacity } = day;
        Self { date, slots, taken, capacity }
    }
}

/// Who waits in a centre, its mentors by stage, and languages wanted and spoken.
#[utoipa::path(operation_id = "readMentoringFigures", tag = "reports", params(FiguresAsked),
    responses(Guard<SeeFigures>, (status = 200, body = MentoringFigures)))]
#[get("/reports/mentoring")]
async fn mentoring(
    guard: Guard<SeeFigures>,
    Query(asked): Query<FiguresAsked>,
) -> Answer<Json<MentoringFigures>> {
    let figures = guard.snapshot(move |tx| gather::mentoring(tx, &asked.centre)).await?;
    Ok(Json(figures.into()))
}

/// How long those wait whom the caller has referred.
#[utoipa::path(operation_id = "readOwnFigures", tag = "reports",
    responses(Guard<SeeFigures>, (status = 200, body = OwnFigures)))]
#[get("/reports/own")]
async fn own(guard: Guard<SeeFigures>) -> Answer<Json<OwnFigures>> {
    let waiting = guard.read(gather::own).await?.into_iter().map(WaitingBand::from).collect();
    Ok(Json(OwnFigures { waiting }))
}

/// How full the shifts of a centre's hosts are in the coming fortnight, day by day.
#[utoipa::path(operation_id = "readShiftFigures", tag = "reports", params(FiguresAsked),
    responses(Guard<SeeFigures>, (status = 200, body = ShiftFigures)))]
#[get("/reports/shifts")]
async fn shifts(guard: Guard<SeeFigures>, Query(asked): Query<FiguresAsked>) -> Answer<Json<ShiftFigures>> {
    let days = guard.read(move |tx| gather::shifts(tx, &asked.centre)).await?;
    Ok(Json(ShiftFigures { days: days.into_iter().map(DayFigure::from).collect() }))
}
