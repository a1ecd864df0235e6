//! Sessions over HTTP: the access token in the answer, the refresh secret in a cookie that no script can read.

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::web::Json;
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow::{self, Outcome};
use super::model::Session;
use super::rules;
use crate::access::action::{ManageSessions, RefreshSession, SignIn};
use crate::access::actor::SessionId;
use crate::accounts::api::{Me, me_view, tries_of};
use crate::base::{Error, Instant, Result};
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Problem, Routes};

/// The routes of sessions.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(sign_in).service(refresh).service(sign_out).service(list).service(end);
}

const REFRESH: &str = "__Host-rt";
const DEVICE: &str = "__Host-device";

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInBody {
    email: String,
    password: String,
}

/// Leave to act for ten minutes.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    pub access_token: String,
    pub expires_at: Instant,
    pub account: Me,
}

/// Sign in.
#[utoipa::path(tag = "sessions", request_body = SignInBody, responses((status = 200, body = SignedIn)))]
#[post("/sessions")]
pub async fn sign_in(guard: Guard<SignIn>, Body(body): Body<SignInBody>) -> Answer<HttpResponse> {
    if body.email.chars().count() > 254 || body.password.chars().count() > 128 {
        return Err(Error::Unauthenticated("bad_credentials").into());
    }
    let email = body.email;
    let key = tries_of(&crate::accounts::rules::email_key(&email));
    let source = format!("sign-in {}", guard.source());
    let now = guard.now();
    let by_source = guard.limits().take(&source, guard.config().tries_per_source, now);
    slowed(&guard, by_source).await?;
    let candidate = guard.read(move |tx| flow::candidate(tx, &email)).await?;
    let id = candidate.as_ref().map(|account| account.id);
    // Somebody who has signed in on this device before is not shut out by what others try elsewhere.
    let shown = guard.request().cookie(DEVICE);
    let known =
        matches!((id, shown), (Some(id), Some(shown)) if guard.keys().knows_device(id, shown.value()));
    let [elsewhere, here] = key;
    let key = if known { here } else { elsewhere };
    let by_account = guard.limits().take(&key, guard.config().tries_per_account, now);
    if by_account.is_err() {
        guard.limits().give_back(&source);
    }
    slowed(&guard, by_account).await?;
    let kept = candidate.as_ref().and_then(|account| account.password_hash.clone());
    let outdated = kept.as_deref().is_some_and(|kept| guard.passwords().is_outdated(kept));
    let verdict = guard.passwords().verify(body.password.clone(), kept).await;
    if !matches!(verdict, Ok(false)) {
        guard.limits().give_back(&source);
    }
    match verdict {
        Ok(true) => guard.limits().clear(&key),
        Ok(false) => {
            guard.write(move |tx| flow::failed(tx, id)).await?;
            return Err(Error::Unauthenticated("bad_credentials").into());
        }
        Err(error) => {
            guard.limits().give_back(&key);
            return Err(error.into());
        }
    }
    let id = id.ok_or(Error::Unauthenticated("bad_credentials"))?;
    let rehashed = if outdated { Some(guard.passwords().hash(body.password).await?) } else { None };
    let device = device(guard.request());
    let opened = guard
        .write(move |tx| {
            let (session, account) = flow::open(tx, id, device, rehashed)?;
            Ok((me_view(tx, &account)?, session))
        })
        .await?;
    answer(&guard, opened)
}

/// Whether there was a try left; when not, the audit log keeps it.
async fn slowed(guard: &Guard<SignIn>, taken: Result<()>) -> Answer<()> {
    if taken.is_err() {
        guard.note_denial("too_many").await?;
    }
    Ok(taken?)
}

fn device(request: &HttpRequest) -> String {
    let agent = request.headers().get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    rules::device_of(agent).to_owned()
}

fn answer<A: crate::access::Named>(
    guard: &Guard<A>,
    (account, session): (Me, Session),
) -> Answer<HttpResponse> {
    let (access_token, expires_at) = guard.keys().access(session.account, session.id, guard.now())?;
    let secret = guard.keys().refresh(session.id, session.version);
    let left = session.expires_at.since(guard.now()).num_seconds();
    Ok(HttpResponse::Ok()
        .cookie(cookie(REFRESH, secret, left))
        .cookie(cookie(DEVICE, guard.keys().device(session.account), 365 * 24 * 3600))
        .json(SignedIn { access_token, expires_at, account }))
}

fn cookie(name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(CookieDuration::seconds(seconds))
        .finish()
}

/// A cookie acts only for pages of this site: the browser says so in a header that no page can set.
fn from_this_site(request: &HttpRequest, base_url: &str) -> Answer<()> {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let ours = match header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => header("origin").is_some_and(|origin| origin == base_url),
    };
    if ours { Ok(()) } else { Err(Problem::Http(StatusCode::FORBIDDEN, "other_site")) }
}

/// Go on with a session: a new access token, and the next refresh secret in the cookie.
#[utoipa::path(tag = "sessions", responses((status = 200, body = SignedIn)))]
#[post("/sessions/refresh")]
pub async fn refresh(guard: Guard<RefreshSession>) -> Answer<HttpResponse> {
    from_this_site(guard.request(), &guard.config().base_url)?;
    let shown = guard.request().cookie(REFRESH);
    let shown = shown.and_then(|shown| guard.keys().refreshes(shown.value()));
    let outcome = match shown {
        None => Err(Error::Unauthenticated("session_ended").into()),
        Some((id, generation)) => match refreshed(&guard, id, generation).await {
            // Another tab's refresh came first, and its secret is given to this one too.
            Err(Problem::House(Error::Stale)) => refreshed(&guard, id, generation).await,
            outcome => outcome,
        },
    };
    match outcome {
        Ok(Some(live)) => answer(&guard, live),
        // The end of a session whose spent secret was shown has a line of its own.
        Ok(None) => Err(Error::Unauthenticated("session_ended").into()),
        Err(problem) => {
            if matches!(problem, Problem::House(Error::Unauthenticated(_))) {
                guard.note_denial("session_ended").await?;
            }
            Err(problem)
        }
    }
}

async fn refreshed(
    guard: &Guard<RefreshSession>,
    id: SessionId,
    generation: i64,
) -> Answer<Option<(Me, Session)>> {
    let rotate = move |tx: &mut Tx<'_>| match flow::refresh(tx, id, generation)? {
        Outcome::Live(live) => Ok(Some((me_view(tx, &live.1)?, live.0))),
        Outcome::Over => Ok(None),
    };
    guard.write(rotate).await
}

/// Sign out: ends this session everywhere within a second.
#[utoipa::path(tag = "sessions", responses((status = 204)))]
#[delete("/sessions/current")]
pub async fn sign_out(guard: Guard<ManageSessions>) -> Answer<HttpResponse> {
    let session = guard.actor().session().ok_or(Error::Unauthenticated("credentials_missing"))?;
    guard.write(move |tx| flow::end(tx, session)).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie(REFRESH, String::new(), 0))
        .insert_header(("clear-site-data", "\"cache\", \"storage\""))
        .finish())
}

/// A session as its owner sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    #[schema(value_type = String, format = Uuid)]
    id: SessionId,
    created_at: Instant,
    last_seen_at: Instant,
    current: bool,
    /// The kind of device: `iPhone`, `Android phone`, `Windows`, …
    device: String,
}

#[derive(Serialize, ToSchema)]
pub struct SessionList {
    items: Vec<SessionView>,
}

/// The caller's live sessions.
#[utoipa::path(tag = "sessions", responses((status = 200, body = SessionList)))]
#[get("/sessions")]
pub async fn list(guard: Guard<ManageSessions>) -> Answer<Json<SessionList>> {
    let current = guard.actor().session();
    let sessions = guard.read(flow::own).await?;
    let view = |session: Session| SessionView {
        id: session.id,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        current: Some(session.id) == current,
        device: session.device,
    };
    Ok(Json(SessionList { items: sessions.into_iter().map(view).collect() }))
}

/// End one of the caller's sessions.
#[utoipa::path(tag = "sessions", params(("id" = String, Path, format = Uuid)), responses((status = 204)))]
#[delete("/sessions/{id}")]
pub async fn end(guard: Guard<ManageSessions>, Path(id): Path<SessionId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::end(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
