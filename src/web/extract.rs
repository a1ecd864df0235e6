//! What a request carries, read strictly: bounded, of the right type, without fields that nobody asked for.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use super::problem::Problem;
use crate::base::identity_card::mentions_identity_card;
use crate::base::typing::number_in_full_width;
use crate::base::week::Week;
use crate::base::{Error, Fault, FaultCode, ProblemCode};

/// The longest body in bytes.
pub const LONGEST: usize = 64 * 1024;

/// How long a body may take to arrive.
#[derive(Clone, Copy)]
pub struct Patience(pub Duration);

/// Whether the guard of a request has let it pass: what is wrong with a request is told only to whoever may try what it
/// asks, and so the answer to everybody else does not depend on which of the two is found out first.
#[derive(Clone, Default)]
pub struct Gate(Rc<Notify>);

impl Gate {
    /// A gate that is closed, for whatever else reads the request.
    pub fn close(request: &HttpRequest) -> Self {
        let gate = Self::default();
        request.extensions_mut().insert(gate.clone());
        gate
    }

    /// Lets the first fault of the request be told.
    pub fn open(&self) {
        self.0.notify_one();
    }
}

/// A fault of a request, once its guard has let it pass; one that it refuses is never told anything else.
async fn told<T>(request: HttpRequest, read: Result<T, Problem>) -> Result<T, Problem> {
    let gate = request.extensions().get::<Gate>().cloned();
    if let (Err(_), Some(gate)) = (&read, gate) {
        gate.0.notified().await;
    }
    read
}

/// A JSON body.
pub struct Body<T>(pub T);

/// SHA-256 of the body that was read, for `Idempotency-Key`.
pub struct Fingerprint(pub Vec<u8>);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request.content_type().eq_ignore_ascii_case("application/json");
        let too_long = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
            .is_some_and(|length| length > LONGEST);
        let patience = request.app_data::<Patience>().map_or(Duration::ZERO, |patience| patience.0);
        let bytes = web::Bytes::from_request(request, payload);
        let (request, asked) = (request.clone(), request.clone());
        let read = async move {
            if !is_json {
                return Err(Problem::Http(StatusCode::UNSUPPORTED_MEDIA_TYPE, ProblemCode::JsonNeeded));
            }
            if too_long {
                return Err(Problem::Http(StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::BodyTooLong));
            }
            let bytes = tokio::time::timeout(patience, bytes)
                .await
                .map_err(|_| Problem::Http(StatusCode::REQUEST_TIMEOUT, ProblemCode::BodyTooSlow))?
                .map_err(|_| Problem::Http(StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::BodyTooLong))?;
            request.extensions_mut().insert(Fingerprint(Sha256::digest(&bytes).to_vec()));
            parse(&bytes).map(Self).map_err(|faults| Problem::House(Error::Invalid(faults)))
        };
        Box::pin(async move { told(asked, read.await).await })
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Vec<Fault>> {
    let mut value: Value =
        serde_json::from_slice(bytes).map_err(|_| vec![Fault::new("", FaultCode::MalformedJson)])?;
    make_numbers_plain(&mut value);
    let mut faults = Vec::new();
    look_through(&value, &mut String::new(), &mut |value, path| {
        if cannot_be_kept(value) {
            faults.push(Fault::new(path.to_owned(), FaultCode::Invalid));
        }
    });
    look_for_identity_cards(&value, &mut String::new(), &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    serde_path_to_error::deserialize(value).map_err(|error| vec![fault_of(&error)])
}

/// Days, times and numbers as an input method types them, in full width, are the plain ones; a password stays as it is.
fn make_numbers_plain(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Some(plain) = number_in_full_width(text) {
                *text = plain;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_numbers_plain),
        Value::Object(fields) => {
            let typed = fields.iter_mut().filter(|(name, _)| name.as_str() != "password");
            typed.for_each(|(_, field)| make_numbers_plain(field));
        }
        _ => {}
    }
}

/// The largest whole number that JSON carries between all programs (RFC 8259, section 6); sums with it do not overflow.
const LARGEST: u64 = (1 << 53) - 1;

/// Whether no database would take it: a text with a zero sign, a number beyond what JSON carries.
fn cannot_be_kept(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Number(number) => match (number.as_u64(), number.as_i64()) {
            (None, None) => false,
            (whole, below) => whole.or(below.map(i64::unsigned_abs)).is_some_and(|size| size > LARGEST),
        },
        _ => false,
    }
}

/// Shows every value of a body, with the path of its field.
fn look_through(value: &Value, path: &mut String, look: &mut impl FnMut(&Value, &str)) {
    let length = path.len();
    look(value, path);
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push_str(&format!("[{at}]"));
                look_through(item, path, look);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                look_through(field, path, look);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// A Hong Kong identity-card number is refused in every text of every request, so that none is ever kept.
fn look_for_identity_cards(value: &Value, path: &mut String, faults: &mut Vec<Fault>) {
    let length = path.len();
    match value {
        Value::String(text) if !is_for_machines(text) && mentions_identity_card(text) => {
            faults.push(Fault::new(path.clone(), FaultCode::HkidNotAllowed));
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push_str(&format!("[{at}]"));
                look_for_identity_cards(item, path, faults);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            // Secrets are chance or the person's own, and never shown; an address is what its owner was given.
            let exempt = |name: &str| matches!(name, "password" | "token" | "email");
            for (name, field) in fields.iter().filter(|(name, _)| !exempt(name)) {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                look_for_identity_cards(field, path, faults);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// Ids and weeks are hexadecimal digits, in which any number may come up by chance.
fn is_for_machines(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok() || Week::parse(text).is_some()
}

fn fault_of(error: &serde_path_to_error::Error<impl std::fmt::Display>) -> Fault {
    let path = error.path().to_string();
    let path = if path == "." { String::new() } else { path };
    let message = error.inner().to_string();
    let named = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    let joined = |name: &str| match path.as_str() {
        "" => name.to_owned(),
        path if path.rsplit('.').next() == Some(name) => path.to_owned(),
        path => format!("{path}.{name}"),
    };
    if let Some(name) = named("missing field `") {
        Fault::new(joined(name), FaultCode::Required)
    } else if let Some(name) = named("unknown field `") {
        Fault::new(joined(name), FaultCode::UnknownField)
    } else {
        Fault::new(path, FaultCode::Invalid)
    }
}

/// A path's parameter; one that cannot be read names nothing that exists.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let read = web::Path::<T>::from_request(request, payload).into_inner();
        // No code has a zero sign, and PostgreSQL cannot even be asked for one.
        let named = !has_zero_sign(request.path());
        let read = read.ok().filter(|_| named).map(|value| Self(value.into_inner()));
        Box::pin(told(request.clone(), read.ok_or(Problem::House(Error::NotFound))))
    }
}

fn has_zero_sign(written: &str) -> bool {
    written.contains("%00") || written.contains('\0')
}

/// The parameters after the question mark.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let invalid = |fault| Problem::House(Error::Invalid(vec![fault]));
        if has_zero_sign(request.query_string()) {
            let fault = Err(invalid(Fault::new("query", FaultCode::Invalid)));
            return Box::pin(told(request.clone(), fault));
        }
        // Parameters that the handler does not know are refused before it: see `known`.
        let read = web::Query::<Traced<T>>::from_query(request.query_string());
        let read = match read.map(web::Query::into_inner) {
            Ok(Traced(Ok(value))) => Ok(Self(value)),
            Ok(Traced(Err(fault))) => Err(invalid(fault)),
            Err(_) => Err(invalid(Fault::new("query", FaultCode::Invalid))),
        };
        Box::pin(told(request.clone(), read))
    }
}

/// A value, or which of its fields cannot be read.
struct Traced<T>(Result<T, Fault>);

impl<'de, T: DeserializeOwned> serde::Deserialize<'de> for Traced<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(serde_path_to_error::deserialize(deserializer).map_err(|error| fault_of(&error))))
    }
}

/// Tells a field of `null` (clear it) from one that is left out (leave it as it is).
///
/// # Errors
/// When the field is of another type.
pub fn present<'de, T: serde::Deserialize<'de>, D: serde::Deserializer<'de>>(
    field: D,
) -> Result<Option<Option<T>>, D::Error> {
    serde::Deserialize::deserialize(field).map(Some)
}

/// The version of the row that the reader has seen: all that many a step needs, in its body
/// or in a URL that has none.
#[derive(serde::Deserialize, utoipa::ToSchema, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AtVersion {
    /// Another one answers 409 `stale_version`.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_card_number_is_refused_where_people_write_and_not_in_what_machines_make() {
        let found = |value: Value| {
            let mut faults = Vec::new();
            look_for_identity_cards(&value, &mut String::new(), &mut faults);
            faults.len()
        };
        assert_eq!(found(serde_json::json!({ "text": "my number is A123456(3)" })), 1);
        assert_eq!(found(serde_json::json!({ "hostId": "01900000-0000-7000-a123-456300000000" })), 0);
        assert_eq!(found(serde_json::json!({ "email": "a1234563@example.test" })), 0);
        assert_eq!(found(serde_json::json!({ "free": format!("a1234563{}", "0".repeat(76)) })), 0);
    }
}
