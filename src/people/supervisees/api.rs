//! Supervision over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, patch, post, put};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::{
    Amendment, Found, Registration, Settlement, Supervisee, SuperviseeCard, SuperviseeId, SuperviseeMove,
    SuperviseeState,
};
use super::{flow, rules};
use crate::access::AccountId;
use crate::access::action::{
    ChangeSupervisee, HandOverMember, ListSettlements, ListSupervisees, LookUpPerson, RegisterSupervisee,
    SeeSupervisee, SettleSupervision,
};
use crate::base::page::Ask;
use crate::base::{Instant, May, Page};
use crate::people::accounts;
use crate::people::accounts::model::{Supervision, SupervisionAnswer};
use crate::web::extract::present;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of supervision.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(look_up)
        .service(list)
        .service(read)
        .service(settlements)
        .service(settle)
        .service(hand_over)
        .service(register)
        .service(amend)
        .service(end);
}

/// Which rows of a list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Rows {
    limit: Option<i64>,
    after: Option<String>,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LookUpBody {
    /// The member's code, such as `K7M-2QF`.
    code: String,
}

/// A person as an officer or a coordinator finds them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundPersonView {
    account_id: AccountId,
    code: String,
    preferred_name: String,
    /// Absent where it is not the reader's to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    supervision: Option<Supervision>,
    /// To a coordinator: whether their centre works with the person, or may begin to because none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_caseload: Option<bool>,
    /// To a coordinator: the code of the centre of theirs that works with the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    centre: Option<String>,
}

impl From<Found> for FoundPersonView {
    fn from(Found { card, supervision, in_caseload }: Found) -> Self {
        Self {
            account_id: card.id,
            code: card.code,
            preferred_name: card.preferred_name,
            supervision,
            in_caseload,
            centre: card.centre.filter(|_| in_caseload == Some(true)),
        }
    }
}

/// Find a member by the code that they told.
#[utoipa::path(operation_id = "lookUpPerson", tag = "supervision", request_body = LookUpBody,
    responses(Guard<LookUpPerson>, (status = 200, body = FoundPersonView)))]
#[post("/people/lookup")]
pub async fn look_up(
    guard: Guard<LookUpPerson>,
    Body(body): Body<LookUpBody>,
) -> Answer<Json<FoundPersonView>> {
    let found = guard.naming(guard.write(move |tx| flow::look_up(tx, &body.code))).await?;
    Ok(Json(found.into()))
}

/// A supervisee as their officer sees them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuperviseeView {
    id: SuperviseeId,
    account_id: AccountId,
    code: String,
    preferred_name: String,
    ends_on: NaiveDate,
    association_condition: bool,
    state: SuperviseeState,
    may: Vec<May<SuperviseeMove>>,
    version: i64,
}

impl From<SuperviseeCard> for SuperviseeView {
    fn from(card: SuperviseeCard) -> Self {
        let told = |what| May::told(what, rules::may(&card.supervisee, what));
        Self {
            may: SuperviseeMove::ALL.iter().copied().filter_map(told).collect(),
            id: card.supervisee.id,
            account_id: card.supervisee.person,
            code: card.code,
            preferred_name: card.preferred_name,
            ends_on: card.supervisee.ends_on,
            association_condition: card.supervisee.association_condition,
            state: card.supervisee.state,
            version: card.supervisee.version,
        }
    }
}

/// The caller's own supervisees.
#[utoipa::path(operation_id = "listSupervisees", tag = "supervision", params(Rows),
    responses(Guard<ListSupervisees>, (status = 200, body = Page<SuperviseeView>)))]
#[get("/supervisees")]
pub async fn list(
    guard: Guard<ListSupervisees>,
    Query(rows): Query<Rows>,
) -> Answer<Json<Page<SuperviseeView>>> {
    let ask = Ask::parse(rows.limit, rows.after.as_deref())?;
    let page = guard.read(move |tx| flow::list(tx, ask)).await?;
    Ok(Json(page.map(SuperviseeView::from)))
}

/// One of the caller's supervisees.
#[utoipa::path(operation_id = "readSupervisee", tag = "supervision",
    responses(Guard<SeeSupervisee>, (status = 200, body = SuperviseeView)))]
#[get("/supervisees/{id}")]
pub async fn read(guard: Guard<SeeSupervisee>, Path(id): Path<SuperviseeId>) -> Answer<Json<SuperviseeView>> {
    let card = guard.read(move |tx| flow::read(tx, id)).await?;
    Ok(Json(card.into()))
}

/// A member whose answer about supervision waits to be settled.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SettlementView {
    account_id: AccountId,
    code: String,
    preferred_name: String,
    answer: SupervisionAnswer,
    since: Instant,
    /// The code of the centre that works with them; `null` while none does.
    centre: Option<String>,
}

impl From<Settlement> for SettlementView {
    fn from(row: Settlement) -> Self {
        Self {
            account_id: row.person,
            code: row.code,
            preferred_name: row.preferred_name,
            answer: row.answer,
            since: row.since,
            centre: row.centre,
        }
    }
}

/// Members whose answer about supervision waits to be settled, longest waiting first.
#[utoipa::path(operation_id = "listSettlements", tag = "supervision", params(Rows),
    responses(Guard<ListSettlements>, (status = 200, body = Page<SettlementView>)))]
#[get("/settlements")]
pub async fn settlements(
    guard: Guard<ListSettlements>,
    Query(rows): Query<Rows>,
) -> Answer<Json<Page<SettlementView>>> {
    let ask = Ask::parse(rows.limit, rows.after.as_deref())?;
    let page = guard.read(move |tx| flow::settlements(tx, ask)).await?;
    Ok(Json(page.map(SettlementView::from)))
}

/// How a coordinator settles the question; that somebody is under supervision, only their officer says.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettledAs {
    NotSupervised,
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettlementBody {
    settled: SettledAs,
    /// The centre that works with the person from now on; needed when none does and the caller coordinates several.
    centre: Option<String>,
}

/// Settle that a member is not under supervision.
#[utoipa::path(operation_id = "settleSupervision", tag = "supervision", request_body = SettlementBody,
    responses(Guard<SettleSupervision>, (status = 204)))]
#[put("/people/{id}/supervision")]
pub async fn settle(
    guard: Guard<SettleSupervision>,
    Path(id): Path<AccountId>,
    Body(body): Body<SettlementBody>,
) -> Answer<HttpResponse> {
    let SettledAs::NotSupervised = body.settled;
    guard.write(move |tx| flow::settle(tx, id, body.centre)).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MemberCentreBody {
    /// The code of a centre; `null`: none, until one takes them on.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>, required = true)]
    centre: Option<Option<String>>,
}

/// Hand a member on to another centre, or let go of them.
///
/// From then on the caller's centre works with them no more, and they are told.
#[utoipa::path(operation_id = "handOverMember", tag = "supervision", request_body = MemberCentreBody,
    responses(Guard<HandOverMember>, (status = 204)))]
#[put("/people/{id}/centre")]
pub async fn hand_over(
    guard: Guard<HandOverMember>,
    Path(id): Path<AccountId>,
    Body(body): Body<MemberCentreBody>,
) -> Answer<HttpResponse> {
    guard.write(move |tx| accounts::flow::hand_over(tx, id, body.centre.flatten())).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuperviseeBody {
    code: String,
    /// The last day under supervision.
    ends_on: NaiveDate,
    /// Whether the order forbids associating with people with records.
    association_condition: bool,
}

/// Register a member whom the caller supervises.
#[utoipa::path(operation_id = "registerSupervisee", tag = "supervision", request_body = SuperviseeBody,
    responses(Guard<RegisterSupervisee>, (status = 201, body = SuperviseeView)))]
#[post("/supervisees")]
pub async fn register(
    guard: Guard<RegisterSupervisee>,
    Body(body): Body<SuperviseeBody>,
) -> Answer<HttpResponse> {
    let registration =
        Registration { ends_on: body.ends_on, association_condition: body.association_condition };
    let registered = guard.create::<Supervisee, _>(move |tx| {
        let officer = tx.account()?;
        flow::register(tx, officer, &body.code, registration).map(SuperviseeView::from)
    });
    guard.naming(registered).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AmendmentBody {
    ends_on: Option<NaiveDate>,
    association_condition: Option<bool>,
    version: i64,
}

/// Change the last day or the condition.
#[utoipa::path(operation_id = "amendSupervisee", tag = "supervision", request_body = AmendmentBody,
    responses(Guard<ChangeSupervisee>, (status = 200, body = SuperviseeView)))]
#[patch("/supervisees/{id}")]
pub async fn amend(
    guard: Guard<ChangeSupervisee>,
    Path(id): Path<SuperviseeId>,
    Body(body): Body<AmendmentBody>,
) -> Answer<Json<SuperviseeView>> {
    let amendment = Amendment {
        ends_on: body.ends_on,
        association_condition: body.association_condition,
        version: body.version,
    };
    let card = guard.write(move |tx| flow::amend(tx, id, amendment)).await?;
    Ok(Json(card.into()))
}

/// End a supervision.
#[utoipa::path(operation_id = "endSupervision", tag = "supervision", request_body = AtVersion,
    responses(Guard<ChangeSupervisee>, (status = 200, body = SuperviseeView)))]
#[post("/supervisees/{id}/ending")]
pub async fn end(
    guard: Guard<ChangeSupervisee>,
    Path(id): Path<SuperviseeId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<SuperviseeView>> {
    let card = guard.write(move |tx| flow::end(tx, id, body.version)).await?;
    Ok(Json(card.into()))
}
