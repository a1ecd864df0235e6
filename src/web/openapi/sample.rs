//! Examples of the shapes, put together from what the shapes say and from the names of their fields.

use serde_json::{Map, Value, json};
use utoipa::openapi::RefOr;
use utoipa::openapi::example::{Example, ExampleBuilder};

/// Deeper than any shape needs; only a shape that holds itself would reach it.
const DEEPEST: usize = 24;

/// The example of a shape, under its name.
#[must_use]
pub fn of_shape(shapes: &Value, name: String) -> (String, RefOr<Example>) {
    let value = shapes.get(&name).map(|shape| of(shapes, shape, &name, DEEPEST));
    let example = ExampleBuilder::new().value(Some(value.unwrap_or_default())).build();
    (name, RefOr::T(example))
}

fn of(shapes: &Value, shape: &Value, field: &str, left: usize) -> Value {
    let list = |name: &str| shape.get(name).and_then(Value::as_array);
    let Some(left) = left.checked_sub(1) else { return Value::Null };
    if let Some(given) = shape.get("example").or_else(|| list("examples")?.first()) {
        return given.clone();
    }
    if let Some(name) = shape.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return match named(name) {
            Some(value) => value,
            None => shapes.get(name).map(|shape| of(shapes, shape, field, left)).unwrap_or_default(),
        };
    }
    if let Some(parts) = list("allOf") {
        let parts = parts.iter().filter_map(|part| of(shapes, part, field, left).as_object().cloned());
        return parts.fold(Map::new(), |whole, part| whole.into_iter().chain(part).collect()).into();
    }
    if let Some(choices) = list("oneOf").or_else(|| list("anyOf")) {
        let is_null = |choice: &&Value| choice.get("type").and_then(Value::as_str) == Some("null");
        let first = choices.iter().find(|choice| !is_null(choice));
        return first.map(|choice| of(shapes, choice, field, left)).unwrap_or_default();
    }
    if let Some(word) = list("enum").and_then(|words| words.first()) {
        return word.clone();
    }
    of_kind(shapes, shape, field, left)
}

fn of_kind(shapes: &Value, shape: &Value, field: &str, left: usize) -> Value {
    let text = |name: &str| shape.get(name).and_then(Value::as_str);
    let kind = match shape.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        _ => text("type"),
    };
    match kind {
        Some("object") => {
            let fields = shape.get("properties").and_then(Value::as_object).into_iter().flatten();
            let of_field = |(name, shape): (&String, &Value)| (name.clone(), of(shapes, shape, name, left));
            fields.map(of_field).collect::<Map<_, _>>().into()
        }
        Some("array") => {
            let one = shape.get("items").map(|items| of(shapes, items, field, left));
            one.into_iter().collect::<Vec<_>>().into()
        }
        Some("integer" | "number") => shape.get("minimum").cloned().unwrap_or_else(|| number(field).into()),
        Some("boolean") => false.into(),
        Some("string") => match text("format") {
            Some("uuid") => "01936f5e-8a00-7c3d-9b1e-2f4a6c8e0d12".into(),
            Some("date") => "2026-12-05".into(),
            Some("date-time") if field == "endsAt" => "2026-12-05T04:00:00Z".into(),
            Some("date-time") => "2026-12-05T01:00:00Z".into(),
            _ => words(field).into(),
        },
        _ => json!({}),
    }
}

/// Base shapes that do not say of themselves how they look.
fn named(name: &str) -> Option<Value> {
    match name {
        "Month" => Some("1990-05".into()),
        "Week" => Some("0".repeat(84).into()),
        "Reason" => Some(json!({ "code": "full", "params": {} })),
        "Fault" => Some(json!({ "code": "required", "field": "language", "params": {} })),
        "Text3" => Some(json!({ "zhHant": "社區中心", "en": "Community hall", "zhHans": "社区中心" })),
        _ => None,
    }
}

fn number(field: &str) -> i64 {
    match field {
        "minutes" => 180,
        "capacity" | "places" => 8,
        "year" => 2026,
        _ => 1,
    }
}

fn words(field: &str) -> &'static str {
    match field {
        "email" => "ada@example.org",
        "password" => "two-people-one-road",
        "token" | "accessToken" | "next" | "after" => "kJ3vYwq0mXb7Rt2c",
        "preferredName" | "name" | "mentorName" => "Ada",
        "alias" => "阿晴",
        "code" => "K7QM-4ZPD",
        "centre" => "MFRC-SKW",
        "district" => "sha_tin",
        "institution" | "institutions" => "LCK",
        "dutyTelephone" | "telephone" => "+852 0000 0000",
        "noticeVersion" => "2",
        "device" => "Firefox, Android",
        "settled" => "motivation",
        "language" | "languages" => "yue",
        _ => "A quiet road home",
    }
}
