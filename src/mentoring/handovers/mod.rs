//! When a psychologist leaves or is away: another of the centre takes over a mentor, or a person in custody.
//!
//! A mentor's pairings under way go along to whoever supervises them, and a referral's open pairings to whoever
//! accompanies the person. Proposals that nobody has consented to stay as they are; rules let them go no further.

pub mod flow;
pub mod api;
