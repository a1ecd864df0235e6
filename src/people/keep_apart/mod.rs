//! Pairs of people who must not meet: entered by a coordinator, without a reason, seen by nobody.
//!
//! A pair shows only as an effect: no pairing, no shared shift, and the member reads "please ask staff". The effect
//! is never told apart from other holds and is left out of counts, so that nobody finds a person by trying.

pub mod model;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
