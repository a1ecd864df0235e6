//! Pairings over HTTP.

pub mod desk;
pub mod course;
pub mod own;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes of pairings.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.configure(desk::routes).configure(course::routes).configure(own::routes);
}
