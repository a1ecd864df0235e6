//! What the server counts of requests and connections while it answers them, for machines that read its metrics.
//!
//! A route stands by its pattern, a method by one of a few names and an answer by its first digit, so that there are only
//! so many numbers, and none of them tells whom a request was about.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode_registry;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::sources::Sources;

/// Seconds up to which answers are counted together: what is at once, what is felt, and what is nearly given up.
const UP_TO: [f64; 7] = [0.005, 0.02, 0.1, 0.3, 1.0, 3.0, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
    method: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: &'static str,
    status: &'static str,
}

/// Requests by route, method and kind of answer, how long they took, and the connections they come by.
pub struct Traffic {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram>,
    pub sources: Arc<Sources>,
}

impl Default for Traffic {
    fn default() -> Self {
        let requests = Family::default();
        let seconds = Family::<Asked, Histogram>::new_with_constructor(|| Histogram::new(UP_TO));
        let mut registry = Registry::default();
        let help = "Requests by the pattern of their route, method and class of status";
        registry.register("alongside_requests", help, requests.clone());
        let help = "How long a request took until its answer began";
        registry.register_with_unit("alongside_request_duration", help, Unit::Seconds, seconds.clone());
        Self { registry, requests, seconds, sources: Arc::default() }
    }
}

impl Traffic {
    /// Counts a request that was answered; `route` is the pattern that it matched.
    pub fn answered(&self, route: &str, method: &Method, status: StatusCode, took: Duration) {
        let (route, method) = (route.to_owned(), named(method));
        let answered = Answered { route: route.clone(), method, status: class(status) };
        self.requests.get_or_create(&answered).inc();
        self.seconds.get_or_create(&Asked { route, method }).observe(took.as_secs_f64());
    }

    /// Writes all of it out.
    ///
    /// # Errors
    /// When the text takes no more.
    pub fn write(&self, text: &mut String) -> fmt::Result {
        encode_registry(text, &self.registry)?;
        let mut connections = Registry::default();
        let help = "Connections that are open";
        connections.register("alongside_connections", help, ConstGauge::new(self.sources.open()));
        let help = "Connections that were refused because their source had too many";
        connections.register(
            "alongside_connections_refused",
            help,
            ConstCounter::new(self.sources.refused()),
        );
        encode_registry(text, &connections)
    }
}

/// A method by its name; whoever invents one makes no number of their own.
fn named(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_method_makes_no_number_of_its_own() {
        let traffic = Traffic::default();
        for invented in ["BREW", "STEEP"] {
            let method = Method::from_bytes(invented.as_bytes()).unwrap();
            traffic.answered("-", &method, StatusCode::NOT_FOUND, Duration::from_millis(2));
        }
        let mut text = String::new();
        traffic.write(&mut text).unwrap();
        let line = r#"alongside_requests_total{route="-",method="other",status="4xx"} 2"#;
        assert!(text.contains(line), "{text}");
        assert!(!text.contains("BREW"), "{text}");
    }
}
