//! Persons in custody, referred by their psychologist.
//!
//! ```text
//! draft → eligible ⇄ matched → in_pairing → completed
//!            ↑           ↘ (ended otherwise) ↙
//!            └──────────────────────────────┘
//! from every state that is not an end: withdrawn, released
//! ```
//! A person in custody has no account. A referral carries an alias, what a matching round needs to know, and the
//! consent that the person gave on paper before a witness. It never holds a name, an identity-card number or an
//! offence. `matched` and `in_pairing` follow from the life of a pairing, which moves them.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod gather;
pub mod body;
pub mod view;
pub mod api;

#[cfg(test)]
mod tests;
