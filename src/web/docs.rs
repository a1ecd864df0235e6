//! A page on which the description of the API can be read: operations by tag, then the shapes they speak of.
//!
//! Plain HTML made once from the description, without scripts or anything of another host.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Map, Value};

/// The looks of the page; a file of its own, since the policy of the site allows no styles inside a page.
pub const STYLE: &str = "body{max-width:60rem;margin:auto;padding:1rem;font:1rem/1.5 system-ui,sans-serif}
details{border-top:1px solid #999;padding:.5rem 0}summary{cursor:pointer}code{overflow-wrap:anywhere}
table{border-collapse:collapse}th,td{padding:.15rem 1rem .15rem 0;text-align:left;vertical-align:top}";

/// The page of a description.
#[must_use]
pub fn page(api: &Value) -> String {
    let empty = Map::new();
    let map = |pointer: &str| api.pointer(pointer).and_then(Value::as_object).unwrap_or(&empty);
    let mut tags: BTreeMap<&str, String> = BTreeMap::new();
    for (path, item) in map("/paths") {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let tag = operation.pointer("/tags/0").and_then(Value::as_str).unwrap_or("other");
            tags.entry(tag).or_default().push_str(&describe(method, path, operation));
        }
    }
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}: API</title><link rel=\"stylesheet\" href=\"/api/docs.css\"></head>\n<body><main>\
         <h1>{title}: API</h1><p>{about} The description itself: <a href=\"/api/v1/openapi.json\">openapi.json</a>.</p>\
         <nav aria-label=\"Parts\"><ul>",
        title = text(api.pointer("/info/title")),
        about = text(api.pointer("/info/description")),
    );
    for tag in tags.keys().copied().chain(["shapes"]) {
        add(&mut html, format_args!("<li><a href=\"#{0}\">{0}</a></li>", escape(tag)));
    }
    html.push_str("</ul></nav>\n");
    for (tag, operations) in &tags {
        add(&mut html, format_args!("<h2 id=\"{0}\">{0}</h2>\n{operations}", escape(tag)));
    }
    html.push_str("<h2 id=\"shapes\">shapes</h2>\n");
    for (name, shape) in map("/components/schemas") {
        add(&mut html, format_args!("<h3 id=\"shape-{0}\">{0}</h3>\n", escape(name)));
        add(&mut html, format_args!("{}{}\n", paragraph(shape.get("description")), fields(shape)));
    }
    html.push_str("</main></body></html>\n");
    html
}

fn describe(method: &str, path: &str, operation: &Value) -> String {
    let mut html = format!(
        "<details><summary><code>{} {}</code> {}</summary>\n",
        method.to_uppercase(),
        escape(path),
        text(operation.get("summary")),
    );
    html.push_str(&paragraph(operation.get("description")));
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let rows: Vec<String> = parameters.into_iter().flatten().map(parameter).collect();
    html.push_str(&table("Parameters", &rows));
    let bodies = operation.pointer("/requestBody/content").and_then(Value::as_object);
    for schema in bodies.into_iter().flat_map(Map::values).filter_map(|content| content.get("schema")) {
        add(&mut html, format_args!("<p>Body: {}</p>", kind(schema)));
    }
    let answers = operation.get("responses").and_then(Value::as_object);
    for (status, answer) in answers.into_iter().flatten() {
        let content = answer.get("content").and_then(Value::as_object);
        let shapes: Vec<String> = content
            .into_iter()
            .flat_map(Map::values)
            .filter_map(|content| content.get("schema"))
            .map(kind)
            .collect();
        let about = text(answer.get("description"));
        add(&mut html, format_args!("<p>{}: {about} {}</p>", escape(status), shapes.join(", ")));
    }
    html.push_str("</details>\n");
    html
}

fn parameter(parameter: &Value) -> String {
    let needed = parameter.get("required").and_then(Value::as_bool).unwrap_or(false);
    row(
        &text(parameter.get("name")),
        &parameter.get("schema").map(kind).unwrap_or_default(),
        &format!("{}{}", text(parameter.get("in")), if needed { ", needed" } else { "" }),
        &text(parameter.get("description")),
    )
}

/// The fields of an object; the kind alone of anything else.
fn fields(shape: &Value) -> String {
    let Some(properties) = shape.get("properties").and_then(Value::as_object) else {
        return format!("<p>{}</p>", kind(shape));
    };
    let needed = shape.get("required").and_then(Value::as_array);
    let is_needed = |name: &str| needed.into_iter().flatten().any(|one| one.as_str() == Some(name));
    let rows: Vec<String> = properties
        .iter()
        .map(|(name, field)| {
            let must = if is_needed(name) { "needed" } else { "" };
            row(&escape(name), &kind(field), must, &text(field.get("description")))
        })
        .collect();
    table("Fields", &rows)
}

fn table(caption: &str, rows: &[String]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head = "<tr><th>name</th><th>kind</th><th></th><th>meaning</th></tr>";
    format!("<table><caption>{caption}</caption>{head}{}</table>\n", rows.concat())
}

fn row(name: &str, kind: &str, must: &str, about: &str) -> String {
    format!("<tr><td><code>{name}</code></td><td>{kind}</td><td>{must}</td><td>{about}</td></tr>")
}

/// What a schema asks for, in a few words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return format!("<a href=\"#shape-{0}\">{0}</a>", escape(name));
    }
    for word in ["oneOf", "anyOf", "allOf"] {
        if let Some(parts) = schema.get(word).and_then(Value::as_array) {
            let join = if word == "allOf" { " and " } else { " or " };
            return parts.iter().map(kind).collect::<Vec<_>>().join(join);
        }
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let values: Vec<String> =
            values.iter().map(|value| format!("<code>{}</code>", text(Some(value)))).collect();
        return values.join(" | ");
    }
    if let Some(items) = schema.get("items") {
        return format!("list of {}", kind(items));
    }
    let types = match schema.get("type") {
        Some(Value::Array(types)) => types.iter().map(|one| text(Some(one))).collect::<Vec<_>>().join(" or "),
        one => text(one),
    };
    match schema.get("format") {
        Some(format) => format!("{types} ({})", text(Some(format))),
        None => types,
    }
}

fn paragraph(value: Option<&Value>) -> String {
    value.map(|_| format!("<p>{}</p>", text(value))).unwrap_or_default()
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => escape(text),
        Some(other) => escape(&other.to_string()),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Writing to a string never fails.
fn add(html: &mut String, more: std::fmt::Arguments<'_>) {
    html.write_fmt(more).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::page;

    #[test]
    fn operations_stand_under_their_tag_with_what_they_take() {
        let api = json!({
            "info": { "title": "A & B" },
            "paths": { "/a/{id}": { "put": {
                "tags": ["letters"], "summary": "Write <one>",
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/x/Letter" } } } },
                "responses": { "200": { "description": "Done" } },
            } } },
            "components": { "schemas": { "Letter": {
                "required": ["to"],
                "properties": { "to": { "type": ["string", "null"] }, "kind": { "enum": ["a", "b"] } },
            } } },
        });
        let page = page(&api);
        for part in [
            "<h1>A &amp; B: API</h1>",
            "<h2 id=\"letters\">",
            "<code>PUT /a/{id}</code> Write &lt;one&gt;",
            "<td><code>id</code></td><td>string</td><td>path, needed</td>",
            "Body: <a href=\"#shape-Letter\">Letter</a>",
            "<td><code>to</code></td><td>string or null</td><td>needed</td>",
            "<code>a</code> | <code>b</code>",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
    }
}
