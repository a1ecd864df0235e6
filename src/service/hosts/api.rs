//! Hosts over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow::{self, HostChange};
use super::model::{Host, HostFacts, HostKind, HostName};
use crate::access::HostId;
use crate::access::action::{ChangeHosts, ListHostNames, ListHosts};
use crate::base::page::Ask;
use crate::base::{Page, Text3};
use crate::tx::Tx;
use crate::web::extract::present;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of hosts.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list).service(names).service(enter).service(change);
}

/// A host organisation as coordinators see it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HostView {
    #[schema(value_type = uuid::Uuid)]
    id: HostId,
    name: Text3,
    kind: HostKind,
    district: String,
    /// The last day of its public-liability and volunteers' accident cover.
    insurance_valid_to: Option<NaiveDate>,
    /// The last day of its agreement with the programme.
    agreement_valid_to: Option<NaiveDate>,
    /// The code of the centre that works with it; `null` while none has taken it.
    centre: Option<String>,
    version: i64,
}

impl From<Host> for HostView {
    fn from(host: Host) -> Self {
        Self {
            id: host.id,
            name: host.facts.name,
            kind: host.facts.kind,
            district: host.facts.district,
            insurance_valid_to: host.facts.insurance_valid_to,
            agreement_valid_to: host.facts.agreement_valid_to,
            centre: host.centre,
            version: host.version,
        }
    }
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HostQuery {
    limit: Option<i64>,
    after: Option<String>,
}

/// The hosts of the caller's centres and those that no centre has taken, to an admin all; the latest first.
#[utoipa::path(operation_id = "listHosts", tag = "hosts", params(HostQuery),
    responses(Guard<ListHosts>, (status = 200, body = Page<HostView>)))]
#[get("/hosts")]
async fn list(guard: Guard<ListHosts>, Query(query): Query<HostQuery>) -> Answer<Json<Page<HostView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let page = guard.read(move |tx| flow::page(tx, ask)).await?;
    Ok(Json(page.map(HostView::from)))
}

/// A host by its name alone.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HostNameView {
    #[schema(value_type = uuid::Uuid)]
    id: HostId,
    name: Text3,
}

impl From<HostName> for HostNameView {
    fn from(HostName { id, name }: HostName) -> Self {
        Self { id, name }
    }
}

/// The names of all hosts, for whoever only chooses one.
#[utoipa::path(operation_id = "listHostNames", tag = "hosts",
    responses(Guard<ListHostNames>, (status = 200, body = Page<HostNameView>)))]
#[get("/host-names")]
async fn names(guard: Guard<ListHostNames>) -> Answer<Json<Page<HostNameView>>> {
    Ok(Json(Page::whole(guard.read(flow::names).await?).map(HostNameView::from)))
}

/// A new host.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostBody {
    name: Text3,
    kind: HostKind,
    district: String,
    insurance_valid_to: Option<NaiveDate>,
    agreement_valid_to: Option<NaiveDate>,
    /// The centre that works with it; needed when the caller coordinates several.
    centre: Option<String>,
}

/// Enter a host.
///
/// It is the caller's centre's.
#[utoipa::path(operation_id = "enterHost", tag = "hosts", request_body = HostBody,
    responses(Guard<ChangeHosts>, (status = 201, body = HostView)))]
#[post("/hosts")]
async fn enter(guard: Guard<ChangeHosts>, Body(body): Body<HostBody>) -> Answer<HttpResponse> {
    let facts = HostFacts {
        name: body.name,
        kind: body.kind,
        district: body.district,
        insurance_valid_to: body.insurance_valid_to,
        agreement_valid_to: body.agreement_valid_to,
    };
    let made = move |tx: &mut Tx<'_>| {
        let centre = tx.centre(body.centre)?;
        flow::enter(tx, None, facts, Some(centre)).map(HostView::from)
    };
    guard.create::<Host, _>(made).await
}

/// What to change of a host; fields that are left out stay as they are, a date of null is unknown.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostPatch {
    name: Option<Text3>,
    kind: Option<HostKind>,
    district: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    insurance_valid_to: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    agreement_valid_to: Option<Option<NaiveDate>>,
    /// The code of the centre that works with it from now on; `null`: whichever takes it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    centre: Option<Option<String>>,
    version: i64,
}

/// Change a host.
///
/// One that no centre has taken becomes the caller's with the first change. Its centre may hand it on to another.
#[utoipa::path(operation_id = "changeHost", tag = "hosts", request_body = HostPatch,
    responses(Guard<ChangeHosts>, (status = 200, body = HostView)))]
#[patch("/hosts/{id}")]
async fn change(
    guard: Guard<ChangeHosts>,
    Path(id): Path<HostId>,
    Body(body): Body<HostPatch>,
) -> Answer<Json<HostView>> {
    let change = HostChange {
        name: body.name,
        kind: body.kind,
        district: body.district,
        insurance_valid_to: body.insurance_valid_to,
        agreement_valid_to: body.agreement_valid_to,
        centre: body.centre,
        version: body.version,
    };
    Ok(Json(guard.write(move |tx| flow::change(tx, id, change)).await?.into()))
}
