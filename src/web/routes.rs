//! Where a feature's `routes()` puts its endpoints: into a server that answers, or into the description of the API.

use actix_web::dev::HttpServiceFactory;
use utoipa_actix_web::OpenApiFactory;

/// One list of endpoints for both uses. Each thread of a server registers them anew, and describing them there too
/// cost it 20 MB and most of the time of a start.
pub enum Routes<'a, 'd> {
    Serve(&'a mut actix_web::web::ServiceConfig),
    Describe(&'a mut utoipa_actix_web::service_config::ServiceConfig<'d>),
}

impl Routes<'_, '_> {
    /// Adds an endpoint.
    pub fn service(&mut self, endpoint: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self {
        match self {
            Self::Serve(config) => {
                config.service(endpoint);
            }
            Self::Describe(config) => {
                config.service(endpoint);
            }
        }
        self
    }

    /// Adds the endpoints of a feature.
    pub fn configure(&mut self, feature: impl FnOnce(&mut Self)) -> &mut Self {
        feature(self);
        self
    }
}
