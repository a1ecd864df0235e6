//! The weights of a centre over HTTP.

use actix_web::web::Json;
use actix_web::{get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::CentreWeights;
use super::{flow, rules};
use crate::access::action::{ChangeWeights, SeeWeights};
use crate::base::{Instant, Result};
use crate::matching::{PerFactor, Weights};
use crate::tx::Tx;
use crate::web::{Answer, Body, Guard, Path, Routes};

/// The routes of weights.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(read).service(change);
}

/// How much each factor counts in a centre.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct WeightsView {
    /// Code of the centre.
    centre: String,
    /// By the codes of the factors; the sum is 1000.
    #[schema(value_type = PerFactor<i64>)]
    weights: Weights,
    /// What a centre starts with.
    #[schema(value_type = PerFactor<i64>)]
    product: Weights,
    /// Who changed them last, and when; absent while nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<WeightsChange>,
    version: i64,
}

#[derive(Serialize, ToSchema)]
struct WeightsChange {
    /// Absent when it was none of the staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: Instant,
}

fn view(tx: &mut Tx<'_>, of: CentreWeights) -> Result<WeightsView> {
    let by = flow::changed_by(tx, &of)?;
    let CentreWeights { centre, weights, version, changed } = of;
    let changed = changed.map(|changed| WeightsChange { by, at: changed.at });
    Ok(WeightsView { centre, weights, product: Weights::PRODUCT, changed, version })
}

/// How much each factor counts in a centre's rounds.
#[utoipa::path(operation_id = "readWeights", tag = "rounds",
    responses(Guard<SeeWeights>, (status = 200, body = WeightsView)))]
#[get("/centres/{code}/weights")]
async fn read(guard: Guard<SeeWeights>, Path(code): Path<String>) -> Answer<Json<WeightsView>> {
    let found = guard
        .read(move |tx| {
            let found = flow::of_centre(tx, &code)?;
            view(tx, found)
        })
        .await?;
    Ok(Json(found))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WeightsBody {
    /// Ten numbers from 0 to 1000 whose sum is 1000.
    weights: PerFactor<i64>,
    /// The version that was seen; 0 for the first time.
    version: i64,
}

/// Change how much each factor counts, from the next round on.
#[utoipa::path(operation_id = "changeWeights", tag = "rounds", request_body = WeightsBody,
    responses(Guard<ChangeWeights>, (status = 200, body = WeightsView)))]
#[put("/centres/{code}/weights")]
async fn change(
    guard: Guard<ChangeWeights>,
    Path(code): Path<String>,
    Body(body): Body<WeightsBody>,
) -> Answer<Json<WeightsView>> {
    let weights = rules::checked(body.weights)?;
    let changed = guard
        .write(move |tx| {
            let changed = flow::change(tx, &code, weights, body.version)?;
            view(tx, changed)
        })
        .await?;
    Ok(Json(changed))
}
