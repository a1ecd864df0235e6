//! The supervision round over HTTP.

use actix_web::web::Json;
use actix_web::{get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::Placings;
use crate::access::AccountId;
use crate::access::action::HandOver;
use crate::base::Reason;
use crate::mentoring::mentors::model::{Mentor, MentorId};
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of supervision rounds.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(look).service(confirm);
}

/// The mentors of a centre whom nobody supervises.
#[derive(Serialize, ToSchema)]
struct PlacingsView {
    /// Who could be placed, and with whom.
    placed: Vec<PlacingView>,
    /// Who could not, and why.
    unplaced: Vec<UnplacedView>,
}

/// A mentor without a supervising psychologist.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct UnsupervisedView {
    id: MentorId,
    preferred_name: String,
    /// Who supervised them and has left; absent when nobody ever was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    version: i64,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PlacingView {
    mentor: UnsupervisedView,
    psychologist: PlacedWith,
    /// Codes of the institutions that admit the mentor and where the psychologist works.
    institutions: Vec<String>,
    /// Codes of the themes that the mentor shares and the psychologist knows well.
    themes: Vec<String>,
}

#[derive(Serialize, ToSchema)]
struct PlacedWith {
    #[schema(value_type = String, format = Uuid)]
    id: AccountId,
    name: String,
}

#[derive(Serialize, ToSchema)]
struct UnplacedView {
    mentor: UnsupervisedView,
    reason: Reason,
}

impl From<Placings> for PlacingsView {
    fn from(Placings { placed, unplaced, before }: Placings) -> Self {
        let unsupervised = |mentor: Mentor| UnsupervisedView {
            id: mentor.id,
            preferred_name: mentor.person.preferred_name,
            before: mentor.supervisor.and_then(|signed| before.get(&signed.by).cloned()),
            version: mentor.version,
        };
        let placed = placed.into_iter().map(|one| PlacingView {
            mentor: unsupervised(one.mentor),
            psychologist: PlacedWith { id: one.psychologist, name: one.name },
            institutions: one.institutions,
            themes: one.themes,
        });
        let unplaced = unplaced
            .into_iter()
            .map(|one| UnplacedView { mentor: unsupervised(one.mentor), reason: one.reason });
        Self { placed: placed.collect(), unplaced: unplaced.collect() }
    }
}

/// Who would supervise whom if it were decided now; nothing is stored.
#[utoipa::path(operation_id = "readSupervisionRound", tag = "mentors",
    responses(Guard<HandOver>, (status = 200, body = PlacingsView)))]
#[get("/centres/{code}/supervision-round")]
async fn look(guard: Guard<HandOver>, Path(code): Path<String>) -> Answer<Json<PlacingsView>> {
    Ok(Json(guard.snapshot(move |tx| flow::look(tx, &code)).await?.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PlacingBody {
    /// Who was proposed.
    #[schema(value_type = String, format = Uuid)]
    psychologist_id: AccountId,
    /// The version of the mentor that was seen.
    version: i64,
}

/// Let the proposed psychologist supervise a mentor.
///
/// The pairings under way go along. What is left is the answer.
#[utoipa::path(operation_id = "confirmSupervisor", tag = "mentors", request_body = PlacingBody,
    responses(Guard<HandOver>, (status = 200, body = PlacingsView)))]
#[put("/centres/{code}/supervision-round/{id}")]
async fn confirm(
    guard: Guard<HandOver>,
    Path((code, id)): Path<(String, MentorId)>,
    Body(body): Body<PlacingBody>,
) -> Answer<Json<PlacingsView>> {
    let left =
        guard.write(move |tx| flow::confirm(tx, &code, id, body.psychologist_id, body.version)).await?;
    Ok(Json(left.into()))
}
