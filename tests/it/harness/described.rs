//! Holds every answer of every story against the description of the API: a status, a code or a field that it does not
//! name fails the story.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use actix_web::http::Method;
use serde_json::{Map, Value};

use super::Reply;

static API: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(alongside::server::description_of_api()).unwrap());

/// A path by its parts, with its operations.
type Described = (Vec<&'static str>, &'static Value);

/// Every path, under how many parts it has: each answer of each test is looked up here.
static PATHS: LazyLock<BTreeMap<usize, Vec<Described>>> = LazyLock::new(|| {
    let mut paths: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (path, item) in API["paths"].as_object().unwrap() {
        let parts: Vec<_> = path.split('/').collect();
        paths.entry(parts.len()).or_default().push((parts, item));
    }
    paths
});

/// The operation that answers a request; `None` where the API has none.
fn operation(method: &Method, path: &str) -> Option<&'static Value> {
    let given: Vec<_> = path.split('?').next()?.split('/').collect();
    let fits =
        |parts: &[&str]| parts.iter().zip(&given).all(|(part, given)| part == given || part.starts_with('{'));
    let named = |parts: &[&str]| parts.iter().filter(|part| !part.starts_with('{')).count();
    let verb = if method == Method::HEAD { "get".into() } else { method.as_str().to_lowercase() };
    let paths = PATHS.get(&given.len())?.iter().filter(|(parts, _)| fits(parts));
    paths.max_by_key(|(parts, _)| named(parts))?.1.get(verb)
}

fn followed(value: &'static Value) -> &'static Value {
    value["$ref"].as_str().map_or(value, |place| API.pointer(&place[1..]).unwrap())
}

/// Fails when an answer is not as it is described.
pub fn check(method: &Method, path: &str, reply: &Reply) {
    let Some(operation) = operation(method, path) else { return };
    let id = operation["operationId"].as_str().unwrap();
    let status = reply.status.as_u16();
    let Some(answer) = operation["responses"].get(status.to_string()).map(followed) else {
        assert!(status == 500, "{id} answers {}: add it to src/refused.rs", reply.outcome());
        return;
    };
    if method == Method::HEAD {
        return;
    }
    let kind = reply.headers.get("content-type").map(|kind| kind.to_str().unwrap());
    let Some(content) = answer.get("content") else {
        assert_eq!((kind, &reply.body), (None, &Value::String(String::new())), "{id} {status}");
        return;
    };
    let content = &content[kind.unwrap()];
    assert!(!content.is_null(), "{id} {status} answers {kind:?}");
    if let Err(fault) = holds(&content["schema"], &reply.body, &format!("{id} {status}")) {
        panic!("{fault}");
    }
    if let Some(code) = reply.body["code"].as_str().filter(|_| !reply.status.is_success()) {
        let codes = if reply.body["reasons"].is_array() { reply.codes() } else { vec![code.into()] };
        for code in codes {
            assert!(
                content["examples"].get(&code).is_some(),
                "{id} answers {status} {code}: add it to src/refused.rs"
            );
        }
    }
}

/// Whether a schema speaks of a field.
fn names(schema: &'static Value, field: &str) -> bool {
    let schema = followed(schema);
    let parts = schema["allOf"].as_array().into_iter().flatten();
    schema["properties"].get(field).is_some() || parts.into_iter().any(|part| names(part, field))
}

fn holds(schema: &'static Value, value: &Value, at: &str) -> Result<(), String> {
    let schema = followed(schema);
    if let Some(parts) = schema["allOf"].as_array() {
        let mut told = BTreeSet::new();
        for part in parts {
            let own: Map<_, _> = value
                .as_object()
                .into_iter()
                .flatten()
                .filter(|(name, _)| names(part, name))
                .map(|(name, field)| (name.clone(), field.clone()))
                .collect();
            told.extend(own.keys().cloned());
            holds(part, &own.into(), at)?;
        }
        let more = value.as_object().into_iter().flatten().find(|(name, _)| !told.contains(*name));
        return more.map_or(Ok(()), |(name, _)| Err(format!("{at} has {name}, which is not described")));
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let faults: Vec<_> = choices.iter().filter_map(|choice| holds(choice, value, at).err()).collect();
            let all = faults.len() == choices.len();
            return if all {
                Err(format!("{at} is none of its kinds: {}", faults.join("; ")))
            } else {
                Ok(())
            };
        }
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let is = |wanted: &Value| wanted == kind || (wanted == "number" && kind == "integer");
    let fits = match &schema["type"] {
        Value::Null => true,
        Value::Array(kinds) => kinds.iter().any(is),
        one => is(one),
    };
    if !fits {
        return Err(format!("{at} is {kind} instead of {}", schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return Err(format!("{at} is {value}, none of {}", schema["enum"]));
    }
    for (at_item, item) in value.as_array().into_iter().flatten().enumerate() {
        holds(&schema["items"], item, &format!("{at}[{at_item}]"))?;
    }
    let Some(fields) = value.as_object() else { return Ok(()) };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            return Err(format!("{at} lacks {name}"));
        }
    }
    for (name, field) in fields {
        match (schema["properties"].get(name), schema.get("additionalProperties")) {
            (Some(schema), _) => holds(schema, field, &format!("{at}.{name}"))?,
            (None, Some(schema)) if schema.is_object() => holds(schema, field, &format!("{at}.{name}"))?,
            (None, None) if schema.get("properties").is_some() => {
                return Err(format!("{at} has {name}, which is not described"));
            }
            _ => {}
        }
    }
    Ok(())
}
