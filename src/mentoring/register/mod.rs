//! The class register of the course: who is in training with all their results, and many results in one save.

pub mod model;
pub mod rules;
pub mod flow;
pub mod api;
