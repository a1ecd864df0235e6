//! Errors as RFC 9457 problem details: the one place that chooses a status.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::base::{Code, Error, Fault, FaultCode, ProblemCode, Reason, Seldom};

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
    Http(StatusCode, ProblemCode),
}

/// What an answer that says no is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Refusal {
    Whole(ProblemCode),
    /// The first of its reasons.
    Because(Code),
}

impl Refusal {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole(code) => code.as_str(),
            Self::Because(code) => code.as_str(),
        }
    }
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
    pub code: Refusal,
    pub request_id: String,
    /// What is wrong with the request, field by field (422).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// Why it is refused, all reasons (409).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// The kind of every error's body.
pub const KIND: &str = "application/problem+json";

/// The body of an error of which there is no more to say.
#[must_use]
pub fn bare(status: StatusCode, code: ProblemCode, request: &str) -> ProblemBody {
    said(status, Refusal::Whole(code), request.to_owned())
}

fn said(status: StatusCode, code: Refusal, request_id: String) -> ProblemBody {
    ProblemBody {
        kind: "about:blank",
        title: status.canonical_reason().unwrap_or("Error"),
        status: status.as_u16(),
        code,
        request_id,
        errors: Vec::new(),
        reasons: Vec::new(),
    }
}

impl<E: Into<Error>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::House(error.into())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.facts().1.as_str())
    }
}

impl Problem {
    fn facts(&self) -> (StatusCode, Refusal) {
        use ProblemCode as P;
        use StatusCode as S;
        let error = match self {
            Self::Http(status, code) => return (*status, Refusal::Whole(*code)),
            Self::House(error) => error,
        };
        let (status, code) = match error {
            Error::Unauthenticated(code) => (S::UNAUTHORIZED, *code),
            Error::Forbidden => (S::FORBIDDEN, P::Forbidden),
            Error::Unproven(code) => (S::FORBIDDEN, *code),
            Error::Hidden | Error::NotFound => (S::NOT_FOUND, P::NotFound),
            Error::Conflict(reasons) => {
                let first = reasons.first().map(|reason| Refusal::Because(reason.code));
                return (S::CONFLICT, first.unwrap_or(Refusal::Whole(P::Refused)));
            }
            Error::Stale => (S::CONFLICT, P::StaleVersion),
            Error::Unique => (S::CONFLICT, P::ExistsAlready),
            Error::Invalid(_) => (S::UNPROCESSABLE_ENTITY, P::Invalid),
            Error::Gone => (S::GONE, P::LinkExpired),
            Error::TooMany { .. } => (S::TOO_MANY_REQUESTS, P::TooMany),
            Error::Busy { .. } => (S::SERVICE_UNAVAILABLE, P::Busy),
            Error::Internal(_) => (S::INTERNAL_SERVER_ERROR, P::Internal),
        };
        (status, Refusal::Whole(code))
    }
}

impl Problem {
    /// Whether a code was named that nobody has.
    #[must_use]
    pub fn names_nobody(&self) -> bool {
        matches!(self, Self::House(Error::Invalid(faults)) if faults.iter().any(|fault| fault.code == FaultCode::UnknownCode))
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
        let body = ProblemBody { errors, reasons, ..said(status, code, request_id()) };
        let mut response = HttpResponse::build(status);
        if let Self::House(Error::TooMany { after } | Error::Busy { after, .. }) = self {
            response.insert_header((header::RETRY_AFTER, after.to_string()));
        }
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        let mut response = response.json(body);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(KIND));
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
