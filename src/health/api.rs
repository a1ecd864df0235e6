//! How the installation stands, over HTTP.

use actix_web::get;
use actix_web::web::Json;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::metrics::VERSION;
use super::model::{Counts, Finding, Machine, Part, Stands};
use super::{gather, rules};
use crate::access::action::SeeHealth;
use crate::base::Instant;
use crate::web::{Answer, Guard, Routes, away};

/// The routes of health.
pub fn routes(routes: &mut Routes<'_, '_>) {
    routes.service(health);
}

/// How the installation stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HealthView {
    /// When it was looked at.
    at: Instant,
    /// Of the program.
    version: &'static str,
    /// `sqlite` or `postgres`.
    database: &'static str,
    /// Since when this server runs.
    since: Instant,
    /// Bytes free on the disk of the data; absent where the machine does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    disk_free: Option<u64>,
    /// Bytes of that disk.
    #[serde(skip_serializing_if = "Option::is_none")]
    disk_size: Option<u64>,
    /// When the last backup was taken that is whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    backed_up_at: Option<DateTime<Utc>>,
    /// Letters on their way.
    letters_waiting: i64,
    /// Since when the oldest of them waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    letters_since: Option<Instant>,
    /// Letters that never reached their reader.
    letters_given_up: i64,
    /// How many of those are of the last seven days.
    letters_given_up_lately: i64,
    /// Lines of the audit log without a seal.
    lines_unsealed: i64,
    /// Since when the oldest of them waits for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unsealed_since: Option<Instant>,
    /// Rounds that wait for their turn.
    rounds_queued: i64,
    /// Rounds that are being worked on.
    rounds_running: i64,
    /// By how many seconds the machine's clock was set ahead of where it would be, or behind it.
    clock_off: i64,
    /// The newest version of the key that wraps data keys.
    key_version: i64,
    /// How many data keys an older version has wrapped.
    keys_behind: i64,
    /// Each part once, in the order in which to read them.
    rows: Vec<HealthRow>,
}

/// One part, and how it stands.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HealthRow {
    part: Part,
    finding: Finding,
    stands: Stands,
}

fn told(machine: &Machine, counts: &Counts, behind: i64) -> HealthView {
    let vitals = machine.vitals;
    let row = |row: super::model::Row| HealthRow { part: row.part, finding: row.finding, stands: row.stands };
    HealthView {
        at: vitals.now,
        version: VERSION,
        database: vitals.engine,
        since: vitals.begun,
        disk_free: machine.room.map(|room| room.free),
        disk_size: machine.room.map(|room| room.all),
        backed_up_at: machine.last_backup,
        letters_waiting: counts.letters_waiting,
        letters_since: counts.oldest_letter,
        letters_given_up: counts.letters_given_up,
        letters_given_up_lately: counts.given_up_lately,
        lines_unsealed: counts.unsealed,
        unsealed_since: counts.oldest_unsealed,
        rounds_queued: counts.rounds_queued,
        rounds_running: counts.rounds_running,
        clock_off: vitals.clock_off.num_seconds(),
        key_version: vitals.newest_key,
        keys_behind: behind,
        rows: rules::rows(machine, counts, behind).into_iter().map(row).collect(),
    }
}

/// How the installation stands: disk, backups, seals, letters, rounds, clock and keys, each judged.
///
/// Nothing in it is about a person.
#[utoipa::path(operation_id = "readHealth", tag = "health",
    responses(Guard<SeeHealth>, (status = 200, body = HealthView)))]
#[get("/health-of-installation")]
async fn health(guard: Guard<SeeHealth>) -> Answer<Json<HealthView>> {
    let (counts, behind) =
        guard.snapshot(|tx| Ok((gather::counts(tx)?, gather::data_keys_behind(tx)?))).await?;
    let (vitals, config) = (guard.vitals(), guard.config().clone());
    let machine = away(move || Ok(gather::machine(vitals, &config))).await?;
    Ok(Json(told(&machine, &counts, behind)))
}
