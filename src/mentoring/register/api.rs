//! The class register over HTTP.

use actix_web::web::Json;
use actix_web::{get, put};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::flow;
use super::model::{Entry, Pupil};
use crate::access::action::RecordTraining;
use crate::base::Page;
use crate::base::page::Ask;
use crate::mentoring::mentors::model::{Mentor, MentorId};
use crate::mentoring::training::view::TrainingView;
use crate::web::{Answer, Body, Guard, Query, Routes};

/// The routes of the class register.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(class).service(save);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RegisterRows {
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// Somebody in training with every result.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PupilView {
    #[schema(value_type = String, format = Uuid)]
    id: MentorId,
    preferred_name: String,
    /// The member's code.
    code: String,
    training: TrainingView,
    version: i64,
}

impl From<Pupil> for PupilView {
    fn from(pupil: Pupil) -> Self {
        let Mentor { id, person, version, .. } = pupil.mentor;
        Self {
            id,
            preferred_name: person.preferred_name,
            code: person.code,
            training: TrainingView::of(&pupil.results),
            version,
        }
    }
}

/// Who is in training in the caller's centres, with all results.
#[utoipa::path(operation_id = "listClass", tag = "mentors", params(RegisterRows),
    responses(Guard<RecordTraining>, (status = 200, body = Page<PupilView>)))]
#[get("/class-register")]
async fn class(
    guard: Guard<RecordTraining>,
    Query(rows): Query<RegisterRows>,
) -> Answer<Json<Page<PupilView>>> {
    let ask = Ask::parse(rows.limit, rows.after.as_deref())?;
    let page = guard.read(move |tx| flow::class(tx, ask)).await?;
    Ok(Json(page.map(PupilView::from)))
}

/// One mentor's result in one module.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RegisterEntry {
    #[schema(value_type = String, format = Uuid)]
    mentor_id: MentorId,
    /// Of the mentor's file.
    version: i64,
    /// Such as `M3`.
    module: String,
    attended: bool,
    /// Absent while nobody has judged it.
    passed: Option<bool>,
    on: NaiveDate,
}

/// Results of a class, or of one mentor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RegisterBody {
    /// At most 200; each mentor and module once.
    results: Vec<RegisterEntry>,
}

/// A mentor after the save.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RegisterSaved {
    #[schema(value_type = String, format = Uuid)]
    mentor_id: MentorId,
    version: i64,
}

/// What the save came to.
#[derive(Serialize, ToSchema)]
struct RegisterAnswer {
    mentors: Vec<RegisterSaved>,
}

/// Record many results in one save: all of them, or none.
///
/// A result stands in the place of the one before. Whoever is left out keeps what they have.
#[utoipa::path(operation_id = "recordResults", tag = "mentors", request_body = RegisterBody,
    responses(Guard<RecordTraining>, (status = 200, body = RegisterAnswer)))]
#[put("/class-register")]
async fn save(guard: Guard<RecordTraining>, Body(body): Body<RegisterBody>) -> Answer<Json<RegisterAnswer>> {
    let entries: Vec<_> = body
        .results
        .into_iter()
        .map(|one| Entry {
            mentor: one.mentor_id,
            version: one.version,
            module: one.module,
            attended: one.attended,
            passed: one.passed,
            on: one.on,
        })
        .collect();
    let saved = guard.write(move |tx| flow::save(tx, &entries)).await?;
    let mentors =
        saved.into_iter().map(|mentor| RegisterSaved { mentor_id: mentor.id, version: mentor.version });
    Ok(Json(RegisterAnswer { mentors: mentors.collect() }))
}
