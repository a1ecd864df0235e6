//! Referrals over HTTP.

use actix_web::{HttpResponse, get, patch, post, put, web::Json};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{NewReferral, ReferralChange};
use super::model::{
    Change, Facts, Focus, Needs, PaperConsent, Refer, Referral, ReferralId, ReferralMove, ReferralState,
};
use super::{flow, rules, store};
use crate::access::action::{ChangeReferral, HandOver, ListReferrals, ReadReferral, ReferPerson};
use crate::access::{AccountId, Action, policy};
use crate::base::clock::Month;
use crate::base::page::Ask;
use crate::base::text::{self, Bounds};
use crate::base::week::Week;
use crate::base::{Error, Fault, FaultCode, Instant, May, Page, Reason, Result};
use crate::mentoring::mentors::api::steps::HandOverBody;
use crate::people::accounts;
use crate::places::{self, Gender};
use crate::tx::Tx;
use crate::web::{Answer, AtVersion, Body, Guard, Path, Query, Routes};

/// The routes of referrals.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes
        .service(refer_person)
        .service(list_referrals)
        .service(read_referral)
        .service(change_referral)
        .service(record_consent)
        .service(submit_referral)
        .service(withdraw_referral)
        .service(release_referral)
        .service(hand_over_referral);
}

/// A referral in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReferralLine {
    id: ReferralId,
    #[schema(value_type = String)]
    reference: super::model::Reference,
    alias: String,
    state: ReferralState,
    institution: String,
    eligible_since: Option<Instant>,
    waiting_days: Option<i64>,
    version: i64,
}

/// A psychologist by name.
#[derive(Serialize, ToSchema)]
struct PsychologistName {
    id: AccountId,
    name: String,
}

/// A referral, as its reader may see it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReferralView {
    id: ReferralId,
    #[schema(value_type = String)]
    reference: super::model::Reference,
    state: ReferralState,
    version: i64,
    alias: String,
    centre: String,
    institution: String,
    gender: Option<Gender>,
    birth_year: Option<i32>,
    languages: Vec<String>,
    preferred_language: Option<String>,
    interests: Vec<String>,
    /// All for the psychologist; for others those that the person agreed to show.
    themes: Vec<String>,
    themes_agreed: bool,
    needs: Option<Needs>,
    /// Only for the psychologist.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_own_words: Option<String>,
    focus: Option<Focus>,
    home_district: Option<String>,
    release_month: Option<Month>,
    free: Option<Week>,
    same_gender: bool,
    sentenced: bool,
    /// Only for the psychologist.
    #[serde(skip_serializing_if = "Option::is_none")]
    stated_exclusions: Option<Vec<String>>,
    consent: Option<PaperConsent>,
    /// What still keeps it from being handed in, or out of a round.
    missing: Vec<Reason>,
    eligible_since: Option<Instant>,
    waiting_days: Option<i64>,
    psychologist: PsychologistName,
    may: Vec<May<ReferralMove>>,
}

/// Every command that the policy leaves to the caller, and whether the referral is there yet.
fn moves(tx: &Tx<'_>, referral: &Referral) -> Vec<May<ReferralMove>> {
    let owners = store::owners(referral);
    let theirs = |what: &ReferralMove| {
        let action = match what {
            ReferralMove::HandOver => Action::HandOver,
            ReferralMove::Submit | ReferralMove::Change | ReferralMove::Consent | ReferralMove::Leave => {
                Action::ChangeReferral
            }
        };
        policy::may(tx.actor(), action, &owners)
    };
    let told = |what| May::told(what, rules::may(referral, what, tx.today()));
    ReferralMove::ALL.iter().copied().filter(theirs).filter_map(told).collect()
}

/// A referral as the caller may see it.
///
/// # Errors
/// Whatever the database refuses.
pub fn view(tx: &mut Tx<'_>, referral: Referral) -> Result<ReferralView> {
    let own = tx.account().is_ok_and(|account| account == referral.psychologist);
    let missing = if referral.state.is_end() { Vec::new() } else { rules::missing(&referral, tx.today()) };
    let waiting_days = rules::waiting_days(&referral, tx.today());
    let may = moves(tx, &referral);
    let name = accounts::store::card(tx, referral.psychologist)?.consult(tx)?.preferred_name;
    let Facts { institution, gender, birth_year, languages, preferred_language, interests, .. } =
        referral.facts.clone();
    let facts = referral.facts;
    // What the person did not agree to show stays with whoever wrote it down.
    let themes = if own { facts.themes.clone() } else { facts.agreed_themes().to_vec() };
    Ok(ReferralView {
        id: referral.id,
        reference: referral.reference,
        state: referral.state,
        version: referral.version,
        alias: referral.alias,
        centre: referral.centre,
        institution,
        gender,
        birth_year,
        languages,
        preferred_language,
        interests,
        themes,
        themes_agreed: facts.themes_agreed,
        needs: facts.needs,
        in_own_words: referral.own_words.filter(|_| own),
        focus: facts.focus,
        home_district: facts.home_district,
        release_month: facts.release_month,
        free: facts.free,
        same_gender: facts.same_gender,
        sentenced: facts.sentenced,
        stated_exclusions: own.then_some(facts.stated_exclusions),
        consent: referral.consent,
        missing,
        eligible_since: referral.eligible_since,
        waiting_days,
        psychologist: PsychologistName { id: referral.psychologist, name },
        may,
    })
}

/// Refer a person in custody; a draft at first.
#[utoipa::path(operation_id = "referPerson", tag = "referrals", request_body = NewReferral,
    responses(Guard<ReferPerson>, (status = 201, body = ReferralView)))]
#[post("/referrals")]
async fn refer_person(guard: Guard<ReferPerson>, Body(body): Body<NewReferral>) -> Answer<HttpResponse> {
    let centre = body.centre.clone();
    if places::all().centre(&centre).is_none() {
        return Err(Error::invalid("centre", FaultCode::UnknownCode).into());
    }
    let change = body.checked(guard.now())?;
    guard.create::<Referral, _>(move |tx| made(tx, centre, change)).await
}

fn made(tx: &mut Tx<'_>, centre: String, change: Change) -> Result<ReferralView> {
    let command = Refer {
        psychologist: tx.account()?,
        centre,
        alias: change.alias.clone().unwrap_or_default(),
        own_words: change.own_words.clone(),
        facts: change.applied_to(Facts::default()),
        reference: None,
    };
    let referral = flow::refer(tx, command)?;
    view(tx, referral)
}

/// Which referrals to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct ListAsk {
    /// States, separated by commas; all when absent.
    state: Option<String>,
    limit: Option<i64>,
    after: Option<String>,
}

/// The caller's referrals, the newest first.
///
/// A psychologist sees their own, a coordinator those of the centre.
#[utoipa::path(operation_id = "listReferrals", tag = "referrals", params(ListAsk),
    responses(Guard<ListReferrals>, (status = 200, body = Page<ReferralLine>)))]
#[get("/referrals")]
async fn list_referrals(
    guard: Guard<ListReferrals>,
    Query(query): Query<ListAsk>,
) -> Answer<Json<Page<ReferralLine>>> {
    let ask = Ask::parse(query.limit, query.after.as_deref())?;
    let states = states(query.state.as_deref())?;
    let page = guard
        .read(move |tx| {
            let page = flow::list(tx, &states, ask)?;
            let today = tx.today();
            Ok(page.map(|row| ReferralLine {
                id: row.id,
                reference: row.reference,
                state: row.state,
                eligible_since: row.eligible_since,
                waiting_days: rules::waiting_days(&row, today),
                version: row.version,
                alias: row.alias,
                institution: row.facts.institution,
            }))
        })
        .await?;
    Ok(Json(page))
}

fn states(words: Option<&str>) -> Result<Vec<ReferralState>> {
    let read = |word| ReferralState::parse(word).ok_or(Error::invalid("state", FaultCode::UnknownCode));
    words.into_iter().flat_map(|words| words.split(',')).map(read).collect()
}

/// One referral.
///
/// Reading it is written to the audit log.
#[utoipa::path(operation_id = "readReferral", tag = "referrals",
    responses(Guard<ReadReferral>, (status = 200, body = ReferralView)))]
#[get("/referrals/{id}")]
async fn read_referral(guard: Guard<ReadReferral>, Path(id): Path<ReferralId>) -> Answer<Json<ReferralView>> {
    Ok(Json(guard.write(move |tx| flow::read(tx, id).and_then(|referral| view(tx, referral))).await?))
}

/// Change a referral; fields that are absent stay.
#[utoipa::path(operation_id = "changeReferral", tag = "referrals", request_body = ReferralChange,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[patch("/referrals/{id}")]
async fn change_referral(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<ReferralChange>,
) -> Answer<Json<ReferralView>> {
    let version = body.version;
    let change = body.checked(guard.now())?;
    let done = guard
        .write(move |tx| {
            let referral = flow::change(tx, id, version, &change)?;
            view(tx, referral)
        })
        .await?;
    Ok(Json(done))
}

/// A consent on paper, given before a witness.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReferralConsent {
    on: NaiveDate,
    /// Code of the language of the paper.
    language: String,
    witness: String,
    version: i64,
}

/// Checks what is written of a consent on paper.
///
/// # Errors
/// `Invalid` with every fault.
pub fn paper(on: NaiveDate, language: String, witness: &str) -> Result<PaperConsent> {
    let mut faults = Vec::new();
    if places::all().language(&language).is_none() {
        faults.push(Fault::new("language", FaultCode::UnknownCode));
    }
    match text::checked(witness, "witness", Bounds::line(1, 80), &mut faults) {
        Some(witness) if faults.is_empty() => Ok(PaperConsent { on, language, witness }),
        _ => Err(faults.into()),
    }
}

/// Record the person's consent to be matched.
#[utoipa::path(operation_id = "recordConsent", tag = "referrals", request_body = ReferralConsent,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[put("/referrals/{id}/consent")]
async fn record_consent(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<ReferralConsent>,
) -> Answer<Json<ReferralView>> {
    let ReferralConsent { on, language, witness, version } = body;
    let paper = paper(on, language, &witness)?;
    let done = guard
        .write(move |tx| {
            let referral = flow::consent(tx, id, version, paper)?;
            view(tx, referral)
        })
        .await?;
    Ok(Json(done))
}

/// Hand a referral in: the person now waits for a pairing.
#[utoipa::path(operation_id = "submitReferral", tag = "referrals", request_body = AtVersion,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[post("/referrals/{id}/submission")]
async fn submit_referral(
    guard: Guard<ChangeReferral>,
    Path(id): Path<ReferralId>,
    Body(body): Body<AtVersion>,
) -> Answer<Json<ReferralView>> {
    let version = body.version;
    let done = guard
        .write(move |tx| {
            let referral = flow::submit(tx, id, version)?;
            view(tx, referral)
        })
        .await?;
    Ok(Json(done))
}

/// The person no longer wishes it; open pairings end.
#[utoipa::path(operation_id = "withdrawReferral", tag = "referrals", request_body = AtVersion,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[post("/referrals/{id}/withdrawal")]
async fn withdraw_referral(
    guard: Guard<ChangeReferral>,
    id: Path<ReferralId>,
    body: Body<AtVersion>,
) -> Answer<Json<ReferralView>> {
    left(guard, id.0, body.0.version, ReferralState::Withdrawn).await
}

/// The person left custody; open pairings end.
#[utoipa::path(operation_id = "releaseReferral", tag = "referrals", request_body = AtVersion,
    responses(Guard<ChangeReferral>, (status = 200, body = ReferralView)))]
#[post("/referrals/{id}/release")]
async fn release_referral(
    guard: Guard<ChangeReferral>,
    id: Path<ReferralId>,
    body: Body<AtVersion>,
) -> Answer<Json<ReferralView>> {
    left(guard, id.0, body.0.version, ReferralState::Released).await
}

async fn left(
    guard: Guard<ChangeReferral>,
    id: ReferralId,
    version: i64,
    to: ReferralState,
) -> Answer<Json<ReferralView>> {
    let done = guard
        .write(move |tx| {
            let referral = flow::leave(tx, id, version, to)?;
            view(tx, referral)
        })
        .await?;
    Ok(Json(done))
}

/// Hand a person in custody to another psychologist of the centre.
///
/// What is open for the person goes along.
#[utoipa::path(operation_id = "handOverReferral", tag = "referrals", request_body = HandOverBody,
    responses(Guard<HandOver>, (status = 200, body = ReferralView)))]
#[put("/referrals/{id}/psychologist")]
async fn hand_over_referral(
    guard: Guard<HandOver>,
    Path(id): Path<ReferralId>,
    Body(body): Body<HandOverBody>,
) -> Answer<Json<ReferralView>> {
    let done = guard
        .write(move |tx| {
            let referral = flow::hand_over(tx, id, body.version, body.psychologist_id)?;
            view(tx, referral)
        })
        .await?;
    Ok(Json(done))
}
