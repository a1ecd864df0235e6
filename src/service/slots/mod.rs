//! Slots: the shifts of openings that people book.
//!
//! ```text
//! open ──cancel──▶ cancelled
//! ```
//! How many places are held is a counter on the row, which [`store::take_place`] and [`store::give_place`] alone
//! change, each by one conditional update, whoever books.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
