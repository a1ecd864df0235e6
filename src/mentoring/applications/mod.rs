//! What applicants and mentors do themselves.
//!
//! ```text
//! draft → (every section answered) applied;   deferred → (from the day on) applied
//! before active → withdrawn;   active ⇄ paused;   active, paused, suspended → stepped_down
//! ```
//! The rows and the pipeline belong to `mentors`.

pub mod sections;
pub mod rules;
pub mod checked;
pub mod flow;
pub mod view;
pub mod api;

#[cfg(test)]
mod tests;
