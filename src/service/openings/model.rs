//! Openings.

pub use super::facts::OpeningFacts;
use crate::access::HostId;
use crate::base::{Instant, Text3, text_enum};
pub use crate::people::checks::model::CheckKind;
use crate::service::slots::model::Listing;
pub use crate::service::slots::model::{Category, OpeningId};

text_enum! {
    /// Where an opening stands between its host and the coordinators.
    pub enum OpeningState {
        Draft = "draft",
        Submitted = "submitted",
        Published = "published",
        /// Sent back to the host with a note.
        Returned = "returned",
        /// Takes no more bookings; shifts that are booked go ahead.
        Closed = "closed",
    }
}

text_enum! {
    /// What people do with an opening, each at its time.
    pub enum OpeningMove {
        Change = "change",
        Submit = "submit",
        /// A coordinator shows it to everybody, or judges anew what is shown.
        Publish = "publish",
        /// A coordinator sends it back with a note.
        SendBack = "return",
        Close = "close",
        AddSlot = "add_slot",
    }
}

/// Something that a host wants help with.
#[derive(Clone, Debug)]
pub struct Opening {
    pub id: OpeningId,
    /// The reference code by which an import knows it again.
    pub code: Option<String>,
    pub host: HostId,
    /// The host's name, read along with the opening.
    pub host_name: Text3,
    /// The centre that works with its host, read along with the opening.
    pub centre: Option<String>,
    pub state: OpeningState,
    pub facts: OpeningFacts,
    /// Whether people with records are likely to meet there; for staff only, never for hosts.
    pub association_sensitive: bool,
    /// What a coordinator asked the host to change.
    pub return_note: Option<String>,
    pub created_at: Instant,
    /// When its host handed it to the coordinators, the last time.
    pub submitted_at: Option<Instant>,
    /// When everybody could see it for the first time.
    pub published_at: Option<Instant>,
    pub version: i64,
}

/// What an opening asks of whoever takes a place of its slots; where it changes, what is booked is judged anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    pub category: Category,
    pub min_age: Option<i64>,
    pub needs_check: Option<CheckKind>,
    pub association_sensitive: bool,
}

impl Opening {
    /// What it asks of whoever takes a place of its slots.
    #[must_use]
    pub const fn asks(&self) -> Asks {
        // Named one by one, so that a new fact says whether it is asked of people.
        let OpeningFacts {
            category,
            min_age,
            needs_check,
            title: _,
            text: _,
            what_you_will_do: _,
            what_to_bring: _,
            district: _,
        } = &self.facts;
        Asks {
            category: *category,
            min_age: *min_age,
            needs_check: *needs_check,
            association_sensitive: self.association_sensitive,
        }
    }

    /// What its slots copy of it.
    #[must_use]
    pub fn listing(&self) -> Listing {
        Listing {
            published: self.state == OpeningState::Published,
            category: self.facts.category,
            district: self.facts.district.clone(),
        }
    }
}
