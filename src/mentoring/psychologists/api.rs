//! Psychologists over HTTP.

use std::collections::BTreeSet;

use actix_web::web::Json;
use actix_web::{get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::flow;
use super::model::{MOST_PAIRINGS, Particulars, Psychologist};
use crate::access::AccountId;
use crate::access::action::{ChangeOwnPsychologist, ChangePsychologist, SeePsychologist, SeePsychologists};
use crate::base::{Fault, FaultCode, Page};
use crate::people::invitations::model::Profession;
use crate::places::{self, Places};
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of psychologists.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(psychologists).service(own).service(change).service(change_of);
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PsychologistItem {
    #[schema(value_type = String, format = Uuid)]
    id: AccountId,
    preferred_name: String,
    profession: Profession,
    capacity: i64,
    active: bool,
    institutions: Vec<String>,
    expertise: Vec<String>,
    version: i64,
}

impl From<Psychologist> for PsychologistItem {
    fn from(of: Psychologist) -> Self {
        Self {
            id: of.account,
            preferred_name: of.preferred_name,
            profession: of.profession,
            capacity: of.capacity,
            active: of.active,
            institutions: of.institutions,
            expertise: of.expertise,
            version: of.version,
        }
    }
}

/// What a psychologist says of their own work.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OwnPsychologist {
    institutions: Vec<String>,
    expertise: Vec<String>,
    capacity: i64,
    profession: Profession,
    version: i64,
}

impl From<Psychologist> for OwnPsychologist {
    fn from(of: Psychologist) -> Self {
        Self {
            institutions: of.institutions,
            expertise: of.expertise,
            capacity: of.capacity,
            profession: of.profession,
            version: of.version,
        }
    }
}

/// The psychologists of the caller's centres.
#[utoipa::path(operation_id = "listPsychologists", tag = "mentors",
    responses(Guard<SeePsychologists>, (status = 200, body = Page<PsychologistItem>)))]
#[get("/psychologists")]
async fn psychologists(guard: Guard<SeePsychologists>) -> Answer<Json<Page<PsychologistItem>>> {
    let found = guard.read(flow::colleagues).await?;
    Ok(Json(Page::whole(found.into_iter().map(PsychologistItem::from).collect())))
}

/// What the caller says of their own work.
#[utoipa::path(operation_id = "readOwnPsychologist", tag = "mentors",
    responses(Guard<SeePsychologist>, (status = 200, body = OwnPsychologist)))]
#[get("/me/psychologist")]
async fn own(guard: Guard<SeePsychologist>) -> Answer<Json<OwnPsychologist>> {
    let found = guard
        .read(|tx| {
            let person = tx.account()?;
            flow::particulars(tx, person)
        })
        .await?;
    Ok(Json(found.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ParticularsBody {
    /// Codes of the institutions the psychologist works in.
    institutions: Vec<String>,
    /// Codes of the experience themes the psychologist knows well.
    expertise: Vec<String>,
    /// How many pairings the psychologist can accompany, 0 to 40.
    capacity: i64,
    /// The version that was seen; 0 for the first time.
    version: i64,
}

/// Change what the caller says of their own work.
#[utoipa::path(operation_id = "changeOwnPsychologist", tag = "mentors", request_body = ParticularsBody,
    responses(Guard<ChangeOwnPsychologist>, (status = 200, body = OwnPsychologist)))]
#[put("/me/psychologist")]
async fn change(
    guard: Guard<ChangeOwnPsychologist>,
    Body(body): Body<ParticularsBody>,
) -> Answer<Json<OwnPsychologist>> {
    let said = checked(body, places::all())?;
    let next = guard
        .write(move |tx| {
            let person = tx.account()?;
            flow::change(tx, person, said)
        })
        .await?;
    Ok(Json(next.into()))
}

/// Change what is said of the work of a psychologist of one's centre.
#[utoipa::path(operation_id = "changePsychologist", tag = "mentors", request_body = ParticularsBody,
    responses(Guard<ChangePsychologist>, (status = 200, body = OwnPsychologist)))]
#[put("/psychologists/{id}")]
async fn change_of(
    guard: Guard<ChangePsychologist>,
    Path(id): Path<AccountId>,
    Body(body): Body<ParticularsBody>,
) -> Answer<Json<OwnPsychologist>> {
    let said = checked(body, places::all())?;
    let next = guard.write(move |tx| flow::change(tx, id, said)).await?;
    Ok(Json(next.into()))
}

fn checked(body: ParticularsBody, places: &Places) -> Result<Particulars, Vec<Fault>> {
    let mut faults = Vec::new();
    for (at, code) in body.institutions.iter().enumerate() {
        if places.institution(code).is_none() {
            faults.push(Fault::new(format!("institutions[{at}]"), FaultCode::UnknownCode));
        }
    }
    for (at, code) in body.expertise.iter().enumerate() {
        if places.theme(code).is_none() {
            faults.push(Fault::new(format!("expertise[{at}]"), FaultCode::UnknownCode));
        }
    }
    if !(0..=MOST_PAIRINGS).contains(&body.capacity) {
        faults.push(Fault::out_of_range("capacity", 0, MOST_PAIRINGS));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let once = |codes: Vec<String>| codes.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    Ok(Particulars {
        institutions: once(body.institutions),
        expertise: once(body.expertise),
        capacity: body.capacity,
        version: body.version,
    })
}
