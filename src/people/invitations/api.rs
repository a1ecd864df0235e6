//! Invitations and staff over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::flow::{self, Accept};
use super::model::{GrantId, Invitation, InvitationId, InvitationMove, InvitationState, Office, Profession};
use super::record::PURPOSE;
use super::rules;
use crate::access::action::{AcceptInvitation, DecideInvitation, EndGrant, Invite, SeeInvitation, SeeStaff};
use crate::access::{AccountId, Role};
use crate::base::page::Ask;
use crate::base::text::{self, Bounds};
use crate::base::{Error, Fault, FaultCode, Instant, Language, May, Name3, Page, Result};
use crate::gate::hash_of;
use crate::people::accounts::{passwords, rules as account_rules};
use crate::places;
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Query, Routes};

/// The routes of invitations and staff.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(list)
        .service(offer)
        .service(accept)
        .service(invite)
        .service(approve)
        .service(revoke)
        .service(staff)
        .service(end);
}

/// Which page of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Rows a page, 1 to 100.
    limit: Option<i64>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// An invitation as those see it who give offices.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvitationView {
    #[schema(value_type = String, format = Uuid)]
    id: InvitationId,
    email: String,
    role: Role,
    scope_kind: Option<String>,
    scope_id: Option<String>,
    profession: Option<Profession>,
    state: InvitationState,
    sent_at: Instant,
    /// Until when it waits for the second word, or for whoever is invited.
    expires_at: Instant,
    /// Whether it is the caller's own proposal, to which somebody else says the second word.
    own: bool,
    may: Vec<May<InvitationMove>>,
}

fn view(invitation: Invitation, tx: &Tx<'_>) -> InvitationView {
    let (reader, now) = (tx.actor().account(), tx.now);
    let told = |what| May::told(what, rules::may(&invitation, what, reader, now));
    InvitationView {
        own: reader.is_some() && invitation.invited_by == reader,
        may: InvitationMove::ALL.iter().copied().filter_map(told).collect(),
        id: invitation.id,
        state: invitation.state(now),
        email: invitation.email,
        role: invitation.office.role,
        scope_kind: invitation.office.scope_kind,
        scope_id: invitation.office.scope,
        profession: invitation.office.profession,
        sent_at: invitation.sent_at,
        expires_at: invitation.expires_at,
    }
}

/// Invitations, the latest first.
#[utoipa::path(operation_id = "listInvitations", tag = "staff", params(PageQuery),
    responses(Guard<SeeInvitation>, (status = 200, body = Page<InvitationView>)))]
#[get("/invitations")]
pub async fn list(
    guard: Guard<SeeInvitation>,
    Query(query): Query<PageQuery>,
) -> Answer<Json<Page<InvitationView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let page = guard
        .read(move |tx| {
            let page = flow::latest(tx, ask)?;
            Ok(page.map(|row| view(row, tx)))
        })
        .await?;
    Ok(Json(page))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteBody {
    email: String,
    role: Role,
    scope_kind: Option<String>,
    /// The code of the centre or institution, or the id of the host.
    scope_id: Option<String>,
    profession: Option<Profession>,
    language: Language,
}

/// Propose that somebody be invited to be staff.
///
/// Nothing is sent before somebody else has approved it, within 7 days.
#[utoipa::path(operation_id = "inviteStaff", tag = "staff", request_body = InviteBody,
    responses(Guard<Invite>, (status = 201, body = InvitationView)))]
#[post("/invitations")]
pub async fn invite(guard: Guard<Invite>, Body(body): Body<InviteBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let email = account_rules::check_new_email(&body.email, &mut faults);
    let kind = body.role.scope_kind().filter(|_| body.scope_id.is_some()).map(str::to_owned);
    let office = Office {
        role: body.role,
        scope_kind: body.scope_kind.or(kind),
        scope: body.scope_id,
        profession: body.profession,
    };
    rules::check_office(&office, place_exists, &mut faults);
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let keys = guard.keys();
    let hash = move |id: InvitationId| hash_of(&keys.link(PURPOSE, id.uuid()));
    guard
        .create::<Invitation, _>(move |tx| {
            let invitation = flow::invite(tx, (email, body.language), office, hash, true)?;
            Ok(view(invitation, tx))
        })
        .await
}

/// Whether a place that an office is bound to exists; a host's row is looked for when
/// the invitation is written.
fn place_exists(kind: &str, scope: &str) -> bool {
    match kind {
        "centre" => places::all().centre(scope).is_some(),
        "institution" => places::all().institution(scope).is_some(),
        _ => scope.parse::<crate::access::HostId>().is_ok(),
    }
}

/// Approve what somebody else has proposed: the letter leaves, with a link that counts for 72 hours.
#[utoipa::path(operation_id = "approveInvitation", tag = "staff", params(("id" = String, Path, format = Uuid)),
    responses(Guard<DecideInvitation>, (status = 204)))]
#[post("/invitations/{id}/approval")]
pub async fn approve(guard: Guard<DecideInvitation>, Path(id): Path<InvitationId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::approve(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an invitation back, or say no to a proposal.
#[utoipa::path(operation_id = "revokeInvitation", tag = "staff", params(("id" = String, Path, format = Uuid)),
    responses(Guard<DecideInvitation>, (status = 204)))]
#[delete("/invitations/{id}")]
pub async fn revoke(guard: Guard<DecideInvitation>, Path(id): Path<InvitationId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::revoke(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferBody {
    token: String,
}

/// What an invitation offers, for whoever has its link.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfferView {
    role: Role,
    /// The centre or institution; absent for an office that is held everywhere, and for a host.
    place: Option<Name3>,
    /// Whether the address has an account that counts: then neither a name nor a password is asked for.
    has_account: bool,
    expires_at: Instant,
}

/// Read what an invitation offers, with the secret of its link; nothing is accepted by it.
#[utoipa::path(operation_id = "readOffer", tag = "staff", request_body = OfferBody,
    responses(Guard<AcceptInvitation>, (status = 200, body = OfferView)))]
#[post("/invitations/offer")]
pub async fn offer(guard: Guard<AcceptInvitation>, Body(body): Body<OfferBody>) -> Answer<Json<OfferView>> {
    checked_secret(&body.token, &mut Vec::new())?;
    guard.try_from_source("link")?;
    let (invitation, has_account) = guard.read(move |tx| flow::offer(tx, &body.token)).await?;
    let Office { role, scope_kind, scope, .. } = invitation.office;
    let scope = scope.as_deref().unwrap_or_default();
    let place = match scope_kind.as_deref() {
        Some("centre") => places::all().centre(scope).map(|centre| centre.name.clone()),
        Some("institution") => places::all().institution(scope).map(|institution| institution.name.clone()),
        _ => None,
    };
    Ok(Json(OfferView { role, place, has_account, expires_at: invitation.expires_at }))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AcceptBody {
    token: String,
    /// Needed, as the password, when the address has no account yet, or one that nobody has confirmed.
    preferred_name: Option<String>,
    password: Option<String>,
    language: Language,
}

/// Accept an invitation with the secret of its link.
#[utoipa::path(operation_id = "acceptInvitation", tag = "staff", request_body = AcceptBody,
    responses(Guard<AcceptInvitation>, (status = 204)))]
#[post("/invitations/acceptance")]
pub async fn accept(guard: Guard<AcceptInvitation>, Body(body): Body<AcceptBody>) -> Answer<HttpResponse> {
    let mut faults = Vec::new();
    let name = body.preferred_name.as_deref();
    let preferred_name =
        name.and_then(|name| text::checked(name, "preferredName", Bounds::line(1, 40), &mut faults));
    if let Some(password) = &body.password {
        passwords::check(password, None, &mut faults);
    }
    checked_secret(&body.token, &mut faults)?;
    guard.try_from_source("link")?;
    let password_hash = match body.password {
        Some(password) => Some(guard.passwords().hash(guard.source(), password).await?),
        None => None,
    };
    let command = Accept { secret: body.token, preferred_name, password_hash, language: body.language };
    guard.write(move |tx| flow::accept(tx, command)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Refuses a secret that is longer than any of ours, with whatever else is wrong.
fn checked_secret(secret: &str, faults: &mut Vec<Fault>) -> Result<()> {
    if secret.len() > 128 {
        faults.push(Fault::new("token", FaultCode::Invalid));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(std::mem::take(faults))) }
}

/// A member of staff with one of their roles.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffView {
    #[schema(value_type = String, format = Uuid)]
    id: AccountId,
    #[schema(value_type = String, format = Uuid)]
    grant_id: GrantId,
    preferred_name: String,
    email: String,
    role: Role,
    scope_kind: Option<String>,
    scope_id: Option<String>,
    since: Instant,
}

/// Staff and their roles, one row a role.
#[utoipa::path(operation_id = "listStaff", tag = "staff", params(PageQuery),
    responses(Guard<SeeStaff>, (status = 200, body = Page<StaffView>)))]
#[get("/staff-accounts")]
pub async fn staff(guard: Guard<SeeStaff>, Query(query): Query<PageQuery>) -> Answer<Json<Page<StaffView>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let page = guard.read(move |tx| flow::staff(tx, ask)).await?;
    Ok(Json(page.map(|row| StaffView {
        id: row.account,
        grant_id: row.grant,
        preferred_name: row.preferred_name,
        email: row.email,
        role: row.office.role,
        scope_kind: row.office.scope_kind,
        scope_id: row.office.scope,
        since: row.from_at,
    })))
}

/// End a role of somebody's, at once.
#[utoipa::path(operation_id = "endGrant", tag = "staff", params(("id" = String, Path, format = Uuid)),
    responses(Guard<EndGrant>, (status = 204)))]
#[delete("/grants/{id}")]
pub async fn end(guard: Guard<EndGrant>, Path(id): Path<GrantId>) -> Answer<HttpResponse> {
    guard.write(move |tx| flow::end(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
