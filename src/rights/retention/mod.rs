//! How long rows of each kind are kept, and what becomes of those that are over it.
//!
//! ```text
//! purge: proposed (7 days) → approved by somebody else → done, with what was erased of each kind · withdrawn · lapsed
//! ```
//! Traces of the everyday (letters, sign-ins, the diary) go by themselves. What tells of people is found, shown as numbers
//! and erased only after two people's words, a row at a time; whose data is held is passed over. Erasing somebody leaves
//! their rows without a name, so that sums stay true.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
