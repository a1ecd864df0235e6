//! An application in this process, with a clock that a hand turns and a mailbox that can be opened.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use actix_http::Request;
use actix_web::body::{BoxBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode, header::HeaderMap};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service};
use alongside::base::{Clock, Instant};
use alongside::config::{Config, Options};
use alongside::db::{Engine, Settings};
use alongside::gate::{House, Keys};
use alongside::server::Parts;
use alongside::web::files::Site;
use alongside::web::frame::frame;
use alongside::worker::postman::{LINK_USELESS, Postman};
use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use super::database::{Database, Kind};
use super::described;
use super::eml::Mail;
use super::house::{count, ring};
use crate::addresses::has_page;

type Answering = Box<dyn Fn(Request) -> Pin<Box<dyn Future<Output = ServiceResponse<BoxBody>>>>>;

/// What the keys of every story are drawn from.
pub const SECRET: &[u8] = b"a secret that only the tests know, 32+";

/// The application of one story.
#[derive(Clone)]
pub struct App(Rc<Inner>);

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

pub struct Inner {
    pub kind: Kind,
    pub house: Arc<House>,
    pub clock: Clock,
    pub config: Config,
    answering: Answering,
    mail: tempfile::TempDir,
    pub letters: RefCell<Vec<Mail>>,
    // Dropped last: the engine lets go of it first.
    _database: Database,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Reply {
    /// The body of an answer that went well.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status.is_success(), "{} {}", self.status, self.body);
        self.body
    }

    /// `409 full`, for comparing with what is expected.
    pub fn outcome(&self) -> String {
        match self.body["code"].as_str() {
            Some(code) => format!("{} {code}", self.status.as_u16()),
            None => self.status.as_u16().to_string(),
        }
    }

    /// The codes of all reasons of a refusal, or of all faults of a malformed request.
    pub fn codes(&self) -> Vec<String> {
        let listed = |name: &str| self.body[name].as_array().cloned().unwrap_or_default();
        listed("reasons")
            .iter()
            .chain(&listed("errors"))
            .map(|item| item["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

impl App {
    /// A new application on an empty database, on Monday 23 November 2026, 10:00 in Hong Kong.
    pub async fn on(kind: Kind) -> Self {
        Self::with(kind, |_| {}).await
    }

    /// Like [`on`](Self::on), with other settings.
    pub async fn with(kind: Kind, change: impl FnOnce(&mut Config)) -> Self {
        Self::made(kind, change, false).await
    }

    /// Like [`with`](Self::with), and it takes its people for the demo's.
    pub async fn demo(kind: Kind, change: impl FnOnce(&mut Config)) -> Self {
        Self::made(kind, change, true).await
    }

    async fn made(kind: Kind, change: impl FnOnce(&mut Config), demo: bool) -> Self {
        let database = Database::fresh(kind);
        let mail = tempfile::tempdir().unwrap();
        let mut config = Options {
            database: Some(database.url.clone()),
            mail: Some(format!("file:{}", mail.path().display())),
            base_url: Some("https://alongside.test".into()),
            tries_per_source: Some(1000),
            ..Options::default()
        }
        .settle(None)
        .unwrap();
        config.frontend = None;
        change(&mut config);
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().and_hms_opt(10, 0, 0).unwrap();
        let clock = Clock::hand(Instant::from_hong_kong(monday));
        let settings = Settings {
            readers: 2,
            writers: 2,
            durable: false,
            migrate: false,
            ..Settings::of(&config.database)
        };
        let engine = Engine::open(&settings).unwrap();
        let keys = Keys::of(SECRET);
        let mut house = House::new(
            engine,
            clock.clone(),
            keys,
            ring(&config),
            config.clone(),
            alongside::reactions::react,
            true,
        )
        .unwrap();
        house.demo = demo;
        let house = Arc::new(house);
        let parts = Parts::new(house.clone(), Site::none());
        let app = actix_web::App::new().wrap(from_fn(frame)).configure(|config| parts.configure(config));
        let service = Rc::new(init_service(app).await);
        let answering: Answering = Box::new(move |request| {
            let service = service.clone();
            Box::pin(async move {
                match service.call(request).await {
                    Ok(response) => response.map_into_boxed_body(),
                    Err(error) => panic!("no answer: {error}"),
                }
            })
        });
        Self(Rc::new(Inner {
            kind,
            house,
            clock,
            config,
            answering,
            mail,
            letters: RefCell::default(),
            _database: database,
        }))
    }

    /// Turns the clock.
    pub fn advance(&self, delta: TimeDelta) {
        self.0.clock.advance(delta);
    }

    /// The present moment of the story.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: TestRequest) -> Reply {
        let request = request.to_request();
        let (method, path) = (request.method().clone(), request.path().to_owned());
        let response = (self.0.answering)(request).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body()).await.unwrap_or_default();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        let reply = Reply { status, headers, body };
        described::check(&method, &path, &reply);
        reply
    }

    /// A request by nobody we know.
    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.ask_with(None, method, path, body).await
    }

    /// A request with an access token.
    pub async fn ask_with(
        &self,
        token: Option<&str>,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Reply {
        let mut request = TestRequest::default().method(method).uri(&format!("/api/v1{path}"));
        if let Some(token) = token {
            request = request.insert_header(("authorization", format!("Bearer {token}")));
        }
        self.send(match body {
            Some(body) => request.set_json(body),
            None => request,
        })
        .await
    }

    /// Sends all letters that are due and returns those that left since the last time.
    pub async fn deliver_mail(&self) -> Vec<Mail> {
        Postman::new(self.0.house.clone()).unwrap().deliver().await.unwrap();
        let mut fresh = Vec::new();
        for entry in std::fs::read_dir(self.0.mail.path()).unwrap() {
            let path = entry.unwrap().path();
            fresh.push(Mail::read(&std::fs::read_to_string(&path).unwrap()));
            std::fs::remove_file(path).unwrap();
        }
        for letter in &fresh {
            let page = letter.link().strip_prefix(&self.0.config.base_url).expect("a link to this site");
            assert!(has_page(page), "a letter links to {page}");
        }
        self.0.letters.borrow_mut().extend(fresh.iter().cloned());
        fresh
    }

    /// The secret in the link of the last letter to an address.
    pub async fn link_secret(&self, to: &str) -> String {
        self.deliver_mail().await;
        let letters = self.0.letters.borrow();
        let letter = letters.iter().rev().find(|letter| letter.to == to).expect("a letter");
        let (_, rest) = letter.link().split_once("token=").expect("a link with a secret");
        rest.to_owned()
    }

    /// The end of the story: every letter leaves, but those whose link was used before, and none was given up.
    pub async fn close(&self) {
        self.deliver_mail().await;
        let left = format!(
            "select count(*) as count from outbox where state <> 'sent' and coalesce(fault, '') <> '{LINK_USELESS}'"
        );
        let left = count(&self.0.config.database, &left);
        assert_eq!(left, 0, "letters that did not leave");
    }
}
