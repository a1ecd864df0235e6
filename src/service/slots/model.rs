//! Slots, and the cards by which people find them.

use crate::access::HostId;
pub use crate::access::{OpeningId, SlotId};
use crate::base::{Cursor, Instant, Interval, Text3, text_enum};

text_enum! {
    /// What kind of help is wanted.
    pub enum Category {
        Elderly = "elderly",
        /// Selling flags for a charity in the street, on a Wednesday or Saturday morning.
        FlagDay = "flag_day",
        Youth = "youth",
        Environment = "environment",
        Other = "other",
    }
}

text_enum! {
    /// Whether a slot takes place.
    pub enum SlotState {
        Open = "open",
        Cancelled = "cancelled",
    }
}

text_enum! {
    /// What people do with a slot while it is to come.
    pub enum SlotMove {
        Change = "change",
        Cancel = "cancel",
    }
}

/// A shift of an opening that people can book.
#[derive(Clone, Debug)]
pub struct Slot {
    pub id: SlotId,
    /// The reference code by which an import knows it again.
    pub code: Option<String>,
    pub opening: OpeningId,
    pub host: HostId,
    /// The centre that works with its host, read along with the slot.
    pub centre: Option<String>,
    pub starts_at: Instant,
    pub ends_at: Instant,
    /// How many people it has room for.
    pub capacity: i64,
    /// How many places are held; only `store::take_place` and `give_place` change it.
    pub taken: i64,
    pub meeting_point: Text3,
    pub state: SlotState,
    pub version: i64,
}

impl Slot {
    /// When it takes place.
    #[must_use]
    pub const fn time(&self) -> Interval {
        Interval { start: self.starts_at, end: self.ends_at }
    }

    /// The slot as whoever takes a place of it meets it.
    #[must_use]
    pub fn place(&self, published: bool) -> Place {
        Place {
            slot: self.id,
            host: self.host,
            time: self.time(),
            open: published && self.state == SlotState::Open,
            left: self.capacity - self.taken,
        }
    }
}

/// What taking a place of a slot comes to, whatever its opening asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub slot: SlotId,
    pub host: HostId,
    pub time: Interval,
    /// Whether the slot takes place and its opening takes bookings.
    pub open: bool,
    /// How many may still book.
    pub left: i64,
}

/// A slot as lists show it: what, when, where, for whom. Nothing of the host but its name, no meeting point.
#[derive(Clone, Debug)]
pub struct Card {
    pub slot: SlotId,
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub capacity: i64,
    pub taken: i64,
    pub opening: OpeningId,
    pub title: Text3,
    pub category: Category,
    pub district: String,
    pub host: HostId,
    pub host_name: Text3,
}

impl Card {
    /// The slot as whoever takes a place of it meets it: that it is listed means that it and its opening are open.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place {
            slot: self.slot,
            host: self.host,
            time: Interval { start: self.starts_at, end: self.ends_at },
            open: true,
            left: self.capacity - self.taken,
        }
    }

    /// Its place in a list by time.
    #[must_use]
    pub const fn cursor(&self) -> Cursor {
        Cursor { at: self.starts_at, id: self.slot.uuid() }
    }
}

/// What a reader narrows a list of slots to; `None` does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub district: Option<String>,
    pub category: Option<Category>,
    /// The earliest start, included.
    pub from: Option<Instant>,
    /// The latest start, excluded.
    pub until: Option<Instant>,
}

/// What a slot's row copies from its opening, so that one index answers each filter of a list.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Whether the opening is for everybody to see and book.
    pub published: bool,
    pub category: Category,
    pub district: String,
}
