//! The problems that operations answer with, each with its codes and an example of every one.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use serde_json::{Value, json};
use utoipa::openapi::{Components, RefOr, Response};
use utoipa::{PartialSchema, ToSchema};

use crate::base::{Code, ProblemCode, ProblemCode as P};
use crate::web::problem::ProblemBody;

/// With what an operation may say no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A status with the codes of whole problems that come with it.
    Whole(u16, &'static [ProblemCode]),
    /// 409, with the reasons that may be among those against it.
    Because(&'static [Code]),
}

impl Refused {
    /// The status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Whole(status, _) => status,
            Self::Because(_) => 409,
        }
    }

    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Whole(_, codes) => codes.iter().map(|code| code.as_str()).collect(),
            Self::Because(codes) => codes.iter().map(|code| code.as_str()).collect(),
        }
    }
}

/// What is described once and meant by every operation that can answer so.
pub const SHARED: [(&str, Refused); 11] = [
    ("Unauthenticated", Refused::Whole(401, &[P::CredentialsMissing, P::TokenInvalid, P::SessionEnded])),
    ("Unproven", Refused::Whole(403, &[P::Forbidden, P::FactorRequired, P::FactorEnrolmentRequired])),
    ("FactorRequired", Refused::Whole(403, &[P::FactorRequired])),
    ("NotFound", Refused::Whole(404, &[P::NotFound])),
    ("BodyTooSlow", Refused::Whole(408, &[P::BodyTooSlow])),
    ("Gone", Refused::Whole(410, &[P::LinkExpired])),
    ("BodyTooLong", Refused::Whole(413, &[P::BodyTooLong])),
    ("NotJson", Refused::Whole(415, &[P::JsonNeeded])),
    ("Invalid", Refused::Whole(422, &[P::Invalid])),
    ("TooMany", Refused::Whole(429, &[P::TooMany])),
    ("Busy", Refused::Whole(503, &[P::Busy])),
];

/// Whatever else may go wrong.
pub const OTHER: &str = "Problem";

/// Describes the problems that are shared.
pub fn describe(components: &mut Components) {
    let mut schemas = Vec::new();
    ProblemBody::schemas(&mut schemas);
    components.schemas.extend(schemas);
    components.schemas.insert("ProblemBody".into(), ProblemBody::schema());
    for (name, refused) in SHARED {
        let described = response(refused.status(), &refused.words());
        components.responses.insert(name.into(), RefOr::T(described));
    }
    let other = "Any other problem: a fault of ours (500 `internal`), or one of HTTP.";
    components.responses.insert(OTHER.into(), RefOr::T(problem(other, 500, &["internal"])));
}

/// The problem of an operation: the shared one where it says the same.
#[must_use]
pub fn of(status: u16, codes: &[&str]) -> RefOr<Response> {
    match SHARED.iter().find(|(_, shared)| shared.status() == status && shared.words() == codes) {
        Some((name, _)) => RefOr::Ref(utoipa::openapi::Ref::from_response_name(*name)),
        None => RefOr::T(response(status, codes)),
    }
}

/// Brings together what is said of the same status.
#[must_use]
pub fn gathered(all: impl IntoIterator<Item = Refused>) -> BTreeMap<u16, Vec<&'static str>> {
    let mut gathered: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for refused in all {
        let known = gathered.entry(refused.status()).or_default();
        let new = refused.words().into_iter().filter(|word| !known.contains(word));
        known.extend(new.collect::<Vec<_>>());
    }
    gathered
}

fn response(status: u16, codes: &[&str]) -> Response {
    problem(&format!("{} Codes: `{}`.", meaning(status), codes.join("`, `")), status, codes)
}

const fn meaning(status: u16) -> &'static str {
    match status {
        401 => "Not signed in, or no longer.",
        403 => "The caller may not do this.",
        404 => "There is none, or the caller may not know of it: both are answered alike.",
        408 => "The body did not arrive in time.",
        409 => {
            "Not in this state; every reason against it. A version that is no longer the latest has no reasons."
        }
        410 => "The link was used, or ran out.",
        413 => "The body is longer than 64 KiB.",
        415 => "The body is not said to be JSON.",
        422 => {
            "Something is wrong with the request: every field at fault, and parameters that are not known."
        }
        429 => "Too many tries; `Retry-After` says after how many seconds to try again.",
        _ => {
            "No room just now; `Retry-After` says after how many seconds to try again. Nothing has happened."
        }
    }
}

fn problem(description: &str, status: u16, codes: &[&str]) -> Response {
    let examples: BTreeMap<_, _> =
        codes.iter().map(|code| (*code, json!({ "value": example(status, code) }))).collect();
    let header = |about: &str, kind: &str| json!({ "description": about, "schema": { "type": kind } });
    let mut headers = BTreeMap::from([(
        "X-Request-Id",
        header("The number of the request, as in the body and in the server's log.", "string"),
    )]);
    match status {
        401 => _ = headers.insert("WWW-Authenticate", header("`Bearer`.", "string")),
        429 | 503 => _ = headers.insert("Retry-After", header("Seconds.", "integer")),
        _ => {}
    }
    let written = json!({
        "description": description,
        "headers": headers,
        "content": { "application/problem+json": {
            "schema": { "$ref": "#/components/schemas/ProblemBody" },
            "examples": examples,
        } },
    });
    serde_json::from_value(written).unwrap_or_else(|_| Response::new(description))
}

fn example(status: u16, code: &str) -> Value {
    let title = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    let mut body = json!({
        "type": "about:blank", "title": title.unwrap_or("Error"), "status": status, "code": code,
        "requestId": "5f2c8a91d07b3e46",
    });
    let listed = match (status, code) {
        (409, "stale_version" | "exists_already") => None,
        (409, _) => Some(("reasons", json!([{ "code": code, "params": {} }]))),
        (422, _) => Some(("errors", json!([{ "field": "limit", "code": "unknown_field", "params": {} }]))),
        _ => None,
    };
    if let (Some((name, list)), Some(fields)) = (listed, body.as_object_mut()) {
        fields.insert(name.into(), list);
    }
    body
}
