//! Accounts over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow::{self, Change};
use super::model::{Account, Own, Purpose, Said, SignUp, Supervision, SupervisionAnswer};
use super::{passwords, rules};
use crate::access::action::{
    AskForMail, BrowseOpenings, ChangeMe, ResetPassword, SeeMe, SignUp as MaySignUp, VerifyAddress,
};
use crate::access::{AccountId, Grant, Role, Scope};
use crate::base::clock::Month;
use crate::base::text::{self, Bounds};
use crate::base::{Error, Fault, FaultCode, Language, Result};
use crate::config::NOTICE_VERSION;
use crate::tx::Tx;
use crate::web::extract::present;
use crate::web::{Answer, Body, Guard, Routes};

/// The routes of accounts.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(site)
        .service(sign_up)
        .service(verify)
        .service(mail_verification)
        .service(mail_reset)
        .service(reset)
        .service(me)
        .service(change_me)
        .service(unpaid_work)
        .service(birth_month);
}

/// Longest secret in a link; ours have 43 signs.
const SECRET: usize = 128;

/// What every page needs to know of the server.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SiteView {
    /// Whether the people in the database are the fictional ones of the demo.
    demo: bool,
    /// The privacy notice that sign-up must show.
    notice_version: &'static str,
    duty_telephone: String,
    /// Whether somebody can sign in with a passkey here.
    passkeys: bool,
}

/// What every page needs to know of the server.
///
/// Whether the demo's people are here, and whom to telephone.
#[utoipa::path(operation_id = "readSite", tag = "site",
    responses(Guard<BrowseOpenings>, (status = 200, body = SiteView)))]
#[get("/site")]
pub async fn site(guard: Guard<BrowseOpenings>) -> Json<SiteView> {
    Json(SiteView {
        demo: guard.demo(),
        notice_version: NOTICE_VERSION,
        duty_telephone: guard.config().duty_telephone.clone(),
        passkeys: guard.config().has_passkeys(),
    })
}

/// Nothing to tell.
#[derive(Serialize, ToSchema)]
pub struct Accepted {}

fn accepted() -> HttpResponse {
    HttpResponse::Accepted().json(Accepted {})
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignUpBody {
    email: String,
    password: String,
    preferred_name: String,
    language: Language,
    /// The version of the privacy notice that was shown.
    notice_version: String,
    under_supervision: SupervisionAnswer,
}

/// Sign up.
///
/// The answer is the same whether or not the address has an account; a letter goes to the address either way.
#[utoipa::path(operation_id = "signUp", tag = "accounts", request_body = SignUpBody,
    responses(Guard<MaySignUp>, (status = 202, body = Accepted)))]
#[post("/accounts")]
pub async fn sign_up(guard: Guard<MaySignUp>, Body(body): Body<SignUpBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let email = rules::check_new_email(&body.email, &mut faults);
    passwords::check(&body.password, Some(&email), &mut faults);
    let name = text::checked(&body.preferred_name, "preferredName", Bounds::line(1, 40), &mut faults);
    if body.notice_version != NOTICE_VERSION {
        faults.push(Fault::new("noticeVersion", FaultCode::Invalid));
    }
    let Some(preferred_name) = name.filter(|_| faults.is_empty()) else { return Err(faults.into()) };
    guard.try_from_source("sign-up")?;
    let said = Said {
        password_hash: guard.passwords().hash(guard.source(), body.password).await?,
        preferred_name,
        language: body.language,
        answer: body.under_supervision,
        notice_version: body.notice_version,
    };
    let (keys, command) = (guard.keys(), SignUp { email, said });
    guard
        .write(move |tx| flow::sign_up(tx, command, |purpose, row| flow::link_hash(&keys, purpose, row)))
        .await?;
    Ok(accepted())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TokenBody {
    token: String,
}

/// Prove an address with the secret of the link that was sent to it.
#[utoipa::path(operation_id = "verifyAddress", tag = "accounts", request_body = TokenBody,
    responses(Guard<VerifyAddress>, (status = 204)))]
#[post("/accounts/verification")]
pub async fn verify(guard: Guard<VerifyAddress>, Body(body): Body<TokenBody>) -> Answer<HttpResponse> {
    guard.try_from_source("link")?;
    let token = checked_secret(body.token)?;
    guard.write(move |tx| flow::verify_address(tx, &token)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn checked_secret(token: String) -> Result<String> {
    if token.len() > SECRET { Err(Error::Gone) } else { Ok(token) }
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EmailBody {
    email: String,
}

async fn mail_link(guard: Guard<AskForMail>, body: EmailBody, purpose: Purpose) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let email = rules::check_email(&body.email, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    guard.try_from_source("letter")?;
    let key = format!("letter to {}", rules::email_key(&email));
    // An inbox cannot be flooded; the answer does not tell that nothing was sent.
    if guard.limits().take(&key, 5, guard.now()).is_err() {
        return Ok(accepted());
    }
    let keys = guard.keys();
    let hash = move |purpose, row| flow::link_hash(&keys, purpose, row);
    guard.write(move |tx| flow::ask_for_link(tx, rules::email_key(&email), purpose, hash)).await?;
    Ok(accepted())
}

/// Ask for a new link to prove an address.
///
/// The answer is always the same, whether or not there is such an account.
#[utoipa::path(operation_id = "mailVerification", tag = "accounts", request_body = EmailBody,
    responses(Guard<AskForMail>, (status = 202, body = Accepted)))]
#[post("/accounts/verification-mail")]
pub async fn mail_verification(
    guard: Guard<AskForMail>,
    Body(body): Body<EmailBody>,
) -> Answer<HttpResponse> {
    mail_link(guard, body, Purpose::VerifyAddress).await
}

/// Ask for a link to set a new password.
///
/// The answer is always the same, whether or not there is such an account.
#[utoipa::path(operation_id = "mailPasswordReset", tag = "accounts", request_body = EmailBody,
    responses(Guard<AskForMail>, (status = 202, body = Accepted)))]
#[post("/accounts/password-reset-mail")]
pub async fn mail_reset(guard: Guard<AskForMail>, Body(body): Body<EmailBody>) -> Answer<HttpResponse> {
    mail_link(guard, body, Purpose::ResetPassword).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResetBody {
    token: String,
    password: String,
}

/// Set a new password with the secret of a mailed link.
///
/// It ends every session and opens none.
#[utoipa::path(operation_id = "resetPassword", tag = "accounts", request_body = ResetBody,
    responses(Guard<ResetPassword>, (status = 204)))]
#[post("/accounts/password-reset")]
pub async fn reset(guard: Guard<ResetPassword>, Body(body): Body<ResetBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    passwords::check(&body.password, None, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    guard.try_from_source("link")?;
    let (token, hash) =
        (checked_secret(body.token)?, guard.passwords().hash(guard.source(), body.password).await?);
    let account = guard.write(move |tx| flow::reset_password(tx, &token, hash)).await?;
    // Whoever set the password is not kept waiting by what others guessed before.
    for key in tries_of(&rules::email_key(&account.email)) {
        guard.limits().clear(&key);
    }
    Ok(HttpResponse::NoContent().finish())
}

/// The names under which wrong passwords for an address are counted: from devices that nobody knows, and from those
/// that its owner has signed in on.
pub fn tries_of(email_key: &str) -> [String; 2] {
    [format!("account {email_key}"), format!("account {email_key} known")]
}

/// A role and where it is held.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoleView {
    role: Role,
    /// `null`: everywhere.
    scope: Option<ScopeView>,
}

/// A centre, institution or host.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScopeView {
    /// `centre`, `institution` or `host`.
    kind: &'static str,
    /// Its code, or the id of the host.
    id: String,
}

/// The caller.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Me {
    #[schema(value_type = String, format = Uuid)]
    id: AccountId,
    /// What the caller tells an officer or coordinator to be found by.
    code: String,
    email: String,
    preferred_name: String,
    language: Language,
    /// Whether they signed up themselves, and so may book and apply.
    member: bool,
    /// Whether they have begun the way to being a mentor.
    mentor: bool,
    roles: Vec<RoleView>,
    supervision: Supervision,
    /// Whether they confirmed that they may do unpaid work.
    permission_confirmed: bool,
    birth_month: Option<Month>,
    /// The code of the centre that works with them; `null` while none does.
    centre: Option<String>,
    version: i64,
}

impl From<Grant> for RoleView {
    fn from(grant: Grant) -> Self {
        let scope = match grant.scope {
            Scope::Everywhere => None,
            Scope::Centre(id) => Some(ScopeView { kind: "centre", id }),
            Scope::Institution(id) => Some(ScopeView { kind: "institution", id }),
            Scope::Host(id) => Some(ScopeView { kind: "host", id: id.to_string() }),
        };
        Self { role: grant.role, scope }
    }
}

impl From<Own> for Me {
    fn from(Own { account, grants, mentor }: Own) -> Self {
        Self {
            id: account.id,
            code: account.code,
            email: account.email,
            preferred_name: account.preferred_name,
            language: account.language,
            member: account.member,
            mentor,
            roles: grants.into_iter().map(RoleView::from).collect(),
            supervision: account.supervision,
            permission_confirmed: account.unpaid_work_at.is_some(),
            birth_month: account.birth_month,
            centre: account.centre,
            version: account.version,
        }
    }
}

/// The caller.
///
/// Name, language and roles, and what they have answered and confirmed so far.
#[utoipa::path(operation_id = "readMe", tag = "accounts", responses(Guard<SeeMe>, (status = 200, body = Me)))]
#[get("/me")]
pub async fn me(guard: Guard<SeeMe>) -> Answer<Json<Me>> {
    let own = guard.read(|tx| flow::me(tx).and_then(|account| flow::own(tx, account))).await?;
    Ok(Json(own.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeMeBody {
    language: Option<Language>,
    preferred_name: Option<String>,
    /// The code of the centre that shall work with one; `null`: none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    centre: Option<Option<String>>,
    version: i64,
}

/// Change one's own language, name or centre.
#[utoipa::path(operation_id = "changeMe", tag = "accounts", request_body = ChangeMeBody,
    responses(Guard<ChangeMe>, (status = 200, body = Me)))]
#[patch("/me")]
pub async fn change_me(guard: Guard<ChangeMe>, Body(body): Body<ChangeMeBody>) -> Answer<Json<Me>> {
    let mut faults = Vec::new();
    let preferred_name = body
        .preferred_name
        .and_then(|name| text::checked(&name, "preferredName", Bounds::line(1, 40), &mut faults));
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let change =
        Change { language: body.language, preferred_name, centre: body.centre, version: body.version };
    changed(guard, |tx| flow::change_me(tx, change)).await
}

async fn changed(
    guard: Guard<ChangeMe>,
    change: impl FnOnce(&mut Tx<'_>) -> Result<Account> + Send + 'static,
) -> Answer<Json<Me>> {
    let done = move |tx: &mut Tx<'_>| {
        let account = change(tx)?;
        flow::own(tx, account)
    };
    Ok(Json(guard.write(done).await?.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnpaidWorkBody {
    confirmed: bool,
}

/// Confirm, once, that one may do unpaid work in Hong Kong.
#[utoipa::path(operation_id = "confirmUnpaidWork", tag = "accounts", request_body = UnpaidWorkBody,
    responses(Guard<ChangeMe>, (status = 200, body = Me)))]
#[put("/me/unpaid-work")]
pub async fn unpaid_work(guard: Guard<ChangeMe>, Body(body): Body<UnpaidWorkBody>) -> Answer<Json<Me>> {
    if !body.confirmed {
        return Err(Error::invalid("confirmed", FaultCode::Required).into());
    }
    changed(guard, flow::confirm_unpaid_work).await
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BirthMonthBody {
    birth_month: Month,
}

/// Give one's month of birth, for openings with a minimum age.
#[utoipa::path(operation_id = "giveBirthMonth", tag = "accounts", request_body = BirthMonthBody,
    responses(Guard<ChangeMe>, (status = 200, body = Me)))]
#[put("/me/birth-month")]
pub async fn birth_month(guard: Guard<ChangeMe>, Body(body): Body<BirthMonthBody>) -> Answer<Json<Me>> {
    let mut faults = Vec::new();
    rules::check_birth_month(body.birth_month, guard.now(), &mut faults);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    changed(guard, move |tx| flow::set_birth_month(tx, body.birth_month)).await
}
