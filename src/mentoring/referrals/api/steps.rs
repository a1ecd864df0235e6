//! How a referral goes on, over HTTP: consent, handing in, its end, another psychologist.

use actix_web::web::Json;
use actix_web::{post, put};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::changed;
use crate::access::action::{ChangeReferral, HandOver};
use crate::mentoring::mentors::api::steps::HandOverBody;
use crate::mentoring::referrals::body::paper;
use crate::mentoring::referrals::flow;
use crate::mentoring::referrals::model::{ReferralId, ReferralState};
use crate::mentoring::referrals::view::ReferralView;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Routes};

/// The routes of the steps.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(record_consent)
        .service(submit_referral)
        .service(withdraw_referral)
        .service(release_referral)
        .service(hand_over_referral);
}

/// A consent on paper, given before a witness.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReferralConsent {
    on: NaiveDate,
    /// Code of the language of the paper.
    language: String,
    witness: String,
    version: i64,
}

/// Record the person's consent to be matched.
#[utoipa::path(operation_id = "recordConsent", tag = "referrals", request_body = ReferralConsent,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[put("/referrals/{id}/consent")]
async fn record_consent(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<ReferralConsent>,
) -> Answer<Json<ReferralView>> {
    let ReferralConsent { on, language, witness, version } = body;
    let paper = paper(on, language, &witness)?;
    changed(&guard, move |tx| flow::consent(tx, id, version, paper)).await
}

/// Hand a referral in: the person now waits for a pairing.
#[utoipa::path(operation_id = "submitReferral", tag = "referrals", request_body = AtVersion,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[post("/referrals/{id}/submission")]
async fn submit_referral(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ReferralView>> {
    changed(&guard, move |tx| flow::submit(tx, id, body.version)).await
}

/// The person no longer wishes it; open pairings end.
#[utoipa::path(operation_id = "withdrawReferral", tag = "referrals", request_body = AtVersion,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[post("/referrals/{id}/withdrawal")]
async fn withdraw_referral(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ReferralView>> {
    changed(&guard, move |tx| flow::leave(tx, id, body.version, ReferralState::Withdrawn)).await
}

/// The person left custody; open pairings end.
#[utoipa::path(operation_id = "releaseReferral", tag = "referrals", request_body = AtVersion,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[post("/referrals/{id}/release")]
async fn release_referral(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ReferralView>> {
    changed(&guard, move |tx| flow::leave(tx, id, body.version, ReferralState::Released)).await
}

/// Hand a person in custody to another psychologist of the centre.
///
/// What is open for the person goes along.
#[utoipa::path(operation_id = "handOverReferral", tag = "referrals", request_body = HandOverBody,
    responses(Guard<HandOver>, (status = 200, body = ReferralView)))]
#[put("/referrals/{id}/psychologist")]
async fn hand_over_referral(
    guard: Guard<HandOver>,
    Path(id): Path<ReferralId>,
    Body(body): Body<HandOverBody>,
) -> Answer<Json<ReferralView>> {
    changed(&guard, move |tx| flow::hand_over(tx, id, body.version, body.psychologist_id)).await
}
