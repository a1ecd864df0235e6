//! Taking over, over HTTP.

use actix_web::put;
use actix_web::web::Json;
use serde::Deserialize;
use utoipa::ToSchema;

use super::flow;
use crate::access::AccountId;
use crate::access::action::HandOver;
use crate::mentoring::mentors::dossier;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::mentors::view::StaffMentor;
use crate::mentoring::referrals;
use crate::mentoring::referrals::api::ReferralView;
use crate::mentoring::referrals::model::ReferralId;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of handing over.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(hand_over_mentor).service(hand_over_referral);
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct HandOverBody {
    /// A psychologist of the centre.
    #[schema(value_type = String, format = Uuid)]
    psychologist_id: AccountId,
    version: i64,
}

/// Name another psychologist who supervises a mentor; the pairings under way go along.
#[utoipa::path(operation_id = "handOverMentor", tag = "mentors", request_body = HandOverBody,
    responses(Guard<HandOver>, (status = 200, body = StaffMentor)))]
#[put("/mentors/{id}/supervisor")]
async fn hand_over_mentor(
    guard: Guard<HandOver>,
    Path(id): Path<MentorId>,
    Body(body): Body<HandOverBody>,
) -> Answer<Json<StaffMentor>> {
    let done = guard
        .write(move |tx| {
            let mentor = flow::mentor(tx, id, body.psychologist_id, body.version)?;
            dossier::gather(tx, mentor).map(StaffMentor::of)
        })
        .await?;
    Ok(Json(done))
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
    let done = guard
        .write(move |tx| {
            let referral = flow::referral(tx, id, body.psychologist_id, body.version)?;
            referrals::api::view(tx, referral)
        })
        .await?;
    Ok(Json(done))
}
