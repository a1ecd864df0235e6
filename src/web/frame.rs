//! What surrounds every request: its number, the headers of every answer, one line in the log.

use std::rc::Rc;
use std::time::Instant;

use actix_web::ResponseError;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{ConnectionType, Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web;

use super::life::Life;
use super::paths;
use super::problem::{self, Problem, REQUEST};
use super::traffic::Traffic;
use crate::base::clock::random_bytes;
use crate::base::{Error, ProblemCode};

/// Gives the request a number, and the answer the headers that every answer has. A path that is not written in its one
/// way names nothing, so that nothing behind this reads it otherwise than the router.
///
/// # Errors
/// Whatever the handlers return; they answer with problems of their own.
pub async fn frame(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let (number, begun) = (new_number(), Instant::now());
    let traffic = request.app_data::<web::Data<Traffic>>().cloned();
    let _in_work = request.conn_data::<Rc<Life>>().map(Life::begin);
    let (method, api) = (request.method().clone(), paths::is_of_api(request.path()));
    let asset = request.path().starts_with(LASTING);
    let streams = request.headers().contains_key(header::TRANSFER_ENCODING);
    // A HEAD is answered as a GET; the connection leaves the body out (RFC 9110, section 9.3.2).
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let mut response = if paths::is_plain(request.path()) {
        let answer = REQUEST.scope(number.clone(), next.call(request)).await?;
        answer.map_into_left_body()
    } else {
        let nothing = || Problem::House(Error::NotFound).error_response();
        request.into_response(REQUEST.sync_scope(number.clone(), nothing)).map_into_right_body()
    };
    let status = response.status();
    // The matched pattern, not the path: a path may hold an id.
    let route = response.request().match_pattern().unwrap_or_else(|| "-".into());
    if let Some(traffic) = traffic {
        traffic.answered(&route, &method, status, begun.elapsed());
    }
    if status.is_server_error() {
        tracing::warn!(request = %number, %method, route, status = status.as_u16(), "answered");
    } else {
        tracing::debug!(request = %number, %method, route, status = status.as_u16(), "answered");
    }
    let is_error = status.is_client_error() || status.is_server_error();
    // A body that has no end announced would be read for nothing.
    if streams && is_error {
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    let headers = response.headers_mut();
    if asset && !is_error {
        for (name, value) in OF_ASSETS {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        return Ok(response);
    }
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    // A page that holds scripts of its own has said so.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(STRICT));
    }
    if let Ok(number) = HeaderValue::from_str(&number) {
        headers.insert(HeaderName::from_static("x-request-id"), number);
    }
    if (api || is_error) && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn new_number() -> String {
    format!("{:016x}", u64::from_ne_bytes(random_bytes::<8>()))
}

/// Where an answer stands that the server gave without a word, because it understood no request: the last of `answers`,
/// with nothing in it and none of the headers that every other answer has.
#[must_use]
pub fn without_a_word(answers: &[u8]) -> Option<usize> {
    let head = answers.strip_suffix(b"\r\n\r\n")?;
    let begins = |at: &usize| head.get(*at..).is_some_and(|rest| rest.starts_with(b"HTTP/1.1 "));
    let at = (0..head.len()).rev().find(begins)?;
    let head = std::str::from_utf8(head.get(at..)?).ok()?;
    let has = |line: &str| head.lines().any(|other| other.eq_ignore_ascii_case(line));
    let is_ours = head.to_ascii_lowercase().contains("x-content-type-options");
    let is_error = matches!(head.as_bytes().get(9), Some(b'4' | b'5'));
    (is_error && !is_ours && has("content-length: 0")).then_some(at)
}

/// The same answer as every other error is given, on a connection that ends with it.
#[must_use]
pub fn in_words(answer: &[u8]) -> Vec<u8> {
    let head = String::from_utf8_lossy(answer);
    let mut lines = head.lines().filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let status = first.split(' ').nth(1).and_then(|status| StatusCode::from_bytes(status.as_bytes()).ok());
    let status = status.unwrap_or(StatusCode::BAD_REQUEST);
    let code = match status {
        StatusCode::REQUEST_TIMEOUT => ProblemCode::BodyTooSlow,
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => ProblemCode::BodyTooLong,
        status if status.is_server_error() => ProblemCode::Internal,
        _ => ProblemCode::Invalid,
    };
    let number = new_number();
    let body = serde_json::to_string(&problem::bare(status, code, &number)).unwrap_or_default();
    let kept = lines.filter(|line| {
        let name = line.split(':').next().unwrap_or_default();
        !name.eq_ignore_ascii_case("content-length") && !name.eq_ignore_ascii_case("connection")
    });
    let mut said = format!("{first}\r\n");
    for line in kept {
        said.push_str(&format!("{line}\r\n"));
    }
    let (length, policy) = (body.len().to_string(), ("content-security-policy", STRICT));
    let own = [
        policy,
        ("connection", "close"),
        ("cache-control", "no-store"),
        ("content-type", problem::KIND),
        ("content-length", &length),
        ("x-request-id", &number),
    ];
    for (name, value) in ALWAYS.into_iter().chain(own) {
        said.push_str(&format!("{name}: {value}\r\n"));
    }
    (said + "\r\n" + &body).into_bytes()
}

/// Under which files lie whose name changes with what is in them.
pub const LASTING: &str = "/_app/immutable/";

/// The Content-Security-Policy of every answer: what runs and looks comes from files of this origin.
const STRICT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
     object-src 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// The policy of a page that also runs these scripts and has these styles, which stand in it.
#[must_use]
pub fn policy_with(scripts: &str, styles: &str) -> HeaderValue {
    let policy = STRICT
        .replace("script-src 'self'", &format!("script-src 'self'{scripts}"))
        .replace("style-src 'self'", &format!("style-src 'self'{styles}"));
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(STRICT))
}

/// What a script or a style sheet of the web application needs of them: the others speak of documents, and on a slow
/// line, file by file, they were a tenth of a first visit.
const OF_ASSETS: [(&str, &str); 2] =
    [("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")];

const ALWAYS: [(&str, &str); 7] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
    // Browsers heed this over HTTPS alone.
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
];
