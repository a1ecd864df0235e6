//! Where an operation stands in the description, and what schemas refer to.

use serde_json::Value;

/// Where an operation stands, and the shapes of the whole description.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub path: &'a str,
    pub method: &'static str,
    pub shapes: &'a Value,
}

impl<'a> Place<'a> {
    /// The shape that a schema refers to.
    #[must_use]
    pub fn shape_of(self, schema: &Value) -> Option<&'a Value> {
        self.shapes.get(name_of(schema)?)
    }
}

/// The name of the shape that a schema refers to.
#[must_use]
pub fn name_of(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.rsplit('/').next()
}
