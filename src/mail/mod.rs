//! Letters: what the site sends by e-mail, in three languages, and how it leaves the house.
//!
//! A letter says only that there is something to read, or that an appointment changed, and carries one link.
//! Whoever sees it over a shoulder, on a lock screen or at the provider learns nothing about the reader:
//! no names, no word of what the site is for.

mod kind;
mod texts;
pub mod ways;
mod letter;
mod transport;

pub use kind::Kind;
pub use letter::{Composed, Letter, Letterhead, Rendered, Unfit};
pub use transport::{BadAddress, Transport, Undelivered};
