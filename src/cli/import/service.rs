//! Hosts, their openings, and the slots of those.

use uuid::Uuid;

use super::people::centre;
use super::row::Row;
use super::sheet::Columns;
use crate::base::{FaultCode, Id, Result};
use crate::people::checks::model::CheckKind;
use crate::service::hosts;
use crate::service::hosts::model::{HostFacts, HostKind};
use crate::service::openings;
use crate::service::openings::model::{OpeningFacts, OpeningId, OpeningState};
use crate::service::slots::model::Category;
use crate::service::slots::rules::NewSlot;
use crate::tx::Tx;

/// The columns of `hosts.csv`.
pub const HOST: Columns = Columns {
    known: &[
        "ref",
        "name_zh_hant",
        "name_en",
        "name_zh_hans",
        "kind",
        "district",
        "insurance_valid_to",
        "agreement_valid_to",
        "centre",
        "entered",
    ],
    needed: &["ref", "kind", "district"],
};
/// The columns of `openings.csv`.
pub const OPENING: Columns = Columns {
    known: &[
        "ref",
        "host",
        "state",
        "category",
        "district",
        "min_age",
        "needs_check",
        "association_sensitive",
        "title_zh_hant",
        "title_en",
        "title_zh_hans",
        "text_zh_hant",
        "text_en",
        "text_zh_hans",
        "what_you_will_do_zh_hant",
        "what_you_will_do_en",
        "what_you_will_do_zh_hans",
        "what_to_bring_zh_hant",
        "what_to_bring_en",
        "what_to_bring_zh_hans",
        "drafted",
        "published",
        "closed",
        "return_note",
    ],
    needed: &["ref", "host", "state", "category", "district"],
};
/// The columns of `slots.csv`.
pub const SLOT: Columns = Columns {
    known: &[
        "ref",
        "opening",
        "starts",
        "ends",
        "capacity",
        "meeting_point_zh_hant",
        "meeting_point_en",
        "meeting_point_zh_hans",
        "cancelled",
    ],
    needed: &["ref", "opening", "starts", "ends", "capacity"],
};

/// Brings a host.
///
/// # Errors
/// `Invalid` with every fault of the row.
pub fn host(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let name = row.text3("name");
    let kind = row.need("kind", HostKind::parse);
    let district = row.need("district", |cell| Some(cell.to_owned()));
    let (insurance_valid_to, agreement_valid_to) =
        (row.day("insurance_valid_to"), row.day("agreement_valid_to"));
    let centre = centre(row);
    let entered = row.happened("entered").unwrap_or(row.loaded);
    let (Some(kind), Some(district)) = (kind, district) else { return Err(row.refused()) };
    row.check()?;
    tx.at(entered);
    let facts = HostFacts { name, kind, district, insurance_valid_to, agreement_valid_to };
    let code = row.cell("ref").map(str::to_owned);
    Ok(Some(hosts::flow::enter(tx, code, facts, centre)?.id.uuid()))
}

/// Brings an opening as a draft.
///
/// # Errors
/// `Invalid` with every fault of the row.
pub fn opening(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let host = row.need_reference("host", "host");
    let state = row.need("state", OpeningState::parse);
    let facts = OpeningFacts {
        category: row.need("category", Category::parse).unwrap_or(Category::Other),
        district: row.need("district", |cell| Some(cell.to_owned())).unwrap_or_default(),
        title: row.text3("title"),
        text: row.text3("text"),
        what_you_will_do: row.text3("what_you_will_do"),
        what_to_bring: Some(row.text3("what_to_bring")),
        min_age: row.number("min_age"),
        needs_check: row.may("needs_check", CheckKind::parse),
    };
    let [drafted, _, _] = ["drafted", "published", "closed"].map(|column| row.step(column));
    let drafted = drafted.unwrap_or(row.loaded);
    // What is needed and not there is among the faults by now.
    row.check()?;
    let (Some(host), Some(_)) = (host, state) else { return Err(row.refused()) };
    tx.at(drafted);
    let code = row.cell("ref").map(str::to_owned);
    let managed = openings::flow::draft(tx, Id::from_uuid(host), code, facts)?;
    Ok(Some(managed.opening.id.uuid()))
}

/// Brings an opening that has its slots to the state of its row.
///
/// # Errors
/// A conflict with every reason why it cannot be published.
pub fn publication(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let Some(opening) = row.earlier("opening") else { return Ok(None) };
    let id: OpeningId = Id::from_uuid(opening);
    let state = row.need("state", OpeningState::parse);
    let sensitive = row.yes("association_sensitive");
    let (drafted, published) = (row.happened("drafted"), row.happened("published"));
    row.check()?;
    let published = published.or(drafted).unwrap_or(row.loaded);
    let Some(state) = state.filter(|state| *state != OpeningState::Draft) else { return Ok(Some(opening)) };
    tx.at(published);
    let version = openings::flow::managed(tx, id)?.opening.version;
    let version = openings::flow::submit(tx, id, version)?.opening.version;
    match state {
        OpeningState::Draft | OpeningState::Submitted => {}
        OpeningState::Returned => {
            let note = row.cell("return_note").unwrap_or_default();
            openings::flow::send_back(tx, id, note, version)?;
        }
        // It is closed once its bookings are there.
        OpeningState::Published | OpeningState::Closed => {
            openings::flow::publish(tx, id, sensitive, None, version)?;
        }
    }
    Ok(Some(opening))
}

/// Brings a slot.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict when its opening cannot have it.
pub fn slot(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let opening = row.need_reference("opening", "opening");
    let starts = row.exact_moment("starts");
    let ends = row.end_after("ends", starts);
    let capacity = row.number("capacity");
    let meeting_point = row.text3("meeting_point");
    let cancelled = row.happened("cancelled");
    if row.cell("capacity").is_none() {
        row.fault("capacity", FaultCode::Required);
    }
    let (Some(opening), Some(starts_at), Some(ends_at), Some(capacity)) = (opening, starts, ends, capacity)
    else {
        return Err(row.refused());
    };
    row.check()?;
    let slot = NewSlot { starts_at, ends_at, capacity, meeting_point };
    let code = row.cell("ref").map(str::to_owned);
    let slot = openings::flow::add_slot(tx, Id::from_uuid(opening), code, slot)?;
    if let Some(cancelled) = cancelled {
        tx.at(cancelled);
        openings::flow::cancel_slot(tx, slot.id, slot.version)?;
    }
    Ok(Some(slot.id.uuid()))
}
