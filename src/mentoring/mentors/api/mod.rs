//! Mentors over HTTP, for staff.

pub mod steps;

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post, put};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use super::model::{Confirmed, Mentor, MentorId, MentorState, Wanted, half_hours};
use super::view::{MentorItem, StaffMentor};
use super::{flow, gather, rules};
use crate::access::Named;
use crate::access::action::{
    ClearInstitutions, ConfirmComfort, ConfirmOffers, EndorseMentor, ListMentors, ReadMentor,
    RecordShadowing, RecordTraining, SignOffMentor,
};
use crate::base::page::Ask;
use crate::base::{Fault, FaultCode, Page, Result};
use crate::mentoring::training::model::ModuleResult;
use crate::places;
use crate::tx::Tx;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of mentors, for staff.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(list)
        .service(counts)
        .service(one)
        .service(endorsement)
        .service(module)
        .service(shadowing)
        .service(sign_off)
        .service(confirm_offers)
        .service(confirm_comfort)
        .service(institutions)
        .configure(steps::routes);
}

/// Changes a mentor and answers with the whole file, as it is then.
///
/// # Errors
/// Whatever the change refuses.
pub async fn changed<A: Named>(
    guard: Guard<A>,
    change: impl FnOnce(&mut Tx<'_>) -> Result<Mentor> + Send + 'static,
) -> Answer<Json<StaffMentor>> {
    let done = move |tx: &mut Tx<'_>| {
        let mentor = change(tx)?;
        gather::dossier(tx, mentor).map(StaffMentor::of)
    };
    Ok(Json(guard.write(done).await?))
}

#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MentorsAsked {
    state: Option<MentorState>,
    /// The code of a centre.
    centre: Option<String>,
    /// Part of the name or of the member's code.
    q: Option<String>,
    /// The code of a language that they speak.
    language: Option<String>,
    limit: Option<i64>,
    after: Option<String>,
}

/// The mentors that the caller sees, those first who are longest in their state.
///
/// A coordinator sees those of the centre, a psychologist their own and those in screening and interview.
#[utoipa::path(operation_id = "listMentors", tag = "mentors", params(MentorsAsked),
    responses(Guard<ListMentors>, (status = 200, body = Page<MentorItem>)))]
#[get("/mentors")]
async fn list(
    guard: Guard<ListMentors>,
    Query(asked): Query<MentorsAsked>,
) -> Answer<Json<Page<MentorItem>>> {
    let ask = Ask::parse(asked.limit, asked.after.as_deref())?;
    let now = guard.now();
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let wanted = Wanted {
        centre: asked.centre,
        state: asked.state,
        words: given(asked.q),
        language: given(asked.language),
    };
    let page = guard.read(move |tx| flow::list(tx, &wanted, ask)).await?;
    Ok(Json(page.map(|mentor| MentorItem::of(&mentor, now))))
}

/// How many mentors there are in each state.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct MentorCounts {
    /// A number for each state.
    by_state: BTreeMap<&'static str, i64>,
}

/// How many there are in each state among those that the caller sees.
#[utoipa::path(operation_id = "countMentors", tag = "mentors",
    responses(Guard<ListMentors>, (status = 200, body = MentorCounts)))]
#[get("/mentors/counts")]
async fn counts(guard: Guard<ListMentors>) -> Answer<Json<MentorCounts>> {
    let counts = guard.read(flow::counts).await?;
    let by_state = counts.into_iter().map(|(state, count)| (state.as_str(), count)).collect();
    Ok(Json(MentorCounts { by_state }))
}

/// Everything about one mentor.
///
/// That it was read is remembered.
#[utoipa::path(operation_id = "readMentor", tag = "mentors",
    responses(Guard<ReadMentor>, (status = 200, body = StaffMentor)))]
#[get("/mentors/{id}")]
async fn one(guard: Guard<ReadMentor>, Path(id): Path<MentorId>) -> Answer<Json<StaffMentor>> {
    Ok(Json(guard.write(move |tx| gather::read(tx, id).map(StaffMentor::of)).await?))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct InterviewBody {
    yes: bool,
    version: i64,
}

/// Say, as a psychologist, whether one would work with the person.
#[utoipa::path(operation_id = "endorseMentor", tag = "mentors", request_body = InterviewBody,
    responses(Guard<EndorseMentor>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/endorsement")]
async fn endorsement(
    guard: Guard<EndorseMentor>,
    Path(id): Path<MentorId>,
    Body(body): Body<InterviewBody>,
) -> Answer<Json<StaffMentor>> {
    let endorse = move |tx: &mut Tx<'_>| {
        let by = tx.account()?;
        flow::endorse(tx, id, by, body.yes, body.version)
    };
    changed(guard, endorse).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ModuleBody {
    attended: bool,
    /// Absent while nobody has judged it.
    passed: Option<bool>,
    on: NaiveDate,
    version: i64,
}

/// Record a result in a module of the course.
#[utoipa::path(operation_id = "recordModule", tag = "mentors", request_body = ModuleBody,
    responses(Guard<RecordTraining>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/modules/{code}")]
async fn module(
    guard: Guard<RecordTraining>,
    Path((id, module)): Path<(MentorId, String)>,
    Body(body): Body<ModuleBody>,
) -> Answer<Json<StaffMentor>> {
    let by = guard.actor().account();
    let result = ModuleResult { module, attended: body.attended, passed: body.passed, on: body.on, by };
    changed(guard, move |tx| flow::record_module(tx, id, result, body.version)).await
}

/// The longest stretch of shadowing at once, in half hours.
const LONGEST_STRETCH: i32 = 24;

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ShadowingBody {
    on: NaiveDate,
    /// In steps of half an hour, at most 12.
    hours: f64,
    version: i64,
}

/// Add a stretch of shadowing.
#[utoipa::path(operation_id = "recordShadowing", tag = "mentors", request_body = ShadowingBody,
    responses(Guard<RecordShadowing>, (status = 201, body = StaffMentor)))]
#[post("/mentors/{id}/shadowing")]
async fn shadowing(
    guard: Guard<RecordShadowing>,
    Path(id): Path<MentorId>,
    Body(body): Body<ShadowingBody>,
) -> Answer<HttpResponse> {
    let add = move |tx: &mut Tx<'_>| {
        let stretch = half_hours(body.hours, LONGEST_STRETCH);
        let params = json!({ "min": 0.5, "max": LONGEST_STRETCH / 2 });
        let length = stretch.is_none().then(|| Fault::with("hours", FaultCode::OutOfRange, params));
        let faults: Vec<Fault> = rules::to_come(body.on, tx.today()).into_iter().chain(length).collect();
        let Some(stretch) = stretch.filter(|_| faults.is_empty()) else { return Err(faults.into()) };
        let mentor = flow::record_shadowing(tx, id, body.on, stretch, body.version)?;
        gather::dossier(tx, mentor).map(StaffMentor::of)
    };
    guard.create::<Mentor, _>(add).await
}

/// Sign under the competency review.
#[utoipa::path(operation_id = "signOffMentor", tag = "mentors", request_body = AtVersion,
    responses(Guard<SignOffMentor>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/sign-off")]
async fn sign_off(
    guard: Guard<SignOffMentor>,
    Path(id): Path<MentorId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<StaffMentor>> {
    let sign = move |tx: &mut Tx<'_>| {
        let by = tx.account()?;
        flow::sign_off(tx, id, by, body.version)
    };
    changed(guard, sign).await
}

/// Confirm, as a coordinator, what the mentor says they can give most.
#[utoipa::path(operation_id = "confirmOffers", tag = "mentors", request_body = AtVersion,
    responses(Guard<ConfirmOffers>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/offers-confirmation")]
async fn confirm_offers(
    guard: Guard<ConfirmOffers>,
    Path(id): Path<MentorId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<StaffMentor>> {
    confirmed(guard, id, Confirmed::Offers, body).await
}

/// Confirm, as the mentor's psychologist, with which focus the mentor is at ease.
#[utoipa::path(operation_id = "confirmComfort", tag = "mentors", request_body = AtVersion,
    responses(Guard<ConfirmComfort>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/comfort-confirmation")]
async fn confirm_comfort(
    guard: Guard<ConfirmComfort>,
    Path(id): Path<MentorId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<StaffMentor>> {
    confirmed(guard, id, Confirmed::Comfort, body).await
}

async fn confirmed<A: Named>(
    guard: Guard<A>,
    id: MentorId,
    what: Confirmed,
    body: AtVersion,
) -> Answer<Json<StaffMentor>> {
    let confirm = move |tx: &mut Tx<'_>| {
        let by = tx.account()?;
        flow::confirm(tx, id, what, by, body.version)
    };
    changed(guard, confirm).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct InstitutionsBody {
    /// Codes of all institutions that admit the mentor.
    institutions: Vec<String>,
    version: i64,
}

/// The institutions that admit a mentor.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ClearedView {
    cleared_institutions: Vec<String>,
    version: i64,
}

/// Say which institutions admit the mentor; a liaison speaks for their own only.
#[utoipa::path(operation_id = "clearInstitutions", tag = "mentors", request_body = InstitutionsBody,
    responses(Guard<ClearInstitutions>, (status = 200, body = ClearedView)))]
#[put("/mentors/{id}/institutions")]
async fn institutions(
    guard: Guard<ClearInstitutions>,
    Path(id): Path<MentorId>,
    Body(body): Body<InstitutionsBody>,
) -> Answer<Json<ClearedView>> {
    let known = places::all();
    let unknown: Vec<Fault> = body
        .institutions
        .iter()
        .enumerate()
        .filter(|(_, code)| known.institution(code).is_none())
        .map(|(at, _)| Fault::new(format!("institutions[{at}]"), FaultCode::UnknownCode))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown.into());
    }
    let codes = body.institutions.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let mentor = guard.write(move |tx| flow::clear_institutions(tx, id, codes, body.version)).await?;
    Ok(Json(ClearedView { cleared_institutions: mentor.institutions, version: mentor.version }))
}
