//! What surrounds every request: its number, the headers of every answer, one line in the log.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;

use super::problem::REQUEST;
use crate::base::clock::random_bytes;

/// Gives the request a number, and the answer the headers that every answer has.
///
/// # Errors
/// Whatever the handlers return; they answer with problems of their own.
pub async fn frame(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let number = format!("{:016x}", u64::from_ne_bytes(random_bytes::<8>()));
    let (method, api) = (request.method().clone(), request.path().starts_with("/api/"));
    let asset = request.path().starts_with("/_app/immutable/");
    // A HEAD is answered as a GET; the connection leaves the body out (RFC 9110, section 9.3.2).
    if method == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let mut response = REQUEST.scope(number.clone(), next.call(request)).await?;
    let status = response.status();
    // The matched pattern, not the path: a path may hold an id.
    let route = response.request().match_pattern().unwrap_or_else(|| "-".into());
    if status.is_server_error() {
        tracing::warn!(request = %number, %method, route, status = status.as_u16(), "answered");
    } else {
        tracing::debug!(request = %number, %method, route, status = status.as_u16(), "answered");
    }
    let headers = response.headers_mut();
    if asset {
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
    if api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

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
