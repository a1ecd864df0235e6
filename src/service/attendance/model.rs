//! Lines of rosters, of the list to verify, and of the hours ledger.

use chrono::NaiveDate;

use crate::access::AccountId;
use crate::base::{Id, Instant, Text3, text_enum};
use crate::service::bookings::model::{Booking, BookingId, Hours};
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

/// One line of the hours ledger.
#[derive(Clone, Debug)]
pub struct LedgerLine {
    pub id: Id<LineMark>,
    pub person: AccountId,
    pub booking: BookingId,
    /// Quarters of an hour, negative for a correction downward.
    pub quarters: i64,
    pub purpose: ServicePurpose,
    pub served_on: NaiveDate,
    pub written_at: Instant,
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
