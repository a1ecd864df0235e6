//! ConsentWords over HTTP.

use actix_web::web::Json;
use actix_web::{get, post};

use super::flow::{self, ConsentMove};
use super::view::{ConsentWords, OwnConsents};
use crate::access::action::{ReadConsents, SayConsent, SeeConsent};
use crate::access::{AccountId, ReferralId};
use crate::base::Error;
use crate::people::consents::model::ConsentPurpose;
use crate::web::{Answer, Guard, Path, Routes};

/// The routes of consents.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(mine).service(give).service(withdraw).service(of_person).service(of_referral);
}

/// What one has agreed to, purpose by purpose.
#[utoipa::path(operation_id = "listOwnConsents", tag = "rights",
    responses(Guard<SeeConsent>, (status = 200, body = OwnConsents)))]
#[get("/me/consents")]
async fn mine(guard: Guard<SeeConsent>) -> Answer<Json<OwnConsents>> {
    Ok(Json(OwnConsents::of(guard.read(flow::own).await?)))
}

async fn said(guard: Guard<SayConsent>, purpose: String, what: ConsentMove) -> Answer<Json<OwnConsents>> {
    let purpose = ConsentPurpose::parse(&purpose).ok_or(Error::NotFound)?;
    let own = guard.write(move |tx| {
        flow::say(tx, purpose, what)?;
        flow::own(tx)
    });
    Ok(Json(OwnConsents::of(own.await?)))
}

/// Agree to something, anew or again.
#[utoipa::path(operation_id = "giveConsent", tag = "rights", params(("purpose" = ConsentPurpose, Path)),
    responses(Guard<SayConsent>, (status = 200, body = OwnConsents)))]
#[post("/me/consents/{purpose}")]
async fn give(guard: Guard<SayConsent>, Path(purpose): Path<String>) -> Answer<Json<OwnConsents>> {
    said(guard, purpose, ConsentMove::Give).await
}

/// Take it back: from this moment nothing is done with it.
#[utoipa::path(operation_id = "withdrawConsent", tag = "rights", params(("purpose" = ConsentPurpose, Path)),
    responses(Guard<SayConsent>, (status = 200, body = OwnConsents)))]
#[post("/me/consents/{purpose}/withdrawal")]
async fn withdraw(guard: Guard<SayConsent>, Path(purpose): Path<String>) -> Answer<Json<OwnConsents>> {
    said(guard, purpose, ConsentMove::Withdraw).await
}

/// What a mentor has agreed to and taken back, for those who work with them.
#[utoipa::path(operation_id = "listConsentsOfPerson", tag = "rights", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ReadConsents>, (status = 200, body = ConsentWords)))]
#[get("/people/{id}/consents")]
async fn of_person(guard: Guard<ReadConsents>, Path(id): Path<AccountId>) -> Answer<Json<ConsentWords>> {
    Ok(Json(ConsentWords::of(guard.read(move |tx| flow::of_person(tx, id)).await?)))
}

/// What a person in custody has agreed to and taken back, for those who work with them.
#[utoipa::path(operation_id = "listConsentsOfReferral", tag = "rights",
    params(("id" = String, Path, format = Uuid)),
    responses(Guard<ReadConsents>, (status = 200, body = ConsentWords)))]
#[get("/referrals/{id}/consents")]
async fn of_referral(guard: Guard<ReadConsents>, Path(id): Path<ReferralId>) -> Answer<Json<ConsentWords>> {
    Ok(Json(ConsentWords::of(guard.read(move |tx| flow::of_referral(tx, id)).await?)))
}
