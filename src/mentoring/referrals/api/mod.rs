//! Referrals over HTTP.

pub mod steps;

use actix_web::{HttpResponse, get, patch, post, web::Json};
use serde::Deserialize;

use super::body::{NewReferral, ReferralChange};
use super::model::{Change, Facts, Refer, Referral, ReferralId, ReferralState};
use super::view::{ReferralLine, ReferralView};
use super::{flow, gather};
use crate::access::Named;
use crate::access::action::{ChangeReferral, ListReferrals, ReadReferral, ReferPerson};
use crate::base::page::Ask;
use crate::base::{Error, FaultCode, Page, Result};
use crate::places;
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of referrals.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(refer_person)
        .service(list_referrals)
        .service(read_referral)
        .service(change_referral)
        .configure(steps::routes);
}

/// Changes a referral and answers with it as it is then.
///
/// # Errors
/// Whatever the change refuses.
pub async fn changed<A: Named>(
    guard: &Guard<A>,
    change: impl FnOnce(&mut Tx<'_>) -> Result<Referral> + Send + 'static,
) -> Answer<Json<ReferralView>> {
    let done = move |tx: &mut Tx<'_>| {
        let referral = change(tx)?;
        gather::dossier(tx, referral)
    };
    Ok(Json(guard.write(done).await?.into()))
}

/// Refer a person in custody; a draft at first.
#[utoipa::path(operation_id = "referPerson", tag = "referrals", request_body = NewReferral,
    responses(Guard<ReferPerson>, (status = 201, body = ReferralView)))]
#[post("/referrals")]
async fn refer_person(guard: Guard<ReferPerson>, Body(body): Body<NewReferral>) -> Answer<HttpResponse> {
    let centre = body.centre.clone();
    if places::all().centre(&centre).is_none() {
        return Err(Error::invalid("centre", FaultCode::UnknownCode).into());
    }
    let change = body.checked(guard.now())?;
    guard.naming(guard.create::<Referral, _>(move |tx| made(tx, centre, change))).await
}

fn made(tx: &mut Tx<'_>, centre: String, change: Change) -> Result<ReferralView> {
    let command = Refer {
        psychologist: tx.account()?,
        centre,
        alias: change.alias.clone().unwrap_or_default(),
        own_words: change.own_words.clone(),
        facts: change.applied_to(Facts::default()),
        reference: None,
    };
    let referral = flow::refer(tx, command)?;
    gather::dossier(tx, referral).map(ReferralView::from)
}

/// Which referrals to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListAsk {
    /// States, separated by commas; all when absent.
    state: Option<String>,
    limit: Option<i64>,
    after: Option<String>,
}

/// The caller's referrals: of those who wait for a mentor, who has waited longest first; drafts, the oldest first; all
/// others, the latest change first.
///
/// A psychologist sees their own, a coordinator those of the centre.
#[utoipa::path(operation_id = "listReferrals", tag = "referrals", params(ListAsk),
    responses(Guard<ListReferrals>, (status = 200, body = Page<ReferralLine>)))]
#[get("/referrals")]
async fn list_referrals(
    guard: Guard<ListReferrals>,
    Query(query): Query<ListAsk>,
) -> Answer<Json<Page<ReferralLine>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let states = states(query.state.as_deref())?;
    let page = guard
        .read(move |tx| {
            let page = flow::list(tx, &states, ask)?;
            let today = tx.today();
            Ok(page.map(|row| ReferralLine::of(row, today)))
        })
        .await?;
    Ok(Json(page))
}

fn states(words: Option<&str>) -> Result<Vec<ReferralState>> {
    let read = |word| ReferralState::parse(word).ok_or(Error::invalid("state", FaultCode::UnknownCode));
    words.into_iter().flat_map(|words| words.split(',')).map(read).collect()
}

/// One referral.
///
/// Reading it is written to the audit log.
#[utoipa::path(operation_id = "readReferral", tag = "referrals",
    responses(Guard<ReadReferral>, (status = 200, body = ReferralView)))]
#[get("/referrals/{id}")]
async fn read_referral(guard: Guard<ReadReferral>, Path(id): Path<ReferralId>) -> Answer<Json<ReferralView>> {
    Ok(Json(guard.write(move |tx| gather::read(tx, id)).await?.into()))
}

/// Change a referral; fields that are absent stay.
#[utoipa::path(operation_id = "changeReferral", tag = "referrals", request_body = ReferralChange,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[patch("/referrals/{id}")]
async fn change_referral(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<ReferralChange>,
) -> Answer<Json<ReferralView>> {
    let version = body.version;
    let change = body.checked(guard.now())?;
    guard.naming(changed(&guard, move |tx| flow::change(tx, id, version, &change))).await
}
