//! Psychologists, and the other professionals who may supervise: what they say of their own work.
//!
//! A psychologist exists by a grant (`invitations`); here they name the institutions they work in, the experience
//! themes they know, and how many pairings they can accompany.

pub mod model;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
