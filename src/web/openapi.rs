//! The description of the API, drawn from the handlers themselves.

use utoipa::ToSchema;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, InfoBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder};

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
    for (path, item) in &mut api.paths.paths {
        describe_parts(path, item);
    }
}

/// Describes the parts of a path in braces, which handlers read through an extractor of our own.
fn describe_parts(path: &str, item: &mut PathItem) {
    let parts = || path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name);
    let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete];
    for parameters in operations.into_iter().flatten().map(|operation| &mut operation.parameters) {
        for name in parts() {
            let known = |parameter: &RefOr<_>| matches!(parameter, RefOr::T(Parameter { name: other, .. }) if other == name);
            if parameters.iter().flatten().any(known) {
                continue;
            }
            let text = ObjectBuilder::new().schema_type(Type::String).build();
            let part = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path);
            let part = part.required(Required::True).schema(Some(text)).build();
            parameters.get_or_insert_default().push(RefOr::T(part));
        }
    }
}
