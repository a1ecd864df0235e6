//! Pairings of a mentor, a psychologist and a person in custody, from the proposal to a good ending.
//!
//! ```text
//! proposed → endorsed ⇄ approved → consenting → active ⇄ paused
//!    │          │          │           │          └─────┴──→ closed
//!    │          │          │           ├──→ declined (mentor or person said no), closed
//!    ├──────────┴──→ declined (a psychologist), refused (a coordinator; can be undone)
//!    ├──────────┴──────────┴───────────┴──→ lapsed (nobody moved it in time)
//!    └──────────┴──→ lapsed (a coordinator chose another mentor for this person, or this mentor for another)
//! ```
//! The mentor's supervisor is the pairing's psychologist; where somebody else referred the person, both endorse.
//! An approval sends nothing and can be undone; it takes a place with the mentor and with the psychologist, and every
//! way out of `approved … paused` gives both back. The mentor knows nothing before the coordinator asks for consents.
//! When a mentor must have no contact (suspended, or an order forbids it), what is open lapses and what is active is
//! paused by staff; so is what is active when mentor, person or psychologist lack what a pairing needs ([`anew`]).
//!
//! What others change of it is told to the mentor until they have seen it ([`notices`]).

pub mod model;
pub mod rules;
pub mod notices;
pub mod fit;
pub mod guards;
pub mod record;
pub mod store;
pub mod history;
pub mod cards;
pub mod effects;
pub mod anew;
pub mod flow;
pub mod room;
pub mod consents;
pub mod moves;
pub mod gather;
pub mod view;
pub mod api;

#[cfg(test)]
mod tests;
