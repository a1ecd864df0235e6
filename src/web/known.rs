//! What the API's description says of each path: its methods, and what may stand behind the question mark.
//!
//! Whatever it does not name is refused before a handler runs, so that no handler can overlook a misspelled parameter.

use std::collections::HashMap;

use actix_web::http::Method;
use actix_web::web;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};
use utoipa::openapi::{OpenApi, RefOr};

use crate::base::{Fault, FaultCode};

/// Every path of the API with its operations.
pub struct Known(HashMap<String, Vec<(Method, Vec<String>)>>);

impl Known {
    /// What `api` describes.
    #[must_use]
    pub fn of(api: &OpenApi) -> Self {
        let operations = |item: &PathItem| -> Vec<_> {
            let methods = [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PUT, &item.put),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            let has = |(method, operation): (Method, &Option<Operation>)| {
                operation.as_ref().map(|operation| (method, queried(operation)))
            };
            methods.into_iter().filter_map(has).collect()
        };
        Self(api.paths.paths.iter().map(|(path, item)| (path.clone(), operations(item))).collect())
    }

    /// The methods of a path, as the header `Allow` lists them; `None` for one that the API does not have.
    #[must_use]
    pub fn methods(&self, path: &str) -> Option<String> {
        let name = |(method, _): &(Method, _)| match *method {
            Method::GET => "GET, HEAD".to_owned(),
            ref other => other.to_string(),
        };
        Some(self.0.get(path)?.iter().map(name).collect::<Vec<_>>().join(", "))
    }

    /// What is wrong with the parameters of a request: not known here, given without a value or more than once.
    #[must_use]
    pub fn faults(&self, method: &Method, path: &str, query: &str) -> Vec<Fault> {
        if query.is_empty() {
            return Vec::new();
        }
        let operations = self.0.get(path).into_iter().flatten();
        let Some((_, known)) = operations.into_iter().find(|(other, _)| other == method) else {
            return Vec::new();
        };
        let Ok(given) = web::Query::<Vec<(String, String)>>::from_query(query) else {
            return vec![Fault::new("query", FaultCode::Invalid)];
        };
        let wrong = |(at, (name, value)): (usize, &(String, String))| {
            let again = given.iter().take(at).any(|(before, _)| before == name);
            match (known.contains(name), value.is_empty() || again) {
                (false, _) => Some(Fault::new(name.clone(), FaultCode::UnknownField)),
                (true, true) => Some(Fault::new(name.clone(), FaultCode::Invalid)),
                (true, false) => None,
            }
        };
        given.iter().enumerate().filter_map(wrong).collect()
    }
}

fn queried(operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter().flatten();
    let name = |parameter: &RefOr<utoipa::openapi::path::Parameter>| match parameter {
        RefOr::T(parameter) if matches!(parameter.parameter_in, ParameterIn::Query) => {
            Some(parameter.name.clone())
        }
        _ => None,
    };
    parameters.filter_map(name).collect()
}
