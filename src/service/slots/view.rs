//! Slots as JSON, for every feature that shows them.

use chrono::{Days, NaiveDate, NaiveTime};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Card, Category, Filter, OpeningId, SlotId};
use crate::base::{Error, Fault, FaultCode, Instant, Result, Text3};
use crate::places;

/// A slot in a list: what, when, where, for whom, and whether there is room.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SlotCard {
    #[schema(value_type = String, format = Uuid)]
    pub slot_id: SlotId,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub capacity: i64,
    pub places_left: i64,
    pub opening: OpeningCard,
}

/// What a slot is a shift of.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpeningCard {
    #[schema(value_type = String, format = Uuid)]
    pub id: OpeningId,
    pub title: Text3,
    pub category: Category,
    pub district: String,
    pub host_name: Text3,
}

impl From<Card> for SlotCard {
    fn from(card: Card) -> Self {
        Self {
            slot_id: card.slot,
            starts_at: card.starts_at,
            ends_at: card.ends_at,
            capacity: card.capacity,
            places_left: card.capacity - card.taken,
            opening: OpeningCard {
                id: card.opening,
                title: card.title,
                category: card.category,
                district: card.district,
                host_name: card.host_name,
            },
        }
    }
}

/// Reads what a list of slots is narrowed to: codes, and days in Hong Kong of which both are included.
///
/// # Errors
/// `Invalid` with a fault a field.
pub fn filter(
    district: Option<String>,
    category: Option<&str>,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<Filter> {
    let mut faults = Vec::new();
    if district.as_ref().is_some_and(|code| places::all().district(code).is_none()) {
        faults.push(Fault::new("district", FaultCode::UnknownCode));
    }
    let read_category = category.map(Category::parse);
    if read_category == Some(None) {
        faults.push(Fault::new("category", FaultCode::UnknownCode));
    }
    let mut start_of = |text: Option<&str>, field: &'static str, later: Days| {
        let day = text?.parse::<NaiveDate>().ok().and_then(|day| day.checked_add_days(later));
        if day.is_none() {
            faults.push(Fault::new(field, FaultCode::NotADate));
        }
        day.map(|day| Instant::from_hong_kong(day.and_time(NaiveTime::MIN)))
    };
    let from = start_of(from, "from", Days::new(0));
    let until = start_of(to, "to", Days::new(1));
    if faults.is_empty() {
        Ok(Filter { district, category: read_category.flatten(), from, until })
    } else {
        Err(Error::Invalid(faults))
    }
}
