//! Choosing somebody else over HTTP.

use actix_web::web::Json;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::{Choice, Effect, FactorDifference, Impossible, Market, Named, Weighed};
use super::{flow, gather, weighing};
use crate::access::action::ChooseMentor;
use crate::base::text::{self, Bounds};
use crate::base::{Error, Reason, Result};
use crate::mentoring::mentors::model::MentorId;
use crate::mentoring::pairings::gather::dossier;
use crate::mentoring::pairings::model::{Pairing, PairingId};
use crate::mentoring::pairings::view::PairingView;
use crate::mentoring::referrals::model::Reference;
use crate::places;
use crate::web::{Answer, Body, Guard, Path, Problem, Routes, away};

/// Most characters of a reason.
const REASON: Bounds = Bounds::new(1, 500);

/// The routes of choices.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(list_alternatives).service(choose_mentor);
}

/// Who else could be chosen for the person of a proposal.
#[derive(Serialize, ToSchema)]
struct AlternativesView {
    /// The version of the proposal that was weighed.
    version: i64,
    /// The best five, the cheapest for everybody else first.
    choices: Vec<ChoiceView>,
    /// Some who cannot be chosen, the nearest first.
    impossible: Vec<ImpossibleView>,
}

/// Another mentor, and what choosing them does.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ChoiceView {
    mentor: ChoiceMentor,
    /// 0 to 10000, for staff.
    points: i64,
    /// Points more or fewer than the proposal has.
    difference: Option<i64>,
    /// The factors that make the difference; empty when there is nothing to compare.
    factors: Vec<FactorDifference>,
    /// Who else gets another mentor or none; empty when nobody is concerned.
    effects: Vec<EffectView>,
    /// Sent back with the choice, so that what happens is what was shown.
    mark: Uuid,
}

/// A mentor by name.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceMentor {
    id: MentorId,
    preferred_name: String,
}

/// Somebody else whom a choice concerns.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct EffectView {
    pairing_id: PairingId,
    #[schema(value_type = String)]
    reference: Reference,
    alias: String,
    waiting_days: i64,
    from: ChoiceMentor,
    /// None when the person would go without.
    to: Option<ChoiceMentor>,
}

/// A mentor who cannot be chosen.
#[derive(Serialize, ToSchema)]
struct ImpossibleView {
    mentor: ChoiceMentor,
    /// Everything that forbids it.
    reasons: Vec<Reason>,
}

impl From<Named> for ChoiceMentor {
    fn from(mentor: Named) -> Self {
        Self { id: mentor.id, preferred_name: mentor.name }
    }
}

impl From<Effect> for EffectView {
    fn from(effect: Effect) -> Self {
        Self {
            pairing_id: effect.instead_of.0,
            reference: effect.reference,
            alias: effect.alias,
            waiting_days: effect.waiting_days,
            from: effect.from.into(),
            to: effect.to.map(|to| to.mentor.into()),
        }
    }
}

impl From<Choice> for ChoiceView {
    fn from(choice: Choice) -> Self {
        Self {
            mark: choice.mark(),
            mentor: choice.suggested.mentor.into(),
            points: choice.suggested.points,
            difference: choice.difference,
            factors: choice.factors,
            effects: choice.effects.into_iter().map(EffectView::from).collect(),
        }
    }
}

impl From<Impossible> for ImpossibleView {
    fn from(one: Impossible) -> Self {
        Self { mentor: one.mentor.into(), reasons: one.reasons }
    }
}

/// The next five mentors for the person of a proposal, with what each would cost others.
///
/// Some who cannot be chosen are named too, with the reasons. Reading it is written to the audit log.
#[utoipa::path(operation_id = "listAlternatives", tag = "pairings",
    responses(Guard<ChooseMentor>, (status = 200, body = AlternativesView)))]
#[get("/pairings/{id}/alternatives")]
async fn list_alternatives(
    guard: Guard<ChooseMentor>,
    Path(id): Path<PairingId>,
) -> Answer<Json<AlternativesView>> {
    let market = guard.snapshot(move |tx| gather::market(tx, id, None)).await?;
    let version = market.proposal.version;
    let weighed = weighed(market).await?;
    let weighed = guard.write(move |tx| flow::read(tx, id, version, &weighed).map(|()| weighed)).await?;
    Ok(Json(AlternativesView {
        version,
        choices: weighed.choices.into_iter().map(ChoiceView::from).collect(),
        impossible: weighed.impossible.into_iter().map(ImpossibleView::from).collect(),
    }))
}

/// Weighs on a thread of its own.
async fn weighed(market: Market) -> Result<Weighed> {
    away(move || weighing::weigh(market, places::all())).await
}

/// Which mentor to take instead.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChoiceBody {
    /// The mark of the choice, as it was listed.
    mark: Uuid,
    /// Why not the mentor proposed.
    reason: String,
    version: i64,
}

/// Take another mentor.
///
/// The proposal gives way to the chosen pair, the others move as it was listed.
#[utoipa::path(operation_id = "chooseMentor", tag = "pairings", request_body = ChoiceBody,
    responses(Guard<ChooseMentor>, (status = 201, body = PairingView)))]
#[post("/pairings/{id}/choice")]
async fn choose_mentor(
    guard: Guard<ChooseMentor>,
    Path(id): Path<PairingId>,
    Body(body): Body<ChoiceBody>,
) -> Answer<HttpResponse> {
    let ChoiceBody { mark, reason, version } = body;
    let mut faults = Vec::new();
    let Some(reason) = text::checked(&reason, "reason", REASON, &mut faults) else {
        return Err(faults.into());
    };
    let choice = marked(&guard, id, version, mark).await?;
    // A request sent again finds its first answer before it learns that the choice is gone.
    guard
        .create::<Pairing, _>(move |tx| {
            let chosen = flow::choose(tx, choice?, reason)?;
            dossier(tx, chosen).map(PairingView::from)
        })
        .await
}

/// The choice of that mark as it is now, or why there is none.
async fn marked(
    guard: &Guard<ChooseMentor>,
    id: PairingId,
    version: i64,
    mark: Uuid,
) -> Answer<Result<Choice>> {
    let market = match guard.snapshot(move |tx| gather::market(tx, id, Some(version))).await {
        Ok(market) => market,
        Err(Problem::House(error)) => return Ok(Err(error)),
        Err(other) => return Err(other),
    };
    let choice = weighed(market).await.and_then(|weighed| {
        weighed.choices.into_iter().find(|choice| choice.mark() == mark).ok_or(Error::Stale)
    });
    Ok(choice)
}
