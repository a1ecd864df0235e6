//! Accounts over HTTP.
use utoipa_actix_web::service_config::ServiceConfig;
/// The routes of accounts.
pub fn routes(_config: &mut ServiceConfig<'_>) {}
