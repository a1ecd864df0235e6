//! Errors as RFC 9457 problem details: the one place that chooses a status.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::base::{Error, Fault, Reason, Seldom};

/// What a handler returns.
pub type Answer<T> = Result<T, Problem>;

/// Why 503 was answered lately.
static CAUSES: Seldom = Seldom::new();

tokio::task_local! {
    /// The number of the request in work, for its answer and for the log.
    pub static REQUEST: String;
}

/// The number of the request in work.
#[must_use]
pub fn request_id() -> String {
    REQUEST.try_with(Clone::clone).unwrap_or_default()
}

/// An error on its way to a client.
#[derive(Debug)]
pub enum Problem {
    House(Error),
    /// Something about the request as HTTP: status and code.
    Http(StatusCode, &'static str),
}

/// The body of every error (`application/problem+json`).
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProblemBody {
    /// `about:blank`, always: the code says what it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub title: &'static str,
    pub status: u16,
    /// A stable word to act upon.
    pub code: String,
    pub request_id: String,
    /// What is wrong with the request, field by field (422).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// Why it is refused, all reasons (409).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::House(error.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.facts().1)
    }
}

impl Problem {
    fn facts(&self) -> (StatusCode, String) {
        use StatusCode as S;
        let error = match self {
            Self::Http(status, code) => return (*status, (*code).to_owned()),
            Self::House(error) => error,
        };
        let (status, code) = match error {
            Error::Unauthenticated(code) => (S::UNAUTHORIZED, *code),
            Error::Forbidden => (S::FORBIDDEN, "forbidden"),
            Error::Hidden | Error::NotFound => (S::NOT_FOUND, "not_found"),
            Error::Conflict(reasons) => {
                let code = reasons.first().map_or("refused", |reason| reason.code.as_str());
                return (S::CONFLICT, code.to_owned());
            }
            Error::Stale => (S::CONFLICT, "stale_version"),
            Error::Unique => (S::CONFLICT, "exists_already"),
            Error::Invalid(_) => (S::UNPROCESSABLE_ENTITY, "invalid"),
            Error::Gone(code) => (S::GONE, *code),
            Error::TooMany { .. } => (S::TOO_MANY_REQUESTS, "too_many"),
            Error::Busy { .. } => (S::SERVICE_UNAVAILABLE, "busy"),
            Error::Internal(_) => (S::INTERNAL_SERVER_ERROR, "internal"),
        };
        (status, code.to_owned())
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.facts().0
    }

    fn error_response(&self) -> HttpResponse {
        let (status, code) = self.facts();
        let (errors, reasons) = match self {
            Self::House(Error::Invalid(faults)) => (faults.clone(), Vec::new()),
            Self::House(Error::Conflict(reasons)) => (Vec::new(), reasons.clone()),
            _ => (Vec::new(), Vec::new()),
        };
        if let Self::House(Error::Internal(fault)) = self {
            tracing::error!(request = %request_id(), %fault, "a fault of ours");
        }
        if let Self::House(Error::Busy { cause, .. }) = self
            && CAUSES.is_due(cause)
        {
            tracing::error!(request = %request_id(), cause, "answered \"come again\"; a cause is said once a minute");
        }
        let body = ProblemBody {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            code,
            request_id: request_id(),
            errors,
            reasons,
        };
        let mut response = HttpResponse::build(status);
        if let Self::House(Error::TooMany { after } | Error::Busy { after, .. }) = self {
            response.insert_header((header::RETRY_AFTER, after.to_string()));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        let mut response = response.json(body);
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_cause_of_every_503_is_in_the_log_once_a_minute() {
        let log = Log::default();
        let written = log.clone();
        let reader = tracing_subscriber::fmt().json().with_writer(move || written.clone()).finish();
        tracing::subscriber::with_default(reader, || {
            for cause in ["the disk burns", "the disk burns", "the disk drowns", "the disk burns"] {
                let answer = Problem::House(Error::Busy { after: 5, cause }).error_response();
                assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            }
        });
        let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert_eq!(said.matches("the disk burns").count(), 1, "{said}");
        assert_eq!(said.matches("the disk drowns").count(), 1, "{said}");
    }
}
