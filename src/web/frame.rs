//! What surrounds every request: its number, the headers of every answer, one line in the log.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web;

use super::problem::REQUEST;
use crate::base::clock::random_bytes;

/// The headers that depend on the pages served.
pub struct Policy(pub HeaderValue);

/// Gives the request a number, and the answer the headers that every answer has.
///
/// # Errors
/// Whatever the handlers return; they answer with problems of their own.
pub async fn frame(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let number = format!("{:016x}", u64::from_ne_bytes(random_bytes::<8>()));
    let policy = request.app_data::<web::Data<Policy>>().map(|policy| policy.0.clone());
    let (method, api) = (request.method().clone(), request.path().starts_with("/api/"));
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
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Ok(number) = HeaderValue::from_str(&number) {
        headers.insert(HeaderName::from_static("x-request-id"), number);
    }
    if api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

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
