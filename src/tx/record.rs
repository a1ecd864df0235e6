//! What a change must say of itself before it may be written.

use std::ops::Deref;

use serde_json::Value;
use uuid::Uuid;

use super::Fact;
use crate::access::AccountId;
use crate::base::{Instant, Language};
use crate::mail::Kind;

/// A fact that tells nothing of a person.
pub trait Plain {}
impl Plain for bool {}
impl Plain for i64 {}
impl Plain for Instant {}
impl Plain for (i64, i64, i64, i64) {}
impl Plain for (i64, Instant) {}
impl Plain for (i64, Option<Instant>) {}
impl Plain for Option<i64> {}
impl Plain for Option<Instant> {}

/// Something that happened to a `Of`: what the audit log keeps, whom it tells, and what others must answer. No defaults,
/// so that none is forgotten.
pub trait Event {
    type Of;
    /// The line of the audit log.
    fn line(&self) -> Line;
    /// The letters that tell people of it; an empty list is an answer.
    fn letters(&self) -> Vec<Letter>;
    /// What it makes true for others; an empty list is an answer.
    fn facts(&self) -> Vec<Fact>;
}

/// One line of the audit log; no personal data.
#[derive(Debug, Clone)]
pub struct Line {
    /// What happened, such as `booking.cancelled`.
    pub event: &'static str,
    /// The kind of row, such as `booking`.
    pub kind: &'static str,
    pub object: Option<Uuid>,
    /// Codes and numbers that explain it.
    pub details: Value,
}

impl Line {
    /// A line without details.
    #[must_use]
    pub fn new(event: &'static str, kind: &'static str, object: Uuid) -> Self {
        Self { event, kind, object: Some(object), details: Value::Null }
    }

    /// The line with details (codes and numbers).
    #[must_use]
    pub fn with(self, details: Value) -> Self {
        Self { details, ..self }
    }
}

/// What the audit log keeps of a refusal besides who, what and when.
#[derive(Debug, Default)]
pub struct Denial {
    /// The row that was asked for, whether or not there is one.
    pub object: Option<Uuid>,
    /// Codes that explain it.
    pub details: Value,
}

/// Whom a letter goes to.
#[derive(Debug, Clone)]
pub enum Recipient {
    /// An account, at the address and in the language it has when the letter is sent.
    Account(AccountId),
    /// An address without an account.
    Address { email: String, language: Language },
    /// Nobody: it is written, taken out and put away like any other, so that the work does not tell whether there is somebody.
    Nobody,
    /// The same, and it is not taken out either: it stands for another row that is written for somebody.
    InPlaceOfARow,
}

/// A letter for the outbox. It says only that there is something to read, and where.
#[derive(Debug, Clone)]
pub struct Letter {
    pub to: Recipient,
    /// What it is about, which decides its words.
    pub kind: Kind,
    /// The path of the page to open, such as `/my/bookings`; it names no person.
    pub link: String,
    /// For a link that proves who opens it: the purpose and the row whose token the link carries.
    pub token: Option<(&'static str, Uuid)>,
}

impl Letter {
    /// "There is something to read", with the page.
    #[must_use]
    pub fn something_to_read(to: AccountId, link: impl Into<String>) -> Self {
        Self { to: Recipient::Account(to), kind: Kind::SomethingToRead, link: link.into(), token: None }
    }

    /// An appointment was made, changed or cancelled.
    #[must_use]
    pub fn appointment(to: AccountId, link: impl Into<String>) -> Self {
        Self { to: Recipient::Account(to), kind: Kind::Appointment, link: link.into(), token: None }
    }
}

/// A change whose event is in the audit log: the only thing that may be saved.
#[derive(Debug)]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    pub(super) const fn new(next: T) -> Self {
        Self(next)
    }

    /// The row, once it is saved.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Recorded<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
