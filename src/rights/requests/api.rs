//! Requests over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{Answering, Asked, NotesDecision, OnPaper, Request, RequestId, RequestKind};
use super::view::{OwnRequestView, RequestDossier, RequestView, StatementView};
use crate::access::action::{
    AnswerRequest, AskForData, DecideNotes, EnterRequest, ListRequests, ReadCopy, ReadStatements,
    SeeOwnRequests, WithdrawRequest,
};
use crate::access::{AccountId, ReferralId};
use crate::base::page::Ask;
use crate::base::text::{Bounds, checked};
use crate::base::{Fault, Language, Page, Result};
use crate::rights::copies::model::{CopyPart, DataCopy};
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of requests.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(own)
        .service(ask)
        .service(withdraw)
        .service(list)
        .service(enter)
        .service(read)
        .service(decide_notes)
        .service(answer)
        .service(copy)
        .service(statements_of_person)
        .service(statements_of_referral);
}

/// Why something is refused or held back, so that whoever reads it can do something with it.
const REASON: Bounds = Bounds::new(10, 2000);

/// The text, if there is any.
fn any(text: Option<&str>, field: &'static str, bounds: Bounds, faults: &mut Vec<Fault>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).and_then(|text| checked(text, field, bounds, faults))
}

fn sound(faults: Vec<Fault>) -> Result<()> {
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

/// What the caller has asked about their own data, the latest first.
#[derive(Serialize, ToSchema)]
struct OwnRequests {
    items: Vec<OwnRequestView>,
}

/// What the caller has asked about what is kept of them.
#[utoipa::path(operation_id = "listOwnRequests", tag = "rights",
    responses(Guard<SeeOwnRequests>, (status = 200, body = OwnRequests)))]
#[get("/me/data-requests")]
async fn own(guard: Guard<SeeOwnRequests>) -> Answer<Json<OwnRequests>> {
    let (rows, now) = (guard.read(flow::own).await?, guard.now());
    let items = rows.into_iter().map(|row| OwnRequestView::of(row, now)).collect();
    Ok(Json(OwnRequests { items }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AskBody {
    kind: RequestKind,
    /// What is wrong and what would be right, or what shall not be done; for a copy or an erasure as they like.
    words: Option<String>,
    /// The language in which the answer is read.
    language: Language,
}

impl AskBody {
    fn asked(self) -> Result<Asked> {
        let mut faults = Vec::new();
        let words = any(self.words.as_deref(), "words", Bounds::TEXT, &mut faults);
        sound(faults)?;
        Ok(Asked { kind: self.kind, words, language: self.language })
    }
}

/// Ask to see what is kept, to have it mended, to object, or to have it erased.
///
/// The privacy officer answers within 40 days.
#[utoipa::path(operation_id = "askForData", tag = "rights", request_body = AskBody,
    responses(Guard<AskForData>, (status = 201, body = OwnRequestView)))]
#[post("/me/data-requests")]
async fn ask(guard: Guard<AskForData>, Body(body): Body<AskBody>) -> Answer<HttpResponse> {
    let asked = body.asked()?;
    let made = guard.create::<Request, _>(move |tx| {
        let request = flow::ask(tx, asked)?;
        Ok(OwnRequestView::of(request, tx.now))
    });
    guard.naming(made).await
}

/// Take a request back.
#[utoipa::path(operation_id = "withdrawRequest", tag = "rights", request_body = AtVersion,
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<WithdrawRequest>, (status = 200, body = OwnRequestView)))]
#[post("/me/data-requests/{id}/withdrawal")]
async fn withdraw(
    guard: Guard<WithdrawRequest>,
    Path(id): Path<RequestId>,
    Body(AtVersion { version }): Body<AtVersion>,
) -> Answer<Json<OwnRequestView>> {
    let now = guard.now();
    let request = guard.write(move |tx| flow::withdraw(tx, id, version)).await?;
    Ok(Json(OwnRequestView::of(request, now)))
}

/// Which requests to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListAsk {
    /// Whether to list those that wait for an answer; else those that are over.
    open: Option<bool>,
    limit: Option<i64>,
    after: Option<String>,
}

/// Requests that the caller works on: open ones by deadline, others the latest first.
#[utoipa::path(operation_id = "listRequests", tag = "rights", params(ListAsk),
    responses(Guard<ListRequests>, (status = 200, body = Page<RequestView>)))]
#[get("/data-requests")]
async fn list(guard: Guard<ListRequests>, Query(query): Query<ListAsk>) -> Answer<Json<Page<RequestView>>> {
    let rows = Ask::parse(query.limit, query.after.as_deref())?;
    let (open, now) = (query.open.unwrap_or(true), guard.now());
    let page = guard.read(move |tx| flow::list(tx, open, rows)).await?;
    Ok(Json(page.map(|row| RequestView::of(row, now))))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PaperBody {
    /// The code that the member told, or the reference of the person in custody.
    code: String,
    kind: RequestKind,
    words: Option<String>,
    language: Language,
    /// The day on which the paper came: the clock runs from then on.
    received_on: NaiveDate,
}

/// Enter what came on paper.
#[utoipa::path(operation_id = "enterRequest", tag = "rights", request_body = PaperBody,
    responses(Guard<EnterRequest>, (status = 201, body = RequestView)))]
#[post("/data-requests")]
async fn enter(guard: Guard<EnterRequest>, Body(body): Body<PaperBody>) -> Answer<HttpResponse> {
    let PaperBody { code, kind, words, language, received_on } = body;
    let asked = AskBody { kind, words, language }.asked()?;
    let paper = OnPaper { code, asked, received_on };
    let made = guard.create::<Request, _>(move |tx| {
        let request = flow::enter(tx, paper)?;
        Ok(RequestView::of(request, tx.now))
    });
    guard.naming(made).await
}

/// One request with what was found, part by part.
#[utoipa::path(operation_id = "readRequest", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ListRequests>, (status = 200, body = RequestDossier)))]
#[get("/data-requests/{id}")]
async fn read(guard: Guard<ListRequests>, Path(id): Path<RequestId>) -> Answer<Json<RequestDossier>> {
    let dossier = guard.read(move |tx| flow::read(tx, id)).await?;
    Ok(Json(RequestDossier::of(dossier, guard.actor().account(), guard.now())))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NotesBody {
    version: i64,
    decision: NotesDecision,
    /// Why they are held back: handing them over would do serious harm to somebody's health.
    reason: Option<String>,
}

/// Say whether notes are handed over: the psychologist who works with the person, or who answers where there is none.
#[utoipa::path(operation_id = "decideNotes", tag = "rights", request_body = NotesBody,
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<DecideNotes>, (status = 200, body = RequestDossier)))]
#[post("/data-requests/{id}/notes")]
async fn decide_notes(
    guard: Guard<DecideNotes>,
    Path(id): Path<RequestId>,
    Body(body): Body<NotesBody>,
) -> Answer<Json<RequestDossier>> {
    let mut faults = Vec::new();
    let reason = any(body.reason.as_deref(), "reason", REASON, &mut faults);
    sound(faults)?;
    let (at, decision) = ((id, body.version), body.decision);
    let dossier = guard.write(move |tx| {
        let request = flow::decide_notes(tx, at, decision, reason)?;
        flow::dossier(tx, request)
    });
    Ok(Json(RequestDossier::of(dossier.await?, guard.actor().account(), guard.now())))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ReplyBody {
    version: i64,
    /// Whether what was asked is done; else it is refused.
    granted: bool,
    /// What was done, or why not, as the person reads it.
    reply: Option<String>,
    /// Parts of a copy that are not handed over; the reply says why.
    #[serde(default)]
    held_back: Vec<CopyPart>,
}

/// Answer a request: what was done, or why it is refused.
#[utoipa::path(operation_id = "answerRequest", tag = "rights", request_body = ReplyBody,
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<AnswerRequest>, (status = 200, body = RequestDossier)))]
#[post("/data-requests/{id}/answer")]
async fn answer(
    guard: Guard<AnswerRequest>,
    Path(id): Path<RequestId>,
    Body(body): Body<ReplyBody>,
) -> Answer<Json<RequestDossier>> {
    let mut faults = Vec::new();
    let reply = any(body.reply.as_deref(), "reply", REASON, &mut faults);
    sound(faults)?;
    let version = body.version;
    let answering = Answering { granted: body.granted, reply, held_back: body.held_back };
    let dossier = guard.write(move |tx| {
        let request = flow::answer(tx, id, version, answering)?;
        flow::dossier(tx, request)
    });
    Ok(Json(RequestDossier::of(dossier.await?, guard.actor().account(), guard.now())))
}

/// The copy of what is kept, without anybody else in it.
///
/// Who asked reads it for 30 days after the answer, and so does whoever prints it for a person in custody; who answers
/// reads beforehand what will be handed over.
#[utoipa::path(operation_id = "readCopy", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ReadCopy>, (status = 200, body = DataCopy)))]
#[get("/data-requests/{id}/copy")]
async fn copy(guard: Guard<ReadCopy>, Path(id): Path<RequestId>) -> Answer<Json<DataCopy>> {
    Ok(Json(guard.read(move |tx| flow::copy(tx, id)).await?))
}

/// What stands beside a file.
#[derive(Serialize, ToSchema)]
struct Statements {
    items: Vec<StatementView>,
}

impl Statements {
    fn of(rows: Vec<Request>) -> Json<Self> {
        Json(Self { items: rows.into_iter().filter_map(StatementView::of).collect() })
    }
}

/// What a member says is wrong in their file, where it was not changed: it stands beside the file.
#[utoipa::path(operation_id = "listStatementsOfPerson", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ReadStatements>, (status = 200, body = Statements)))]
#[get("/people/{id}/statements")]
async fn statements_of_person(
    guard: Guard<ReadStatements>,
    Path(id): Path<AccountId>,
) -> Answer<Json<Statements>> {
    Ok(Statements::of(guard.read(move |tx| flow::statements_of_person(tx, id)).await?))
}

/// What a person in custody says is wrong in their file, where it was not changed.
#[utoipa::path(operation_id = "listStatementsOfReferral", tag = "rights",
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<ReadStatements>, (status = 200, body = Statements)))]
#[get("/referrals/{id}/statements")]
async fn statements_of_referral(
    guard: Guard<ReadStatements>,
    Path(id): Path<ReferralId>,
) -> Answer<Json<Statements>> {
    Ok(Statements::of(guard.read(move |tx| flow::statements_of_referral(tx, id)).await?))
}
