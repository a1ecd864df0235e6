//! Pairs of people who must not meet: entered by a coordinator for a centre, without a reason, read by nobody.
//!
//! ```text
//! a coordinator enters it ─▶ kept apart ──one asks, within a week another of the centre asks the same──▶ ended
//! ```
//! A pair shows only as an effect: no pairing, no shared shift. Whatever coordinators are answered is about their own
//! centre's pairs, and a person in custody of another centre is as unknown to them as nobody.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
