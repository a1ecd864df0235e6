//! What officers clear beforehand for supervisees whose order forbids associating with people with records.
//!
//! ```text
//! a booking asks → waiting ──officer──▶ cleared | declined
//!                    ├──24 h before the start──▶ lapsed (silence is never a yes)
//!                    └──the member cancels──▶ withdrawn
//! ```
//! A standing clearance covers a host, a category of openings, or mentoring, until a day. Officers alone see any
//! of this; a host never learns that a booking waited.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
