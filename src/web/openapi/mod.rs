//! The description of the API, drawn from the handlers and completed in one place.
//!
//! A handler says what it does (its doc comment), its id, its shapes and, by naming its guard among the responses,
//! who may ask. Everything that follows from these is written here, so that no operation can lack it.

pub mod about;
pub mod place;
pub mod problems;
pub mod sample;
pub mod parameters;
pub mod operation;

use serde_json::Value;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::{ArrayItems, Components, Schema};
use utoipa::openapi::{OpenApi, Ref, RefOr};

use self::place::Place;
use self::problems::Refused;

/// Completes what the handlers say; `refused` tells with which codes an operation is refused.
pub fn complete(api: &mut OpenApi, refused: fn(&str) -> &'static [Refused]) {
    about::introduce(api);
    let components = api.components.get_or_insert_default();
    problems::describe(components);
    name_rows_of_pages(components);
    let shapes = serde_json::to_value(&components.schemas).unwrap_or_default();
    let mut used = Vec::new();
    for (path, item) in &mut api.paths.paths {
        for (method, operation) in operations(item) {
            let place = Place { path, method, shapes: &shapes };
            operation::complete(operation, place, refused, &mut used);
        }
    }
    components.examples.extend(used.into_iter().map(|name| sample::of_shape(&shapes, name)));
    keep_what_is_used(api);
}

/// The operations of a path with their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let all = [
        ("get", &mut item.get),
        ("put", &mut item.put),
        ("post", &mut item.post),
        ("patch", &mut item.patch),
        ("delete", &mut item.delete),
    ];
    all.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// The rows of a page are drawn anew for every page; where they have a name, it is enough.
fn name_rows_of_pages(components: &mut Components) {
    let names: Vec<String> = components.schemas.keys().cloned().collect();
    for (name, page) in &mut components.schemas {
        let Some(row) = name.strip_prefix("Page_").filter(|row| names.iter().any(|name| name == row)) else {
            continue;
        };
        if let RefOr::T(Schema::Object(page)) = page
            && let Some(RefOr::T(Schema::Array(rows))) = page.properties.get_mut("items")
        {
            rows.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(row))));
        }
    }
}

/// Leaves out shapes that nothing speaks of, and those that only they speak of.
fn keep_what_is_used(api: &mut OpenApi) {
    loop {
        let Ok(whole) = serde_json::to_value(&*api) else { return };
        let mut named = Vec::new();
        collect_references(&whole, &mut named);
        let schemas = &mut api.components.get_or_insert_default().schemas;
        let before = schemas.len();
        schemas.retain(|name, _| named.contains(&Ref::from_schema_name(name).ref_location));
        if schemas.len() == before {
            return;
        }
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(place)) = fields.get("$ref") {
                found.push(place.clone());
            }
            fields.values().for_each(|field| collect_references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_references(item, found)),
        _ => {}
    }
}
