//! What waits for the caller, over HTTP.

use actix_web::get;
use actix_web::web::Json;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::gather;
use super::model::{Deadline, Item, Soon, Wait, Waiting};
use crate::access::action::SeeToday;
use crate::access::{Actor, Role};
use crate::base::{Instant, Text3};
use crate::web::{Answer, Guard, Routes};

/// The routes of what waits.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(today);
}

/// What waits for the caller.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TodayView {
    /// Today in Hong Kong.
    day: NaiveDate,
    /// How many things wait, of all kinds.
    waiting: i64,
    /// How many of them are overdue.
    overdue: i64,
    /// How many of them are due today.
    due_today: i64,
    /// Each kind once for each `soon`, in the order in which to do them.
    rows: Vec<TodayRow>,
}

/// Everything of one kind that is equally soon.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TodayRow {
    wait: Wait,
    /// In which of the caller's offices it is done.
    office: Role,
    soon: Soon,
    count: i64,
    /// The first few, the earliest first.
    items: Vec<TodayItem>,
}

/// One thing that waits; what is told depends on its kind.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct TodayItem {
    #[schema(format = Uuid)]
    id: Uuid,
    /// The opening of a shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = Uuid)]
    opening_id: Option<Uuid>,
    /// By when, where it is a moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Instant>,
    /// The last day, where it is a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_on: Option<NaiveDate>,
    /// Since when it waits, where it has no deadline.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Instant>,
    /// Whom it is about; of an invitation, its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What the person in custody is called here.
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    /// The opening's or the organisation's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Text3>,
    /// When the shift begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    starts_at: Option<Instant>,
    /// Places taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    taken: Option<i64>,
    /// Places in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<i64>,
}

impl From<Item> for TodayItem {
    fn from(item: Item) -> Self {
        let (due_at, due_on, since) = match item.deadline {
            Deadline::At(at) => (Some(at), None, None),
            Deadline::On(day) => (None, Some(day), None),
            Deadline::Since(since) => (None, None, since),
        };
        let about = item.about;
        let (taken, capacity) = about.places.unzip();
        Self {
            id: item.id,
            opening_id: item.within,
            due_at,
            due_on,
            since,
            name: about.name,
            alias: about.alias,
            title: about.title,
            starts_at: about.starts_at,
            taken,
            capacity,
        }
    }
}

fn told(row: Waiting, actor: &Actor) -> Option<TodayRow> {
    let office = row.wait.offices().iter().copied().find(|office| actor.is(*office))?;
    let items = row.items.into_iter().map(TodayItem::from).collect();
    Some(TodayRow { wait: row.wait, office, soon: row.soon, count: row.count, items })
}

/// What waits for the caller in all their offices, the soonest first, counted.
///
/// A row goes when its act is done. Of whom the caller may not know, nothing is told or counted.
#[utoipa::path(operation_id = "readToday", tag = "today",
    responses(Guard<SeeToday>, (status = 200, body = TodayView)))]
#[get("/today")]
async fn today(guard: Guard<SeeToday>) -> Answer<Json<TodayView>> {
    let (day, rows) = guard.read(|tx| Ok((tx.today(), gather::all(tx)?))).await?;
    let sum = |soon: Option<Soon>| {
        rows.iter().filter(|row| soon.is_none_or(|soon| row.soon == soon)).map(|row| row.count).sum()
    };
    Ok(Json(TodayView {
        day,
        waiting: sum(None),
        overdue: sum(Some(Soon::Overdue)),
        due_today: sum(Some(Soon::Today)),
        rows: rows.into_iter().filter_map(|row| told(row, guard.actor())).collect(),
    }))
}
