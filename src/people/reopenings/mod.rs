//! Reopened enrolment: whoever has lost every second factor gets in again by the word of two others.
//!
//! ```text
//! an admin asks → open (24 hours) → confirmed by somebody else who knows the person · withdrawn · run out
//! ```
//! With the second word every factor and recovery code of the person is gone and their sign-ins end: they sign in by
//! password and add a factor anew. All admins are told.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
