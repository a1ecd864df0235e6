//! Figures of one centre for its own staff: counted afresh each time they are asked for, and never of anybody by name.
//!
//! Whoever reads them is left out of them, as of every list for staff.

pub mod model;
pub mod rules;
pub mod store;
pub mod gather;
pub mod api;
