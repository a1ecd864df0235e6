//! One's own application over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, patch, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::checked::checked;
use super::flow;
use super::rules::OwnStep;
use super::view::MyMentor;
use crate::access::AccountId;
use crate::access::action::{ApplyAsMentor, ChangeOwnMentor, SeeOwnMentor};
use crate::base::Result;
use crate::mentoring::mentors::answers::Answers;
use crate::mentoring::mentors::model::Mentor;
use crate::places;
use crate::tx::Tx;
use crate::web::{Answer, AtVersion, Body, Guard, Routes};

/// The routes of one's own application.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(start)
        .service(mine)
        .service(answer)
        .service(submission)
        .service(withdrawal)
        .service(pause)
        .service(resumption);
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StartBody {}

/// Begin to apply as a mentor.
#[utoipa::path(operation_id = "startApplication", tag = "mentors", request_body = StartBody,
    responses(Guard<ApplyAsMentor>, (status = 201, body = MyMentor)))]
#[post("/me/mentor")]
async fn start(guard: Guard<ApplyAsMentor>, Body(StartBody {}): Body<StartBody>) -> Answer<HttpResponse> {
    let start = |tx: &mut Tx<'_>| {
        let person = tx.account()?;
        let mentor = flow::start(tx, person)?;
        flow::gather(tx, mentor).map(MyMentor::of)
    };
    guard.create::<Mentor, _>(start).await
}

/// One's own latest application, or where one stands as a mentor.
#[utoipa::path(operation_id = "readOwnMentor", tag = "mentors",
    responses(Guard<SeeOwnMentor>, (status = 200, body = MyMentor)))]
#[get("/me/mentor")]
async fn mine(guard: Guard<SeeOwnMentor>) -> Answer<Json<MyMentor>> {
    let seen = |tx: &mut Tx<'_>| {
        let person = tx.account()?;
        flow::overview(tx, person).map(MyMentor::of)
    };
    Ok(Json(guard.read(seen).await?))
}

/// Changes one's own application and answers with what it is then.
async fn changed(
    guard: Guard<ChangeOwnMentor>,
    change: impl FnOnce(&mut Tx<'_>, AccountId) -> Result<Mentor> + Send + 'static,
) -> Answer<Json<MyMentor>> {
    let done = move |tx: &mut Tx<'_>| {
        let person = tx.account()?;
        let mentor = change(tx, person)?;
        flow::gather(tx, mentor).map(MyMentor::of)
    };
    Ok(Json(guard.write(done).await?))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AnswerBody {
    version: i64,
    /// The answers that are given now; the others stay as they were.
    answers: Answers,
}

/// Save some answers of the application.
#[utoipa::path(operation_id = "answerApplication", tag = "mentors", request_body = AnswerBody,
    responses(Guard<ChangeOwnMentor>, (status = 200, body = MyMentor)))]
#[patch("/me/mentor")]
async fn answer(guard: Guard<ChangeOwnMentor>, Body(body): Body<AnswerBody>) -> Answer<Json<MyMentor>> {
    let answers = checked(body.answers, places::all(), guard.now()).map_err(|mut faults| {
        for fault in &mut faults {
            fault.field = format!("answers.{}", fault.field).into();
        }
        faults
    })?;
    changed(guard, move |tx, person| flow::answer(tx, person, answers, body.version)).await
}

/// Send the application.
#[utoipa::path(operation_id = "submitApplication", tag = "mentors", request_body = AtVersion,
    responses(Guard<ChangeOwnMentor>, (status = 200, body = MyMentor)))]
#[post("/me/mentor/submission")]
async fn submission(guard: Guard<ChangeOwnMentor>, Body(body): Body<AtVersion>) -> Answer<Json<MyMentor>> {
    changed(guard, move |tx, person| flow::submit(tx, person, body.version)).await
}

/// Withdraw, or step down as a mentor; no reason is asked.
#[utoipa::path(operation_id = "withdrawAsMentor", tag = "mentors", request_body = AtVersion,
    responses(Guard<ChangeOwnMentor>, (status = 200, body = MyMentor)))]
#[post("/me/mentor/withdrawal")]
async fn withdrawal(guard: Guard<ChangeOwnMentor>, Body(body): Body<AtVersion>) -> Answer<Json<MyMentor>> {
    changed(guard, move |tx, person| flow::change(tx, person, OwnStep::Withdraw, body.version)).await
}

/// Pause as a mentor; no reason is asked.
#[utoipa::path(operation_id = "pauseAsMentor", tag = "mentors", request_body = AtVersion,
    responses(Guard<ChangeOwnMentor>, (status = 200, body = MyMentor)))]
#[post("/me/mentor/pause")]
async fn pause(guard: Guard<ChangeOwnMentor>, Body(body): Body<AtVersion>) -> Answer<Json<MyMentor>> {
    changed(guard, move |tx, person| flow::change(tx, person, OwnStep::Pause, body.version)).await
}

/// Come back from a pause.
#[utoipa::path(operation_id = "resumeAsMentor", tag = "mentors", request_body = AtVersion,
    responses(Guard<ChangeOwnMentor>, (status = 200, body = MyMentor)))]
#[post("/me/mentor/resumption")]
async fn resumption(guard: Guard<ChangeOwnMentor>, Body(body): Body<AtVersion>) -> Answer<Json<MyMentor>> {
    changed(guard, move |tx, person| flow::change(tx, person, OwnStep::Resume, body.version)).await
}
