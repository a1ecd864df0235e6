//! Mentors: from an application through screening, the course, shadowing and sign-off to a certified mentor.
//!
//! ```text
//! draft → applied → screening → interview → accepted → in_training → shadowing ⇄ competency_review → active
//!
//! before active:      → deferred (apply again from a day) → applied;  → declined;  → withdrawn
//! active ⇄ paused;    active, paused → suspended → active;  all three → stepped_down
//! ```
//! What applicants and mentors do themselves is in `applications`; here is what staff do.

pub mod answers;
pub mod model;
pub mod fitness;
pub mod guards;
pub mod rules;
pub mod record;
pub mod store;
pub mod facts;
pub mod flow;
pub mod gather;
pub mod view;
pub mod api;

#[cfg(test)]
mod tests;
