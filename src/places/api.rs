//! Reference data over HTTP.

use actix_web::{HttpResponse, get};

use super::Places;
use crate::access::action::SeePlaces;
use crate::web::{Answer, Guard, Routes};

/// The routes of reference data.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(places);
}

/// Districts, institutions, centres, and what can be chosen: interests, languages, themes.
#[utoipa::path(operation_id = "readPlaces", tag = "site",
    responses(Guard<SeePlaces>, (status = 200, body = Places)))]
#[get("/places")]
async fn places(guard: Guard<SeePlaces>) -> Answer<HttpResponse> {
    guard.shared(|_| Ok(super::all())).await
}
