//! The mentors' course: twelve modules of 48 hours, and each person's results.
//!
//! ```text
//! a module: not yet → attended → passed | not passed (and once more)
//! ```
//! Results belong to the person and are recorded by the mentor's coordinator (`mentors`).

pub mod course;
pub mod model;
pub mod rules;
pub mod store;
pub mod view;
pub mod api;
