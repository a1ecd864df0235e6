//! Host organisations: where volunteers help. A coordinator keeps their particulars; their people join by invitation.
//!
//! An opening is published only while its host's insurance and its agreement with the programme hold.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
