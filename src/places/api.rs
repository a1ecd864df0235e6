//! Reference data over HTTP.

use actix_web::{HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Places;
use crate::access::action::SeePlaces;
use crate::web::{Answer, Guard};

/// The routes of reference data.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(places);
}

/// Districts, institutions, centres, and what can be chosen: interests, languages, themes.
#[utoipa::path(responses((status = 200, body = Places)))]
#[get("/places")]
async fn places(guard: Guard<SeePlaces>) -> Answer<HttpResponse> {
    guard.shared(|_| Ok(super::all())).await
}
