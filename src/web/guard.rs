//! The guard: the only way from a handler to the database.
//!
//! A handler names its action in its signature (`Guard<BookSlot>`). The guard has asked who is calling and whether
//! the policy lets such an actor try it before the handler runs; it then lends transactions for that action alone.

use std::collections::BTreeMap;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use utoipa::openapi::{RefOr, Response};
use uuid::Uuid;

use super::denials::{Denials, Denied, Line};
use super::extract::{Fingerprint, Gate};
use super::limits::{self, Limits};
use super::problem::{Answer, Problem, request_id};
use super::shared::Store;
use crate::access::leave::leave;
use crate::access::{Actor, Named, Public, Role};
use crate::base::{Error, Fault, FaultCode, Instant, ProblemCode, Result};
use crate::config::Config;
use crate::gate::passwords::Passwords;
use crate::gate::{House, Keys, Vitals};
use crate::tx::{Attempt, Denial, Made, Tx};

/// What the guards of a server share; only this module can reach into it.
#[derive(Clone)]
pub struct Shared {
    house: Arc<House>,
    limits: Arc<Limits>,
    answers: Arc<Store>,
    denials: Arc<Denials>,
}

impl Shared {
    /// What the guards of a server on `house` share.
    #[must_use]
    pub fn new(house: Arc<House>) -> Self {
        Self { house, limits: Arc::default(), answers: Arc::default(), denials: Arc::default() }
    }

    /// Writes down the refusals that were only counted so far: the server stops.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub async fn settle_denials(&self) -> Result<()> {
        self.write_down(self.denials.rest()).await
    }

    async fn write_down(&self, lines: Vec<Line>) -> Result<()> {
        for (Denied { actor, action, request, mut denial }, times) in lines {
            if let (Some(details), 2..) = (denial.details.as_object_mut(), times) {
                details.insert("times".into(), times.into());
            }
            self.house.denied(actor, action, request, denial).await?;
        }
        Ok(())
    }
}

/// Leave for the action `A`.
pub struct Guard<A> {
    shared: Shared,
    actor: Actor,
    request: HttpRequest,
    action: PhantomData<A>,
}

impl<A: Named> FromRequest for Guard<A> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let (request, gate) = (request.clone(), Gate::close(request));
        Box::pin(async move {
            let shared = request
                .app_data::<web::Data<Shared>>()
                .ok_or_else(|| Error::Internal("the server has no house".into()))?
                .get_ref()
                .clone();
            let actor = shared.house.actor(bearer(&request)?).await?;
            let guard = Self { shared, actor, request, action: PhantomData };
            match leave(&guard.actor, A::ACTION, guard.now()) {
                Ok(()) => {
                    gate.open();
                    Ok(guard)
                }
                Err(error) => {
                    Err(guard.told::<()>(Err(error)).await.err().unwrap_or(Error::Forbidden.into()))
                }
            }
        })
    }
}

/// Under what name a guard stands among the responses of the API's description: see `openapi::operation`.
pub const NAMED: &str = "guard";

/// No answer: a handler names its guard among its responses so that the description knows the action.
impl<A: Named> utoipa::IntoResponses for Guard<A> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        BTreeMap::from([(NAMED.into(), RefOr::T(Response::new(A::ACTION.name())))])
    }
}

fn bearer(request: &HttpRequest) -> Result<Option<&str>> {
    match request.headers().get(header::AUTHORIZATION) {
        None => Ok(None),
        Some(value) => value
            .to_str()
            .ok()
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(Some)
            .ok_or(Error::Unauthenticated(ProblemCode::TokenInvalid)),
    }
}

impl<A: Named> Guard<A> {
    /// Runs a query for the caller.
    ///
    /// # Errors
    /// The query's own.
    pub async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        let outcome = self.shared.house.read(self.actor.clone(), A::ACTION, request_id(), query).await;
        self.told(outcome).await
    }

    /// Runs a query for the caller, all of it at one moment of the database.
    ///
    /// # Errors
    /// The query's own.
    pub async fn snapshot<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        let outcome = self.shared.house.snapshot(self.actor.clone(), A::ACTION, request_id(), query).await;
        self.told(outcome).await
    }

    /// Runs a command for the caller in one transaction.
    ///
    /// # Errors
    /// The command's own; then nothing has happened.
    pub async fn write<T: Send + 'static>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<T> {
        let outcome = self.shared.house.write(self.actor.clone(), A::ACTION, request_id(), command).await;
        self.told(outcome).await
    }

    /// Runs a command that makes an `M` and answers 201 with a view that has its `id`; sent again with the same
    /// `Idempotency-Key`, it answers as the first time and makes nothing, as long as the caller may read what it made.
    ///
    /// # Errors
    /// The command's own; `Invalid` for a key that is unfit or was used for another request.
    pub async fn create<M: Made, T: Serialize + Send + 'static>(
        &self,
        command: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<HttpResponse> {
        let attempt = self.attempt()?;
        let again = attempt.clone();
        let made = move |tx: &mut Tx<'_>| {
            if let Some(attempt) = &attempt
                && let Some(before) = tx.answered::<M>(attempt)?
            {
                return Ok(before);
            }
            let body = serde_json::to_string(&command(tx)?)
                .map_err(|error| Error::Internal(format!("answer: {error}")))?;
            let status = i64::from(StatusCode::CREATED.as_u16());
            if let Some(attempt) = &attempt {
                tx.keep_answer(attempt, status, &body)?;
            }
            Ok((status, body))
        };
        let (status, body) = match (self.write(made).await, again) {
            // The same request, sent twice at once, was done by the other: its answer is this one's too.
            (
                Err(Problem::House(error @ (Error::Unique | Error::Stale | Error::Conflict(_)))),
                Some(again),
            ) => self.read(move |tx| tx.answered::<M>(&again)).await?.ok_or(error)?,
            (outcome, _) => outcome?,
        };
        let status = u16::try_from(status).ok().and_then(|status| StatusCode::from_u16(status).ok());
        Ok(HttpResponse::build(status.unwrap_or(StatusCode::CREATED))
            .content_type("application/json")
            .body(body))
    }

    /// Writes a refusal to the audit log before it is told. A row that is not there is told and written as one that
    /// the caller may not know of, so that neither the answer nor its time tells them apart.
    async fn told<T>(&self, outcome: Result<T>) -> Answer<T> {
        let code = match &outcome {
            Err(Error::Forbidden) => Some(ProblemCode::Forbidden),
            Err(Error::Unproven(code)) => Some(*code),
            Err(Error::Hidden | Error::NotFound) => Some(ProblemCode::NotFound),
            _ => None,
        };
        if let (Some(code), Actor::Person { .. }) = (code, &self.actor) {
            self.note_denial(code).await?;
        }
        Ok(outcome?)
    }

    /// Writes to the audit log that the caller was refused, or counts it for a line that stands for many.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub async fn note_denial(&self, code: ProblemCode) -> Result<()> {
        let who = self.actor.sign_in().map_or_else(|| self.source(), |sign_in| sign_in.to_string());
        let roles: Vec<_> = self
            .actor
            .roles()
            .map(|(role, _)| role)
            .filter(|role| !matches!(role, Role::Anyone | Role::Account))
            .collect();
        let object = self.request.match_info().iter().find_map(|(_, value)| Uuid::try_parse(value).ok());
        let route = self.request.match_pattern();
        let denial = Denial { object, details: json!({ "code": code, "roles": roles, "route": route }) };
        let denied = Denied { actor: self.actor.clone(), action: A::ACTION, request: request_id(), denial };
        self.shared.write_down(self.shared.denials.count(who, denied, self.now())).await
    }

    /// Where the request comes from.
    #[must_use]
    pub fn source(&self) -> String {
        limits::source(&self.request, self.config().proxies)
    }

    fn attempt(&self) -> Result<Option<Attempt>> {
        let Some(key) = self.request.headers().get("idempotency-key") else { return Ok(None) };
        let key = key.to_str().ok().filter(|key| (8..=64).contains(&key.len()) && key.is_ascii());
        let key =
            key.ok_or_else(|| Error::Invalid(vec![Fault::new("Idempotency-Key", FaultCode::Invalid)]))?;
        let mut digest = Sha256::new();
        digest.update(self.request.method().as_str());
        digest.update(self.request.uri().path());
        if let Some(Fingerprint(body)) = self.request.extensions().get::<Fingerprint>() {
            digest.update(body);
        }
        Ok(Some(Attempt { key: key.to_owned(), fingerprint: digest.finalize().to_vec() }))
    }

    /// Who is calling.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.shared.house.now()
    }

    /// The settings of the server.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.shared.house.config
    }

    /// What the house says of itself without asking its database.
    #[must_use]
    pub fn vitals(&self) -> Vitals {
        self.shared.house.vitals()
    }

    /// Whether the demo's people are here.
    #[must_use]
    pub fn demo(&self) -> bool {
        self.shared.house.demo
    }

    /// Whether it is the demo, on a server that only this machine reaches.
    #[must_use]
    pub fn is_demo_here(&self) -> bool {
        self.demo() && self.config().is_on_this_machine()
    }

    /// The keys that sign tokens and links.
    #[must_use]
    pub fn keys(&self) -> Arc<Keys> {
        self.shared.house.keys().clone()
    }

    /// Where passwords are checked.
    #[must_use]
    pub fn passwords(&self) -> &Passwords {
        &self.shared.house.passwords
    }

    /// How often somebody may try.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    /// The request as HTTP, for its cookies and its source.
    #[must_use]
    pub const fn request(&self) -> &HttpRequest {
        &self.request
    }

    /// Counts one try of `what` from the caller's source.
    ///
    /// # Errors
    /// `TooMany` when there were too many.
    pub fn try_from_source(&self, what: &str) -> Result<()> {
        let key = format!("{what} {}", self.source());
        self.limits().take(&key, self.config().tries_per_source, self.now())
    }

    /// Does what is asked of people who are named by their codes. A code that nobody has counts as a try of the caller's
    /// account, taken before it is known, so that nobody finds people by guessing.
    ///
    /// # Errors
    /// `TooMany` when there were too many; else the command's own.
    pub async fn naming<T>(&self, asked: impl Future<Output = Answer<T>>) -> Answer<T> {
        let key = format!("code {}", self.actor.account().map(|own| own.to_string()).unwrap_or_default());
        let taken = self.limits().take(&key, self.config().tries_per_account, self.now());
        if taken.is_err() {
            self.note_denial(ProblemCode::TooMany).await?;
        }
        taken?;
        let outcome = asked.await;
        if !outcome.as_ref().is_err_and(Problem::names_nobody) {
            self.limits().give_back(&key);
        }
        outcome
    }
}

impl<A: Public> Guard<A> {
    /// Answers with JSON that everybody may see, shared by its URL between all who ask within a quarter of a second.
    ///
    /// # Errors
    /// The query's own.
    pub async fn shared<T: Serialize + Send + 'static>(
        &self,
        query: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Answer<HttpResponse> {
        let (key, now) = (self.request.uri().to_string(), self.now());
        let bytes = match self.shared.answers.get(&key, now) {
            Some(bytes) => bytes,
            None => {
                // Asked as nobody, so that no answer for one reader reaches another.
                let made = self.shared.house.read(Actor::Anonymous, A::ACTION, request_id(), query).await?;
                let bytes = serde_json::to_vec(&made)
                    .map(web::Bytes::from)
                    .map_err(|error| Error::Internal(format!("answer: {error}")))?;
                self.shared.answers.put(key, bytes.clone(), now);
                bytes
            }
        };
        Ok(HttpResponse::Ok().content_type("application/json").body(bytes))
    }
}
