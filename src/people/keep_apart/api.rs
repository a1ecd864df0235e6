//! The keep-apart list over HTTP: it can be changed, never read. Entering a pair is in `encounters`.

use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::flow;
use crate::access::action::KeepApart;
use crate::web::{Answer, Body, Guard, Routes};

/// The routes of the keep-apart list.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(remove);
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PairBody {
    /// A member's code, or the reference of a referral.
    pub a: String,
    pub b: String,
}

/// No longer keep two people apart.
///
/// The answer is the same when they were not.
#[utoipa::path(operation_id = "removeKeepApart", tag = "keep-apart", request_body = PairBody,
    responses(Guard<KeepApart>, (status = 204)))]
#[post("/keep-apart/removal")]
pub async fn remove(guard: Guard<KeepApart>, Body(body): Body<PairBody>) -> Answer<HttpResponse> {
    guard
        .write(move |tx| {
            let (one, other) = flow::parties(tx, &body.a, &body.b)?;
            flow::remove(tx, one, other)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
