//! Looks over HTTP.

use actix_web::get;
use actix_web::web::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{Looked, Looks};
use crate::access::action::{PrintLooks, SeeOwnLooks};
use crate::access::{Purpose, Role, Seen};
use crate::base::page::Ask;
use crate::base::{Instant, Text3};
use crate::mentoring::referrals::model::ReferralId;
use crate::rights::emergencies::model::{Cause, Verdict};
use crate::tx::LookId;
use crate::web::{Answer, Guard, Path, Query, Routes};

/// The routes of looks.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(own).service(of_referral);
}

/// Which rows of a list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct LooksAsked {
    limit: Option<i64>,
    after: Option<String>,
}

/// Who looked at what of a person, the latest first.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LooksView {
    items: Vec<LookView>,
    /// Ask again with `?after=` this for the rows that follow; absent on the last page.
    next: Option<String>,
    /// Since when every look is kept.
    since: Instant,
    /// What nobody of the staff has looked at since.
    unseen: Vec<Seen>,
}

/// One look; all of a quarter of an hour that show the same for the same reason are one.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LookView {
    #[schema(value_type = String, format = Uuid)]
    id: LookId,
    at: Instant,
    /// In which office somebody looked.
    role: Role,
    /// The preferred name of those who work with people; absent where the office alone is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The code of the centre or institution for which they looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The name of the organisation for which they looked.
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<Text3>,
    /// What they saw.
    seen: Seen,
    /// Because of what.
    purpose: Purpose,
    /// The emergency access by which they looked, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    emergency: Option<EmergencyTold>,
}

/// An emergency access, as its subject reads of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct EmergencyTold {
    cause: Cause,
    /// When it ended, or ends.
    ends_at: Instant,
    /// When somebody else reviewed it; absent before.
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_at: Option<Instant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<Verdict>,
}

impl From<Looked> for LookView {
    fn from(look: Looked) -> Self {
        Self {
            id: look.id,
            at: look.at,
            role: look.role,
            name: look.name,
            place: look.place,
            host: look.host_name,
            seen: look.seen,
            purpose: look.purpose,
            emergency: look.emergency.map(|one| EmergencyTold {
                cause: one.cause,
                ends_at: one.ends_at,
                reviewed_at: one.reviewed_at,
                verdict: one.verdict,
            }),
        }
    }
}

impl From<Looks> for LooksView {
    fn from(Looks { items, next, since, unseen }: Looks) -> Self {
        Self { items: items.into_iter().map(LookView::from).collect(), next, since, unseen }
    }
}

/// Who of the staff looked at what of the caller, when and because of what.
///
/// What would tell of somebody else is left out for everybody alike.
#[utoipa::path(operation_id = "listOwnLooks", tag = "rights", params(LooksAsked),
    responses(Guard<SeeOwnLooks>, (status = 200, body = LooksView)))]
#[get("/me/looks")]
async fn own(guard: Guard<SeeOwnLooks>, Query(asked): Query<LooksAsked>) -> Answer<Json<LooksView>> {
    let ask = Ask::parse(asked.limit, asked.after.as_deref())?;
    Ok(Json(guard.read(move |tx| flow::own(tx, ask)).await?.into()))
}

/// Who of the staff looked at what of a person in custody: to print it for them.
///
/// Reading it is a look as well.
#[utoipa::path(operation_id = "printLooks", tag = "rights", params(LooksAsked),
    responses(Guard<PrintLooks>, (status = 200, body = LooksView)))]
#[get("/referrals/{id}/looks")]
async fn of_referral(
    guard: Guard<PrintLooks>,
    Path(id): Path<ReferralId>,
    Query(asked): Query<LooksAsked>,
) -> Answer<Json<LooksView>> {
    let ask = Ask::parse(asked.limit, asked.after.as_deref())?;
    Ok(Json(guard.read(move |tx| flow::of_referral(tx, id, ask)).await?.into()))
}
