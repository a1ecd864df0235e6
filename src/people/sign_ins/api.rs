//! Sign-ins over HTTP: the access token in the answer, the refresh secret in a cookie that no script can read.

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use actix_web::web::Json;
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow::{self, Outcome};
use super::model::{FactorState, Live, SignIn, Way};
use super::rules;
use crate::access::action::{ManageSignIns, OpenSignIn, RefreshSignIn, SignOut};
use crate::access::{AccountId, Named, SignInId};
use crate::base::{Error, Instant, ProblemCode, Result};
use crate::people::accounts::api::{Me, tries_of};
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Problem, Routes};

/// The routes of sign-ins.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(open).service(refresh).service(sign_out).service(list).service(end);
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
    access_token: String,
    expires_at: Instant,
    /// Whose sign-in it is.
    #[schema(value_type = String, format = Uuid)]
    owner: AccountId,
    /// What it still asks of its owner. With `to_prove` it can do nothing but prove a second factor and sign out; with
    /// `to_enrol` no office counts until there is one.
    factor: FactorState,
    /// By what the owner can prove it.
    ways: Vec<Way>,
    /// Until when the proof is fresh enough for what answers 403 `step_up_required` without; for somebody without a
    /// second factor, until when they can add the first. `null` with `to_prove`.
    proven_until: Option<Instant>,
    /// `null` with `to_prove`.
    account: Option<Me>,
}

/// Sign in.
///
/// The refresh secret comes in a cookie that scripts cannot read. Whoever has a second factor proves it next.
#[utoipa::path(operation_id = "signIn", tag = "sign-ins", request_body = SignInBody,
    responses(Guard<OpenSignIn>, (status = 200, body = SignedIn)))]
#[post("/sign-ins")]
pub async fn open(guard: Guard<OpenSignIn>, Body(body): Body<SignInBody>) -> Answer<HttpResponse> {
    if body.email.chars().count() > 254 || body.password.chars().count() > 128 {
        return Err(Error::Unauthenticated(ProblemCode::BadCredentials).into());
    }
    let email = body.email;
    let email_key = crate::people::accounts::rules::email_key(&email);
    let (key, entering) = (tries_of(&email_key), format!("signed in {email_key}"));
    let source = format!("sign-in {}", guard.source());
    let now = guard.now();
    let by_source = guard.limits().take(&source, guard.config().tries_per_source, now);
    slowed(&guard, by_source).await?;
    let candidate = guard.read(move |tx| flow::candidate(tx, &email)).await?;
    let id = candidate.as_ref().map(|account| account.id);
    // Somebody who has signed in on this device before is not shut out by what others try elsewhere.
    let known = id.is_some_and(|id| is_known(&guard, id));
    let [elsewhere, here] = key;
    let key = if known { here } else { elsewhere };
    let by_account = guard.limits().take(&key, guard.config().tries_per_account, now);
    if by_account.is_err() {
        guard.limits().give_back(&source);
    }
    slowed(&guard, by_account).await?;
    let kept = candidate.as_ref().and_then(|account| account.password_hash.clone());
    let outdated = kept.as_deref().is_some_and(|kept| guard.passwords().is_outdated(kept));
    // Right passwords count too, as many as a source has tries: each is work for the queue that all wait in.
    let by_success = guard.limits().take(&entering, guard.config().tries_per_source, now);
    if by_success.is_err() {
        guard.limits().give_back(&source);
        guard.limits().give_back(&key);
    }
    slowed(&guard, by_success).await?;
    let verdict = guard.passwords().verify(guard.source(), body.password.clone(), kept).await;
    if !matches!(verdict, Ok(false)) {
        guard.limits().give_back(&source);
    }
    if !matches!(verdict, Ok(true)) {
        guard.limits().give_back(&entering);
    }
    match verdict {
        Ok(true) => guard.limits().clear(&key),
        Ok(false) => {
            guard.write(move |tx| flow::failed(tx, id)).await?;
            return Err(Error::Unauthenticated(ProblemCode::BadCredentials).into());
        }
        Err(error) => {
            guard.limits().give_back(&key);
            return Err(error.into());
        }
    }
    let id = id.ok_or(Error::Unauthenticated(ProblemCode::BadCredentials))?;
    let rehashed =
        if outdated { Some(guard.passwords().hash(guard.source(), body.password).await?) } else { None };
    let device = device(guard.request());
    let opened = guard
        .write(move |tx| {
            let (sign_in, account) = flow::open(tx, id, device, known, rehashed)?;
            flow::live(tx, sign_in, account)
        })
        .await?;
    answer(&guard, opened)
}

/// Whether there was a try left; when not, the audit log keeps it.
async fn slowed(guard: &Guard<OpenSignIn>, taken: Result<()>) -> Answer<()> {
    if taken.is_err() {
        guard.note_denial(ProblemCode::TooMany).await?;
    }
    Ok(taken?)
}

/// The kind of device that asks.
pub fn device(request: &HttpRequest) -> String {
    let agent = request.headers().get("user-agent").and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    rules::device_of(agent).to_owned()
}

/// Answers with a sign-in. Until it is proven it tells its bearer nothing, and does not make the device a known one.
///
/// # Errors
/// `Internal` when signing fails.
pub fn answer<A: Named>(guard: &Guard<A>, live: Live) -> Answer<HttpResponse> {
    let (factor, proof) = (live.factor(), live.proof());
    let Live { sign_in, own, ways } = live;
    let (access_token, expires_at) = guard.keys().access(sign_in.account, sign_in.id, guard.now())?;
    let secret = guard.keys().refresh(sign_in.id, sign_in.version);
    let left = sign_in.expires_at.since(guard.now()).num_seconds();
    let mut response = HttpResponse::Ok();
    response.cookie(cookie(REFRESH, secret, left));
    let half = factor == FactorState::ToProve;
    if !half {
        response.cookie(cookie(DEVICE, guard.keys().device(sign_in.account), 365 * 24 * 3600));
    }
    Ok(response.json(SignedIn {
        access_token,
        expires_at,
        owner: sign_in.account,
        factor,
        ways,
        proven_until: proof.fresh_until(),
        account: (!half).then(|| own.into()),
    }))
}

/// Whether the browser has shown that somebody has signed in with it as `account` before.
pub fn is_known<A: Named>(guard: &Guard<A>, account: AccountId) -> bool {
    let shown = guard.request().cookie(DEVICE);
    shown.is_some_and(|shown| guard.keys().knows_device(account, shown.value()))
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
    if ours { Ok(()) } else { Err(Problem::Http(StatusCode::FORBIDDEN, ProblemCode::OtherSite)) }
}

/// Stay signed in: a new access token, and the next refresh secret in the cookie.
///
/// It asks for the cookie instead of a token, and for a sign that the page that asks is the server's own.
#[utoipa::path(operation_id = "refreshSignIn", tag = "sign-ins", security(("refreshCookie" = [])),
    responses(Guard<RefreshSignIn>, (status = 200, body = SignedIn)))]
#[post("/sign-ins/refresh")]
pub async fn refresh(guard: Guard<RefreshSignIn>) -> Answer<HttpResponse> {
    from_this_site(guard.request(), &guard.config().base_url)?;
    let shown = guard.request().cookie(REFRESH);
    let shown = shown.and_then(|shown| guard.keys().refreshes(shown.value()));
    let outcome = match shown {
        None => Err(Error::Unauthenticated(ProblemCode::SessionEnded).into()),
        Some((id, generation)) => match refreshed(&guard, id, generation).await {
            // Another tab's refresh came first, and its secret is given to this one too.
            Err(Problem::House(Error::Stale)) => refreshed(&guard, id, generation).await,
            outcome => outcome,
        },
    };
    match outcome {
        Ok(Some(live)) => answer(&guard, live),
        // The end of a sign-in whose spent secret was shown has a line of its own.
        Ok(None) => Err(Error::Unauthenticated(ProblemCode::SessionEnded).into()),
        Err(problem) => {
            if matches!(problem, Problem::House(Error::Unauthenticated(_))) {
                guard.note_denial(ProblemCode::SessionEnded).await?;
            }
            Err(problem)
        }
    }
}

async fn refreshed(guard: &Guard<RefreshSignIn>, id: SignInId, generation: i64) -> Answer<Option<Live>> {
    let rotate = move |tx: &mut Tx<'_>| match flow::refresh(tx, id, generation)? {
        Outcome::Live(live) => flow::live(tx, live.0, live.1).map(Some),
        Outcome::Over => Ok(None),
    };
    guard.write(rotate).await
}

/// Sign out: ends this sign-in everywhere within a second.
#[utoipa::path(operation_id = "signOut", tag = "sign-ins", responses(Guard<SignOut>, (status = 204)))]
#[delete("/sign-ins/current")]
pub async fn sign_out(guard: Guard<SignOut>) -> Answer<HttpResponse> {
    let sign_in = guard.actor().sign_in().ok_or(Error::Unauthenticated(ProblemCode::CredentialsMissing))?;
    guard.write(move |tx| flow::end(tx, sign_in)).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie(REFRESH, String::new(), 0))
        .insert_header(("clear-site-data", "\"cache\", \"storage\""))
        .finish())
}

/// A sign-in as its owner sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignInView {
    #[schema(value_type = String, format = Uuid)]
    id: SignInId,
    created_at: Instant,
    last_seen_at: Instant,
    current: bool,
    /// The kind of device: `iPhone`, `Android phone`, `Windows`, …
    device: String,
}

/// Where somebody is signed in.
#[derive(Serialize, ToSchema)]
pub struct SignInList {
    items: Vec<SignInView>,
}

/// Where the caller is signed in.
#[utoipa::path(operation_id = "listSignIns", tag = "sign-ins",
    responses(Guard<ManageSignIns>, (status = 200, body = SignInList)))]
#[get("/sign-ins")]
pub async fn list(guard: Guard<ManageSignIns>) -> Answer<Json<SignInList>> {
    let current = guard.actor().sign_in();
    let sign_ins = guard.read(flow::own).await?;
    let view = |sign_in: SignIn| SignInView {
        id: sign_in.id,
        created_at: sign_in.created_at,
        last_seen_at: sign_in.last_seen_at,
        current: Some(sign_in.id) == current,
        device: sign_in.device,
    };
    Ok(Json(SignInList { items: sign_ins.into_iter().map(view).collect() }))
}

/// End one of the caller's sign-ins.
#[utoipa::path(operation_id = "endSignIn", tag = "sign-ins", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ManageSignIns>, (status = 204)))]
#[delete("/sign-ins/{id}")]
pub async fn end(guard: Guard<ManageSignIns>, Path(id): Path<SignInId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::end(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
