//! Who of the staff looked at what of whom, when and because of what: read by the person, and printed for a person in
//! custody by those who work with them.
//!
//! Looks are noted where rows are opened (`tx/looks.rs`); this feature only reads them. What would tell of somebody else is
//! left out for everybody alike: whom a centre keeps apart, and a proposal that its mentor does not know of yet.

pub mod model;
pub mod rules;
pub mod store;
pub mod flow;
pub mod api;
