//! One's own second factors over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::codes;
use super::flow;
use super::model::{Added, CeremonyId, Factor, FactorId, FactorKind, FactorMove, Own, Purpose};
use super::passkeys::Site;
use super::rules;
use crate::access::Named;
use crate::access::action::{ManageFactors, SeeFactors};
use crate::base::text::{self, Bounds};
use crate::base::{Code, Error, FaultCode, Instant, May, Result};
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of one's own second factors.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(list)
        .service(ask_for_passkey)
        .service(add_passkey)
        .service(ask_for_app)
        .service(add_app)
        .service(renew_codes)
        .service(remove);
}

/// A second factor of the caller's.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FactorView {
    #[schema(value_type = String, format = Uuid)]
    id: FactorId,
    kind: FactorKind,
    /// What they call it.
    name: String,
    created_at: Instant,
    last_used_at: Option<Instant>,
    may: Vec<May<FactorMove>>,
}

fn view(factor: Factor, count: usize, staff: bool) -> FactorView {
    let told = |what| May::told(what, rules::may(what, count, staff));
    FactorView {
        id: factor.id,
        kind: factor.kind,
        name: factor.name,
        created_at: factor.created_at,
        last_used_at: factor.last_used_at,
        may: FactorMove::ALL.iter().copied().filter_map(told).collect(),
    }
}

/// What the caller has of second factors.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FactorsView {
    items: Vec<FactorView>,
    /// Recovery codes that were not used yet.
    recovery_codes_left: i64,
    /// Whether this site can have passkeys: its address must be a name, and no number.
    passkeys_offered: bool,
}

/// The site of a server's passkeys.
///
/// # Errors
/// A conflict where its address is no name.
pub fn site<A: Named>(guard: &Guard<A>) -> Result<Site> {
    Site::of(&guard.config().base_url).ok_or_else(|| Error::refused(Code::PasskeysNotOffered))
}

/// The caller's second factors.
#[utoipa::path(operation_id = "listFactors", tag = "factors",
    responses(Guard<SeeFactors>, (status = 200, body = FactorsView)))]
#[get("/me/factors")]
pub async fn list(guard: Guard<SeeFactors>) -> Answer<Json<FactorsView>> {
    let passkeys_offered = site(&guard).is_ok();
    let Own { factors, codes_left, staff } = guard.read(flow::own).await?;
    let count = factors.len();
    let items = factors.into_iter().map(|factor| view(factor, count, staff)).collect();
    Ok(Json(FactorsView { items, recovery_codes_left: codes_left, passkeys_offered }))
}

/// What a device is asked for a passkey.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PasskeyAttempt {
    /// To be sent with the answer, within five minutes and once.
    #[schema(value_type = String, format = Uuid)]
    pub attempt: CeremonyId,
    /// For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`: its `publicKey`.
    #[schema(value_type = Object)]
    pub options: Value,
}

/// Begin to add a passkey.
///
/// The first second factor of all is added within ten minutes of signing in, every other with a fresh proof.
#[utoipa::path(operation_id = "beginPasskey", tag = "factors",
    responses(Guard<ManageFactors>, (status = 200, body = PasskeyAttempt)))]
#[post("/me/factors/passkey-attempts")]
pub async fn ask_for_passkey(guard: Guard<ManageFactors>) -> Answer<Json<PasskeyAttempt>> {
    let site = site(&guard)?;
    let (attempt, asked) = guard.write(move |tx| flow::begin_passkey(tx, &site)).await?;
    Ok(Json(PasskeyAttempt { attempt, options: asked.options }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PasskeyBody {
    #[schema(value_type = String, format = Uuid)]
    attempt: CeremonyId,
    /// What its owner calls it, up to 120 characters.
    name: String,
    /// The `toJSON()` of what the device has made.
    #[schema(value_type = Object)]
    credential: Value,
}

/// A second factor that was added. The sign-in at hand is proven by it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddedView {
    factor: FactorView,
    /// Ten codes, shown this once, where there were none; `null` otherwise.
    recovery_codes: Option<Vec<String>>,
    proven_until: Option<Instant>,
}

impl From<Added> for AddedView {
    fn from(added: Added) -> Self {
        Self {
            factor: view(added.factor, added.count, added.staff),
            recovery_codes: added.recovery_codes,
            proven_until: added.proven_until,
        }
    }
}

fn named(name: &str) -> Result<String> {
    let mut faults = Vec::new();
    text::checked(name, "name", Bounds::line(1, 120), &mut faults).ok_or(Error::Invalid(faults))
}

/// Add the passkey that a device has made.
#[utoipa::path(operation_id = "addPasskey", tag = "factors", request_body = PasskeyBody,
    responses(Guard<ManageFactors>, (status = 201, body = AddedView)))]
#[post("/me/factors/passkeys")]
pub async fn add_passkey(guard: Guard<ManageFactors>, Body(body): Body<PasskeyBody>) -> Answer<HttpResponse> {
    let (site, name) = (site(&guard)?, named(&body.name)?);
    let taken = guard
        .write(move |tx| {
            let owner = flow::owner(tx)?;
            flow::take_up(tx, body.attempt, Some(owner), Purpose::EnrolPasskey)
        })
        .await?;
    let state = taken.and_then(|ceremony| ceremony.state);
    let state = state.ok_or_else(|| Error::refused(Code::AttemptOver))?;
    let key = site.new_key(&state, body.credential)?;
    let key = key.ok_or_else(|| Error::invalid("credential", FaultCode::Invalid))?;
    let added = guard.write(move |tx| flow::add_passkey(tx, name, key)).await?;
    Ok(HttpResponse::Created().json(AddedView::from(added)))
}

/// What an app is given to show one-time codes; shown this once.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppAttempt {
    /// To be sent with the first code, within five minutes.
    #[schema(value_type = String, format = Uuid)]
    attempt: CeremonyId,
    /// To be typed into the app where it cannot read the picture.
    secret: String,
    /// For the picture that the app reads.
    uri: String,
}

/// Begin to add an app that shows one-time codes.
#[utoipa::path(operation_id = "beginApp", tag = "factors",
    responses(Guard<ManageFactors>, (status = 200, body = AppAttempt)))]
#[post("/me/factors/app-attempts")]
pub async fn ask_for_app(guard: Guard<ManageFactors>) -> Answer<Json<AppAttempt>> {
    let (attempt, account) = guard.write(flow::begin_app).await?;
    let secret = guard.keys().codes(attempt.uuid());
    let (secret, uri) = codes::shown(&secret, &account.email, &guard.config().host())?;
    Ok(Json(AppAttempt { attempt, secret, uri }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AppBody {
    #[schema(value_type = String, format = Uuid)]
    attempt: CeremonyId,
    /// What its owner calls it, up to 120 characters.
    name: String,
    /// The six digits that the app shows.
    code: String,
}

/// Add the app that shows this code.
#[utoipa::path(operation_id = "addApp", tag = "factors", request_body = AppBody,
    responses(Guard<ManageFactors>, (status = 201, body = AddedView)))]
#[post("/me/factors/apps")]
pub async fn add_app(guard: Guard<ManageFactors>, Body(body): Body<AppBody>) -> Answer<HttpResponse> {
    let (name, keys) = (named(&body.name)?, guard.keys());
    let added = guard.write(move |tx| flow::add_app(tx, &keys, body.attempt, name, &body.code)).await?;
    Ok(HttpResponse::Created().json(AddedView::from(added)))
}

/// Ten recovery codes, shown this once.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCodesView {
    recovery_codes: Vec<String>,
}

/// Make ten new recovery codes; those before count no more.
#[utoipa::path(operation_id = "renewRecoveryCodes", tag = "factors",
    responses(Guard<ManageFactors>, (status = 200, body = RecoveryCodesView)))]
#[post("/me/factors/recovery-codes")]
pub async fn renew_codes(guard: Guard<ManageFactors>) -> Answer<Json<RecoveryCodesView>> {
    let recovery_codes = guard.write(flow::renew_codes).await?;
    Ok(Json(RecoveryCodesView { recovery_codes }))
}

/// Remove a second factor.
///
/// Other sign-ins that it has proven end. Whoever holds an office keeps one.
#[utoipa::path(operation_id = "removeFactor", tag = "factors", params(("id" = String, Path, format = Uuid)),
    responses(Guard<ManageFactors>, (status = 204)))]
#[delete("/me/factors/{id}")]
pub async fn remove(guard: Guard<ManageFactors>, Path(id): Path<FactorId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::remove(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
