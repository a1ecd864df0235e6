//! Every operation of the API's description, for stories that try them all.

use actix_web::http::Method;
use serde_json::Value;

/// One operation.
pub struct Operation {
    pub method: Method,
    pub path: String,
    pub name: String,
}

impl Operation {
    /// A body that it could be sent with, if it takes one.
    pub fn sample(&self, api: &Value) -> Option<Value> {
        let verb = self.method.as_str().to_lowercase();
        let schema = &api["paths"][&self.path][&verb]["requestBody"]["content"]["application/json"]["schema"];
        (!schema.is_null()).then(|| crate::wrong_input::sample(api, schema))
    }
}

/// All of them.
pub fn operations() -> Vec<Operation> {
    let api = serde_json::to_value(alongside::server::description_of_api()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            operations.push(Operation {
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                name: format!("{method} {path}"),
            });
        }
    }
    operations
}
