//! Lines of rosters, of the list to verify, and of the hours ledger.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::access::AccountId;
use crate::base::{Id, Instant, May, Reason, Text3, text_enum};
use crate::service::bookings::model::{Booking, BookingId, BookingMove, Hours};
use crate::service::slots::model::Slot;

/// A booking as it stands on a host's roster.
#[derive(Clone, Debug)]
pub struct Entry {
    pub booking: Booking,
    pub preferred_name: String,
}

/// A slot with everybody who is expected or came.
#[derive(Clone, Debug)]
pub struct Roster {
    pub slot: Slot,
    pub title: Text3,
    /// Whether the entries are there for the reader yet.
    pub named: bool,
    /// From when a host reads them.
    pub names_from: Instant,
    pub entries: Vec<Entry>,
}

/// A booking with what it was: for whoever verifies it, and for the member's own list.
#[derive(Clone, Debug)]
pub struct Service {
    pub booking: Booking,
    pub preferred_name: String,
    pub title: Text3,
    /// What the ledger says of it, in the order in which it was written.
    pub lines: Vec<LedgerLine>,
    /// What its reader may do with it now.
    pub may: Vec<May<BookingMove>>,
}

/// Hours as somebody enters them: the whole shift where none are said.
#[derive(Clone, Debug)]
pub struct Entered {
    pub hours: Option<Hours>,
    pub reason: Option<String>,
}

/// What a host saw.
#[derive(Clone, Debug)]
pub enum Seen {
    Attended(Entered),
    Absent,
    Excused,
}

/// One of many bookings with which something could not be done, and every reason why.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Left {
    #[serde(rename = "bookingId")]
    #[schema(value_type = String, format = Uuid)]
    pub booking: BookingId,
    pub reasons: Vec<Reason>,
}

text_enum! {
    /// What hours were served for.
    pub enum ServicePurpose {
        Voluntary = "voluntary",
        Training = "training",
    }
}

/// Marks ids of ledger lines.
pub enum LineMark {}
/// The id of a ledger line.
pub type LineId = Id<LineMark>;

/// One line of the hours ledger.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    pub id: LineId,
    pub person: AccountId,
    pub booking: BookingId,
    /// Quarters of an hour, negative for a correction downward.
    pub quarters: i64,
    pub purpose: ServicePurpose,
    pub served_on: NaiveDate,
    pub written_at: Instant,
    /// In words, why the hours are as they are, or are taken back.
    pub reason: Option<String>,
}

text_enum! {
    /// What a line does to what its booking counted before.
    pub enum LineKind {
        Verified = "verified",
        Corrected = "corrected",
        TakenBack = "taken_back",
    }
}

/// A member's hours.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The sum of the ledger.
    pub verified: Hours,
    /// Reported by hosts, not verified yet.
    pub waiting: Hours,
    /// Of the ledger, what was served in the current calendar year.
    pub this_year: Hours,
    /// When the person booked for the first time.
    pub first_booked: Option<Instant>,
    /// When the hundredth hour was verified.
    pub hundredth: Option<Instant>,
    /// The latest shifts that count or wait.
    pub services: Vec<Service>,
}
