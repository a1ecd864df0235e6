//! What stands in a path, behind the question mark, and in the headers of a request.

use serde_json::{Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};

use super::place::Place;

/// Describes every parameter of an operation.
pub fn describe(operation: &mut Operation, place: Place<'_>) {
    let parameters = operation.parameters.get_or_insert_default();
    for parameter in parameters.iter_mut().filter_map(written) {
        if parameter.description.is_none() {
            parameter.description =
                usual(&parameter.name).map(Into::into).or_else(|| of_schema(parameter, place));
        }
    }
    // Handlers read the parts of a path through an extractor of our own, which nobody else describes.
    parameters.retain(
        |parameter| !matches!(parameter, RefOr::T(one) if matches!(one.parameter_in, ParameterIn::Path)),
    );
    let parts: Vec<&str> = place.path.split('/').collect();
    for pair in parts.windows(2) {
        if let [of, part] = pair
            && let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}'))
        {
            parameters.extend(parameter(in_path(of, name)));
        }
    }
    if place.method == "post" && operation.responses.responses.contains_key("201") {
        parameters.extend(parameter(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "A word of one's own, 8 to 64 signs. Whoever sends the same request with the same key \
                again gets the first answer again, and nothing is made twice.",
            "schema": { "type": "string", "minLength": 8, "maxLength": 64 },
            "example": "6f1c0f0e-book-once",
        })));
    }
    if parameters.is_empty() {
        operation.parameters = None;
    }
}

fn written(parameter: &mut RefOr<Parameter>) -> Option<&mut Parameter> {
    match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    }
}

fn usual(name: &str) -> Option<&'static str> {
    match name {
        "limit" => Some("How many rows: 1 to 100; 20 when it is left out."),
        "after" => Some("`next` of the page before."),
        "version" => Some("The version that the caller has read; another one answers 409 `stale_version`."),
        "date" => Some("On which day it would be."),
        "state" => Some("Only those in this state."),
        _ => None,
    }
}

/// What the shape of a parameter says of itself.
fn of_schema(parameter: &Parameter, place: Place<'_>) -> Option<String> {
    let schema = serde_json::to_value(&parameter.schema).ok()?;
    let said = |shape: &Value| shape.get("description").and_then(Value::as_str).map(str::to_owned);
    said(&schema).or_else(|| said(place.shape_of(&schema)?))
}

fn in_path(of: &str, name: &str) -> Value {
    let (schema, example) = match (of, name) {
        (_, "id") => (json!({ "type": "string", "format": "uuid" }), "01936f5e-8a00-7c3d-9b1e-2f4a6c8e0d12"),
        ("modules", _) => (json!({ "type": "string" }), "M1"),
        _ => (json!({ "type": "string" }), "MFRC-SKW"),
    };
    json!({
        "name": name, "in": "path", "required": true, "schema": schema, "example": example,
        "description": format!("Which one of `{of}`, by its {name}."),
    })
}

fn parameter(written: Value) -> Option<RefOr<Parameter>> {
    serde_json::from_value(written).ok().map(RefOr::T)
}
