//! The description of the API, drawn from the handlers themselves.

use utoipa::ToSchema;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, InfoBuilder, OpenApi, Ref, RefOr, ResponseBuilder};

use super::problem::ProblemBody;

/// Adds what every operation has: the bearer token and the problem that any of them may answer with.
pub fn complete(api: &mut OpenApi) {
    api.info = InfoBuilder::new()
        .title("Alongside 同行")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Peer mentoring and community service. Errors are RFC 9457 problems with a stable code.",
        ))
        .build();
    let components = api.components.get_or_insert_default();
    let mut schemas = Vec::new();
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
    components.schemas.insert("ProblemBody".into(), <ProblemBody as utoipa::PartialSchema>::schema());
    components.security_schemes.insert(
        "bearer".into(),
        RefOr::T(SecurityScheme::Http(
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build(),
        )),
    );
    let problem = ResponseBuilder::new()
        .description("A problem: see its code")
        .content("application/problem+json", Content::new(Some(Ref::from_schema_name("ProblemBody"))))
        .build();
    for item in api.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            // Handlers of different features share names, and the ids of operations must not: method and path name them.
            operation.operation_id = None;
            operation
                .responses
                .responses
                .entry("default".into())
                .or_insert_with(|| RefOr::T(problem.clone()));
        }
    }
}
