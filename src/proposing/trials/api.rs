//! Trials over HTTP.

use std::collections::HashMap;

use actix_web::post;
use actix_web::web::Json;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::compare;
use super::model::{Side, Trial};
use crate::access::action::ChangeWeights;
use crate::base::Error;
use crate::matching::PerFactor;
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::referrals::model::{Reference, ReferralId};
use crate::places;
use crate::proposing::rounds::gather;
use crate::proposing::rounds::snapshot::Snapshot;
use crate::proposing::weights::rules;
use crate::web::{Answer, Body, Guard, Path, Routes, away};

/// The most changes that are told one by one; the rest is counted.
const MOST_TOLD: usize = 200;
/// Trials of one person in a quarter of an hour: each solves two rounds.
const MOST_TRIALS: u32 = 60;

/// The routes of trials.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(preview);
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrialBody {
    /// Ten numbers from 0 to 1000 whose sum is 1000.
    weights: PerFactor<i64>,
}

/// What other weights would change if a round ran now.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TrialView {
    /// Matched with the weights that count.
    matched_now: u32,
    /// Matched with those that are tried.
    matched_then: u32,
    /// How many would have the same mentor.
    stay: u32,
    /// How many would not.
    change: usize,
    /// The first of these, those who waited longest.
    changed: Vec<TrialChange>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TrialChange {
    referral_id: ReferralId,
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
    /// Absent when nobody is proposed with the weights that count.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<TrialSide>,
    /// Absent when nobody would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<TrialSide>,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TrialSide {
    mentor_id: MentorId,
    preferred_name: String,
    /// By the weights of its side, 0 to 10000.
    points: i64,
}

/// See what other weights would change if a round ran now; nothing is stored.
#[utoipa::path(operation_id = "previewWeights", tag = "rounds", request_body = TrialBody,
    responses(Guard<ChangeWeights>, (status = 200, body = TrialView)))]
#[post("/centres/{code}/weights/preview")]
async fn preview(
    guard: Guard<ChangeWeights>,
    Path(code): Path<String>,
    Body(body): Body<TrialBody>,
) -> Answer<Json<TrialView>> {
    let weights = rules::checked(body.weights)?;
    let who = guard.actor().account().map(|account| account.to_string()).unwrap_or_default();
    guard.limits().take(&format!("trial {who}"), MOST_TRIALS, guard.now())?;
    let snapshot = guard
        .snapshot(move |tx| {
            tx.works_for(&code)?;
            gather::snapshot(tx, &code, tx.today())
        })
        .await?;
    let view = away(move || {
        let trial = compare::trial(&snapshot, weights, places::all());
        let fault = |fault| Error::Internal(format!("a trial could not be solved: {fault:?}"));
        trial.map(|trial| view(&snapshot, &trial)).map_err(fault)
    });
    let view = view.await?;
    let sides = view.changed.iter().flat_map(|one| [&one.from, &one.to]).flatten();
    let mentors = sides.map(|side| side.mentor_id).collect();
    let referrals = view.changed.iter().map(|one| one.referral_id).collect();
    guard.read(move |tx| gather::shown(tx, mentors, referrals)).await?;
    Ok(Json(view))
}

fn view(snapshot: &Snapshot, trial: &Trial) -> TrialView {
    let names: HashMap<MentorId, &str> = snapshot
        .mentors
        .iter()
        .map(|one| (one.mentor.id, one.mentor.person.preferred_name.as_str()))
        .collect();
    let people: HashMap<ReferralId, _> = snapshot.referrals.iter().map(|one| (one.id, one)).collect();
    let side = |side: Side| TrialSide {
        mentor_id: side.mentor,
        preferred_name: names.get(&side.mentor).copied().unwrap_or_default().to_owned(),
        points: side.points,
    };
    let told = trial.changed.iter().take(MOST_TOLD).filter_map(|change| {
        let person = people.get(&change.referral)?;
        Some(TrialChange {
            referral_id: person.id,
            reference: person.reference,
            alias: person.alias.clone(),
            from: change.from.map(side),
            to: change.to.map(side),
        })
    });
    let [matched_now, matched_then] = trial.matched;
    TrialView {
        matched_now,
        matched_then,
        stay: trial.stay,
        change: trial.changed.len(),
        changed: told.collect(),
    }
}
