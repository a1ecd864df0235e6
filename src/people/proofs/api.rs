//! Proving a second factor over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::flow;
use crate::access::AccountId;
use crate::access::action::{OpenSignIn, ProveFactor};
use crate::base::{Error, Fault, FaultCode, ProblemCode, Result};
use crate::people::factors::api::{PasskeyAttempt, site};
use crate::people::factors::model::{CeremonyId, Way};
use crate::people::sign_ins::api::{SignedIn, answer, device, is_known};
use crate::people::sign_ins::model::Live;
use crate::web::{Answer, Body, Guard, Problem, Routes};

/// The routes of proofs.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(ask).service(prove).service(demo_code).service(ask_anybody).service(sign_in);
}

/// Wrong proofs of one account in a quarter of an hour.
const TRIES: u32 = 5;

/// Ask for one of the caller's passkeys, to prove the sign-in with.
#[utoipa::path(operation_id = "beginProof", tag = "factors",
    responses(Guard<ProveFactor>, (status = 200, body = PasskeyAttempt)))]
#[post("/sign-ins/current/passkey-attempts")]
pub async fn ask(guard: Guard<ProveFactor>) -> Answer<Json<PasskeyAttempt>> {
    let site = site(&guard)?;
    let (attempt, asked) = guard.write(move |tx| flow::begin_passkey(tx, &site)).await?;
    Ok(Json(PasskeyAttempt { attempt, options: asked.options }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProofBody {
    way: Way,
    /// With `app` the six digits, with `recovery` one of the ten codes.
    code: Option<String>,
    /// With `passkey`: the attempt,
    #[schema(value_type = Option<String>, format = Uuid)]
    attempt: Option<CeremonyId>,
    /// and the `toJSON()` of the device's answer.
    #[schema(value_type = Option<Object>)]
    credential: Option<Value>,
}

/// Prove a second factor in the sign-in at hand, to begin with or anew.
///
/// Five wrong ones, and it waits for a quarter of an hour.
#[utoipa::path(operation_id = "proveFactor", tag = "factors", request_body = ProofBody,
    responses(Guard<ProveFactor>, (status = 200, body = SignedIn)))]
#[post("/sign-ins/current/proofs")]
pub async fn prove(guard: Guard<ProveFactor>, Body(body): Body<ProofBody>) -> Answer<HttpResponse> {
    let way = body.way;
    let shown = Shown::of(body)?;
    let account = guard.actor().account().ok_or(Error::Unauthenticated(ProblemCode::CredentialsMissing))?;
    // Who knows the password alone must not be able to shut its owner out where they have signed in before.
    let place = if is_known(&guard, account) { "known" } else { "elsewhere" };
    let key = format!("proof {account} {place}");
    let taken = guard.limits().take(&key, TRIES, guard.now());
    if taken.is_err() {
        guard.note_denial(ProblemCode::TooMany).await?;
    }
    taken?;
    let live = match shown.proven(&guard).await {
        // The same code, used twice at once, has counted for the other.
        Err(Problem::House(Error::Stale)) => None,
        Err(problem) => {
            guard.limits().give_back(&key);
            return Err(problem);
        }
        Ok(proven) => proven,
    };
    match live {
        Some(live) => {
            guard.limits().clear(&key);
            answer(&guard, live)
        }
        None => {
            guard.write(move |tx| flow::failed(tx, Some(account), way)).await?;
            Err(Error::Unproven(ProblemCode::BadProof).into())
        }
    }
}

/// What somebody shows as a proof.
enum Shown {
    Code(String),
    Recovery(String),
    Passkey(CeremonyId, Value),
}

impl Shown {
    fn of(body: ProofBody) -> Result<Self> {
        let missing = |field: &'static str| Error::Invalid(vec![Fault::new(field, FaultCode::Required)]);
        let code = body.code.ok_or_else(|| missing("code"));
        Ok(match body.way {
            Way::App => Self::Code(code?),
            Way::Recovery => Self::Recovery(code?),
            Way::Passkey => Self::Passkey(
                body.attempt.ok_or_else(|| missing("attempt"))?,
                body.credential.ok_or_else(|| missing("credential"))?,
            ),
        })
    }

    async fn proven(self, guard: &Guard<ProveFactor>) -> Answer<Option<Live>> {
        match self {
            Self::Code(code) => {
                let (keys, demo) = (guard.keys(), guard.is_demo_here());
                guard.write(move |tx| flow::by_code(tx, &keys, &code, demo)).await
            }
            Self::Recovery(code) => guard.write(move |tx| flow::by_recovery(tx, &code)).await,
            Self::Passkey(attempt, credential) => {
                let site = site(guard)?;
                let taken = guard.write(move |tx| flow::take_up_passkey(tx, attempt)).await?;
                let Some((state, keys)) = taken else { return Ok(None) };
                match site.answered(&state, credential, &keys)? {
                    Some(key) => guard.write(move |tx| flow::by_passkey(tx, key)).await.map(Some),
                    None => Ok(None),
                }
            }
        }
    }
}

/// What the app of a demo account would show.
#[derive(Serialize, ToSchema)]
pub struct DemoCode {
    code: String,
}

/// The one-time code of the demo account that is signing in, on a demo for this machine alone.
#[utoipa::path(operation_id = "readDemoCode", tag = "factors",
    responses(Guard<ProveFactor>, (status = 200, body = DemoCode)))]
#[get("/sign-ins/current/demo-code")]
pub async fn demo_code(guard: Guard<ProveFactor>) -> Answer<Json<DemoCode>> {
    if !guard.is_demo_here() {
        return Err(Error::NotFound.into());
    }
    let keys = guard.keys();
    let code = guard.read(move |tx| flow::demo_code(tx, &keys)).await?;
    Ok(Json(DemoCode { code }))
}

/// Ask whoever is there for a passkey, to sign in with.
#[utoipa::path(operation_id = "beginPasskeySignIn", tag = "factors",
    responses(Guard<OpenSignIn>, (status = 200, body = PasskeyAttempt)))]
#[post("/sign-ins/passkey-attempts")]
pub async fn ask_anybody(guard: Guard<OpenSignIn>) -> Answer<Json<PasskeyAttempt>> {
    let site = site(&guard)?;
    guard.try_from_source("passkey")?;
    let (attempt, asked) = guard.write(move |tx| flow::begin_sign_in(tx, &site)).await?;
    Ok(Json(PasskeyAttempt { attempt, options: asked.options }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasskeySignInBody {
    #[schema(value_type = String, format = Uuid)]
    attempt: CeremonyId,
    /// The `toJSON()` of the device's answer.
    #[schema(value_type = Object)]
    credential: Value,
}

/// Sign in with a passkey alone: the sign-in is proven from the first.
#[utoipa::path(operation_id = "signInWithPasskey", tag = "factors", request_body = PasskeySignInBody,
    responses(Guard<OpenSignIn>, (status = 200, body = SignedIn)))]
#[post("/sign-ins/passkeys")]
pub async fn sign_in(guard: Guard<OpenSignIn>, Body(body): Body<PasskeySignInBody>) -> Answer<HttpResponse> {
    let site = site(&guard)?;
    guard.try_from_source("sign-in")?;
    let named = site.owner(&body.credential).map(AccountId::from_uuid);
    let taken = guard.write(move |tx| flow::take_up_sign_in(tx, body.attempt, named)).await?;
    let key = match taken {
        Some((state, keys)) => site.signed_in(&state, body.credential, &keys)?,
        None => None,
    };
    let Some(key) = key else {
        guard.write(move |tx| flow::failed(tx, None, Way::Passkey)).await?;
        return Err(Error::Unauthenticated(ProblemCode::BadCredentials).into());
    };
    let (device, known) = (device(guard.request()), is_known(&guard, key.account));
    let live = guard.write(move |tx| flow::sign_in(tx, key, device, known)).await?;
    answer(&guard, live)
}
