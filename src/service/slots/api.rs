//! The public list over HTTP.

use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

use super::flow;
use super::view::{self, SlotCard};
use crate::access::action::BrowseOpenings;
use crate::base::Page;
use crate::base::page::Ask;
use crate::web::{Answer, Guard, Query, Routes};

/// The routes of slots that everybody may use.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(upcoming);
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UpcomingQuery {
    /// The code of a district.
    district: Option<String>,
    /// `elderly`, `flag_day`, `youth`, `environment` or `other`.
    category: Option<String>,
    /// The first day, such as `2026-11-28`.
    from: Option<String>,
    /// The last day.
    to: Option<String>,
    /// 1 to 100; 20 when it is left out.
    limit: Option<i64>,
    /// `next` of the page before.
    after: Option<String>,
}

/// The coming slots of published openings, by time: for everybody, without an account.
#[utoipa::path(operation_id = "listOpenings", tag = "openings", params(UpcomingQuery),
    responses(Guard<BrowseOpenings>, (status = 200, body = Page<SlotCard>)))]
#[get("/openings")]
async fn upcoming(guard: Guard<BrowseOpenings>, Query(query): Query<UpcomingQuery>) -> Answer<HttpResponse> {
    let UpcomingQuery { district, category, from, to, limit, after } = query;
    let filter = view::filter(district, category.as_deref(), from.as_deref(), to.as_deref())?;
    let ask = Ask::parse(limit, after.as_deref())?;
    guard.shared(move |tx| Ok(flow::upcoming(tx, &filter, ask)?.map(SlotCard::from))).await
}
