//! Emergency access: a psychologist who does not work with somebody reads their file for an hour.
//!
//! ```text
//! opened with a cause and a reason → open (60 minutes) → over: ended by the reader, or run out → reviewed
//! ```
//! Whoever it is for, those who work with a person in custody and the privacy officers are told at once. A privacy officer
//! says whether it was justified; before that its reader opens no other for the same person, so that nobody prolongs one
//! by themselves. What may be read is the policy's (`Tie::Emergency`); what was read stands among the looks.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
