//! What waits, counted by the database, and the first few of it as rows.
//!
//! The features' own rows are read with their own owners, so that whoever may not know of one is not told of it here.

mod tally;
mod mentors;
mod clinic;
mod pairings;
mod meetings;
mod service;
mod people;
mod requests;
mod privacy;
mod purges;
mod breaches;

pub use breaches::to_close;
pub use clinic::clinic;
pub use mentors::{endings, stages};
pub use pairings::{of_centres as pairings_of_centres, of_psychologist as pairings_of_psychologist};
pub use people::{admins, officers, second_words, settlements};
pub use privacy::reviews;
pub use purges::{to_approve, to_propose};
pub use requests::{to_answer, to_decide};
pub use service::{coordinators as service_of_centres, hosts};
